[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    Enter-TestEnvironment (New-Item TestDrive:\config -ItemType Directory).FullName
    $server = Start-SpeechServer
    $catalog = $server.BaseUri -replace '/v1$', '/api'
}

AfterAll {
    $null = Stop-SpeechServer $server
    Exit-TestEnvironment
}

Describe 'Get-CometModel' {
    It 'lists models with the day of their shutdown' {
        $models = Get-CometModel -BaseUri $server.BaseUri
        $models.Model | Should -Contain 'tts-1'
        ($models | Where-Object { $_.Model -eq 'tts-1' }).ShutdownDate | Should -Be ([datetime] '2027-01-06')
        "$($models[0])" | Should -Be $models[0].Model
    }

    It 'lists what speaks of a catalogue, with price and unit, and the rest with -All' {
        $models = Get-CometModel -BaseUri $catalog
        $models.Model | Should -Not -Contain 'local-chat'
        $models[0].Price | Should -Be 12
        $models[0].PriceUnit | Should -Be 'USD / M Tokens'
        (Get-CometModel -BaseUri $catalog -All).Model | Should -Contain 'local-chat'
    }

    It 'asks the address of the environment' {
        $env:COMETAPI_BASE_URL = $server.BaseUri
        (Get-CometModel TTS-1-*).Model | Should -Be @('tts-1-hd', 'tts-1-1106')
    }

    It 'has an error for a name that is not there, and none for a pattern' {
        Get-CometModel zoe -BaseUri $server.BaseUri -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ModelNotFound,*'
        Get-CometModel z* -BaseUri $server.BaseUri -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'has an error for a server without a list' {
        Get-CometModel -BaseUri ($server.BaseUri -replace '/v1$', '/nothing') -ErrorAction SilentlyContinue -ErrorVariable failure |
            Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ModelListMissing,*'
    }

    It 'shows a table, whose marks are words where colours are not wanted' {
        $text = Get-CometModel -BaseUri $server.BaseUri | Out-String -Width 200
        $text | Should -Match 'Model\s+Shutdown\s+Price\s+PriceUnit\s+Provider'
        $text | Should -Match 'tts-1\s+\S*(ends |ended )?2027-01-06'
        if ((Get-Date) -gt [datetime] '2026-11-08') {
            $text | Should -Match 'tts-1\s+\S*(ends|ended) 2027-01-06'
        }
    }

    It 'leaves out colours when <_>' -ForEach 'NO_COLOR is set', 'the output goes elsewhere' {
        Skip-TestUnless ($PSVersionTable.PSVersion.Major -ge 7) 'Windows PowerShell has no colours here'
        $noColor = if ($_ -eq 'NO_COLOR is set') { '1' }
        $before = $env:NO_COLOR
        try {
            $env:NO_COLOR = $noColor
            $text = Invoke-NewProcess "Get-CometModel -BaseUri '$($server.BaseUri)'"
        }
        finally {
            $env:NO_COLOR = $before
        }

        "$text" | Should -Match '2027-01-06'
        "$text" | Should -Not -Match ([char] 27)
    }

    It 'feeds ConvertTo-Speech: every model says the same sentence' {
        Push-Location TestDrive:\
        try {
            $files = Get-CometModel tts-1* -BaseUri $server.BaseUri |
                ConvertTo-Speech -InputObject 'Hello' -OutFile { "$($_.Model).mp3" } -BaseUri $server.BaseUri -PassThru
            $files | Should -HaveCount 3
            $files | ForEach-Object { $_.Model | Should -Be $_.BaseName }
        }
        finally {
            Pop-Location
        }
    }
}
