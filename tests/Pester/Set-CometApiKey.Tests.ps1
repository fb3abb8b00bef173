[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    $config = (New-Item TestDrive:\config -ItemType Directory).FullName
    Enter-TestEnvironment $config
    $key = 'sk-0123456789-mine'
    $onWindows = [IO.Path]::DirectorySeparatorChar -eq '\'
}

AfterAll {
    Exit-TestEnvironment
}

Describe 'Set-CometApiKey' {
    AfterEach {
        Remove-CometApiKey -ErrorAction SilentlyContinue
    }

    It 'keeps the key for this session alone' {
        Set-CometApiKey $key
        (Get-CometApiKey).Source | Should -Be 'Session'
        Get-ChildItem $config -Recurse -File | Should -BeNullOrEmpty
        Invoke-NewProcess '@(Get-CometApiKey).Count' | Should -Be '0'
    }

    It 'takes a SecureString, a string, and either from the pipeline' {
        $secure = (New-Object Net.NetworkCredential -ArgumentList '', $key).SecurePassword
        foreach ($value in $secure, $key) {
            Set-CometApiKey -ApiKey $value
            (Get-CometApiKey).LastFour | Should -Be 'mine'
            Remove-CometApiKey
            $value | Set-CometApiKey
            (Get-CometApiKey).LastFour | Should -Be 'mine'
        }
    }

    It 'writes nothing unless asked with -PassThru' {
        Set-CometApiKey $key | Should -BeNullOrEmpty
        (Set-CometApiKey $key -PassThru).LastFour | Should -Be 'mine'
    }

    It 'changes nothing with -WhatIf' {
        Set-CometApiKey $key -WhatIf
        Set-CometApiKey $key -Persist -WhatIf
        Get-CometApiKey | Should -BeNullOrEmpty
        Get-ChildItem $config -Recurse -File | Should -BeNullOrEmpty
    }

    It 'refuses a blank key' -ForEach '', ' ', ([string] [char] 0xFEFF) {
        { Set-CometApiKey -ApiKey $_ } | Should -Throw -ErrorId 'InvalidApiKey,CometSpeech.Commands.SetCometApiKeyCommand'
    }

    It 'refuses an address where the key could be read on its way' {
        { Set-CometApiKey $key -BaseUri http://nas.local:8880/v1 } | Should -Throw -ErrorId 'UnencryptedConnection,CometSpeech.Commands.SetCometApiKeyCommand'
    }

    It 'keeps the key for later sessions with -Persist' {
        Set-CometApiKey $key -Persist
        Invoke-NewProcess '(Get-CometApiKey | ForEach-Object { $_.Source, $_.LastFour }) -join '' ''' | Should -Be 'UserStore mine'
    }

    It 'keeps a stored key where only the user can read it' {
        Skip-TestUnless (-not $onWindows) 'Windows has no file modes'
        Set-CometApiKey $key -Persist
        $file = Get-Item (Get-CometApiKey).Location
        $file.UnixMode | Should -Be '-rw-------'
        (Get-Item $file.DirectoryName).UnixMode | Should -Be 'drwx------'
    }

    It 'keeps a stored key encrypted' {
        Skip-TestUnless $onWindows 'only Windows has Data Protection'
        Set-CometApiKey $key -Persist
        Get-Content (Get-CometApiKey).Location -Raw | Should -Not -Match ([regex]::Escape($key))
    }

    It 'asks the service first with -Verify, and keeps nothing that it refuses' {
        $server = Start-SpeechServer -Key $key
        try {
            { Set-CometApiKey 'sk-wrong' -BaseUri $server.BaseUri -Verify -ErrorAction Stop } |
                Should -Throw -ErrorId 'AuthenticationFailed,CometSpeech.Commands.SetCometApiKeyCommand'
            Get-CometApiKey | Should -BeNullOrEmpty
            Set-CometApiKey $key -BaseUri $server.BaseUri -Verify
            (Get-CometApiKey -BaseUri $server.BaseUri).LastFour | Should -Be 'mine'
        }
        finally {
            $log = Stop-SpeechServer $server
            Remove-CometApiKey -BaseUri $server.BaseUri
        }

        $log | Should -HaveCount 2
        $log | Should -BeLike 'GET /v1/models *'
    }

    It 'keeps the key in a vault of SecretManagement' {
        Skip-TestUnless (-not $onWindows) 'a vault''s settings lie in the home folder, which is fixed on Windows'
        Skip-TestWithoutModule Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
        $homeFolder = $env:HOME
        $env:HOME = (New-Item TestDrive:\home -ItemType Directory).FullName
        try {
            $output = Invoke-NewProcess @'
                $ErrorActionPreference = 'Stop'
                Reset-SecretStore -Authentication None -Interaction None -Force -WarningAction Ignore
                Register-SecretVault -Name Safe -ModuleName Microsoft.PowerShell.SecretStore
                Set-CometApiKey 'sk-0123456789-mine' -Vault Safe
                (Get-SecretInfo -Vault Safe).Name
                (Get-CometApiKey -BaseUri https://api.cometapi.com/v1 | ForEach-Object { $_.Source, $_.LastFour }) -join ' '
                Remove-CometApiKey -WarningAction SilentlyContinue
'@
        }
        finally {
            $env:HOME = $homeFolder
        }

        $output | Should -Be @('CometApiKey', 'Vault mine')
    }
}
