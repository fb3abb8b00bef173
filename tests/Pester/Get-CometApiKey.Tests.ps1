BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    Enter-TestEnvironment (New-Item TestDrive:\config -ItemType Directory).FullName
}

AfterAll {
    Exit-TestEnvironment
}

Describe 'Get-CometApiKey' {
    BeforeEach {
        $env:COMETAPI_KEY = 'sk-0123456789-envi'
        Set-CometApiKey 'sk-0123456789-stor' -Persist -WarningAction SilentlyContinue
        Set-CometApiKey 'sk-0123456789-sess'
    }

    AfterEach {
        Remove-CometApiKey -WarningAction SilentlyContinue
        $env:COMETAPI_KEY = $env:COMETAPI_BASE_URL = $null
    }

    It 'lists the keys in the order in which they are used' {
        $keys = Get-CometApiKey
        $keys.Source | Should -Be @('Session', 'Environment', 'UserStore')
        $keys.LastFour | Should -Be @('sess', 'envi', 'stor')
        $keys.InUse | Should -Be @($true, $false, $false)
    }

    It 'tells which key an address gets' {
        (Get-CometApiKey -BaseUri https://api.cometapi.com/v1).LastFour | Should -Be 'sess'
        Remove-CometApiKey -Source Session
        (Get-CometApiKey https://api.cometapi.com).LastFour | Should -Be 'envi'
        $env:COMETAPI_KEY = $null
        (Get-CometApiKey https://api.cometapi.com).LastFour | Should -Be 'stor'
        Get-CometApiKey https://speech.example.org/v1 | Should -BeNullOrEmpty
    }

    It 'gives the environment''s key to the address that the environment names' {
        $env:COMETAPI_BASE_URL = 'https://speech.example.org/v1'
        (Get-CometApiKey https://speech.example.org/v1).LastFour | Should -Be 'envi'
        (Get-CometApiKey https://api.cometapi.com).LastFour | Should -Be 'sess'
    }

    It 'never shows a key' {
        $all = Get-CometApiKey
        ($all | Format-List * -Force | Out-String) + ($all | ConvertTo-Json) + [Management.Automation.PSSerializer]::Serialize($all) | Should -Not -Match '0123456789'
    }

    It 'shows a table' {
        Get-CometApiKey | Out-String -Width 300 | Should -Match 'BaseUri\s+Source\s+LastFour\s+InUse\s+Location'
    }

    It 'reports a damaged store, and still lists the other keys' {
        $store = (Get-CometApiKey | Where-Object Source -EQ UserStore).Location
        $content = Get-Content -LiteralPath $store -Raw
        [IO.File]::WriteAllText($store, '{ "version"')
        try {
            $keys = Get-CometApiKey -ErrorAction SilentlyContinue -ErrorVariable failure
            $keys.Source | Should -Be @('Session', 'Environment')
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'KeyStoreDamaged,*'
        }
        finally {
            [IO.File]::WriteAllText($store, $content)
        }
    }
}
