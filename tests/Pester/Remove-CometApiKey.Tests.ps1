[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    Enter-TestEnvironment (New-Item TestDrive:\config -ItemType Directory).FullName
    $other = 'https://speech.example.org/v1'
}

AfterAll {
    Exit-TestEnvironment
}

Describe 'Remove-CometApiKey' {
    BeforeEach {
        Set-CometApiKey 'sk-0123456789-stor' -Persist
        Set-CometApiKey 'sk-0123456789-sess'
        Set-CometApiKey 'sk-0123456789-othe' -BaseUri $other
    }

    AfterEach {
        $env:COMETAPI_KEY = $null
        Get-CometApiKey | ForEach-Object { Remove-CometApiKey $_.BaseUri -Source $_.Source }
    }

    It 'removes all keys of the address, and no other address''s' {
        Remove-CometApiKey
        (Get-CometApiKey).LastFour | Should -Be 'othe'
    }

    It 'removes those of one source' {
        Remove-CometApiKey -Source Session
        Get-CometApiKey https://api.cometapi.com | ForEach-Object Source | Should -Be 'UserStore'
    }

    It 'takes what Get-CometApiKey gives' {
        Get-CometApiKey | Remove-CometApiKey
        Get-CometApiKey | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf' {
        Remove-CometApiKey -WhatIf
        Get-CometApiKey | Should -HaveCount 3
    }

    It 'has an error where there is no key' {
        Remove-CometApiKey https://nobody.example.org -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ApiKeyNotFound,*'
    }

    It 'leaves the environment alone, and says so' {
        $env:COMETAPI_KEY = 'sk-0123456789-envi'
        Remove-CometApiKey -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*COMETAPI_KEY*'
        $env:COMETAPI_KEY | Should -Be 'sk-0123456789-envi'
    }
}
