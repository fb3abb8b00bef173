[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
    $PSDefaultParameterValues = @{ 'ConvertTo-Speech:BaseUri' = $server.BaseUri }
    $path = $env:PATH
}

AfterAll {
    $env:PATH = $path
    Exit-SpeechTest $server
}

Describe 'ConvertTo-Speech -Play' {
    BeforeEach {
        Skip-TestUnless ([bool] $IsLinux) 'programs play on Linux only'
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
        # The only folder in which a player is looked for.
        $env:PATH = $folder.FullName
    }

    AfterEach {
        Pop-Location
        $env:PATH = $path
    }

    It 'is heard and kept, and gives nothing to the pipeline' {
        Set-Content paplay '#!/bin/sh', "/bin/cat >> '$($folder.FullName)/heard'"
        /bin/chmod 755 paplay

        $output = 'chunk 07' | ConvertTo-Speech -Play -OutFile kept.wav

        $output | Should -BeNullOrEmpty
        'kept.wav' | Should -Exist
        # Silence of the search and of the beginning.
        $heard = [IO.File]::ReadAllBytes((Join-Path $folder.FullName heard))
        Get-ToneNumber ([byte[]] $heard[3360..($heard.Count - 1)]) | Should -Be 7
    }

    It 'says what to install where nothing plays, and sends nothing' {
        $failure = { 'chunk 01' | ConvertTo-Speech -Play -OutFile kept.wav } | Should -Throw -PassThru

        $failure.FullyQualifiedErrorId | Should -BeLike 'PlaybackUnavailable,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*pulseaudio-utils*'
        Get-ChildItem | Should -BeNullOrEmpty
    }

    It 'plays nothing with -WhatIf, and needs no player' {
        'chunk 01' | ConvertTo-Speech -Play -WhatIf | Should -BeNullOrEmpty
    }
}

Describe 'ConvertTo-Speech -Play on Windows' {
    BeforeEach {
        Skip-TestUnless ($env:OS -eq 'Windows_NT') 'waveOut is Windows'' own'
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
    }

    AfterEach {
        Pop-Location
    }

    # The file in which all is recorded that a loudspeaker plays: samples of 16 bits, 24 kHz, mono.
    It 'is heard to its end, in order, and kept' {
        Skip-TestUnless ([bool] $env:COMETSPEECH_HEARD) 'nobody records what is heard (.ci/wine does)'
        $before = (Get-Item -LiteralPath $env:COMETSPEECH_HEARD).Length

        $output = 1..3 | ForEach-Object { "chunk 0$_" } | ConvertTo-Speech -Play -OutFile kept.wav -MaxChunkLength 10

        $output | Should -BeNullOrEmpty
        'kept.wav' | Should -Exist
        # The recorder is late by less.
        $end = (Get-Item -LiteralPath $env:COMETSPEECH_HEARD).Length + 48000
        while ((Get-Item -LiteralPath $env:COMETSPEECH_HEARD).Length -lt $end) {
            Start-Sleep -Milliseconds 50
        }

        $file = [IO.File]::Open($env:COMETSPEECH_HEARD, 'Open', 'Read', 'ReadWrite, Delete')
        $null = $file.Seek($before, 'Begin')
        $heard = New-Object byte[] ($end - $before)
        $null = $file.Read($heard, 0, $heard.Length)
        $file.Dispose()
        Get-HeardTone $heard | Should -Be 1, 2, 3
    }

    It 'says that there is no loudspeaker, once, and sends nothing' {
        Skip-TestUnless (Test-Path HKCU:\Software\Wine) 'only Wine takes its loudspeaker away'
        $only = Start-SpeechServer
        # Processes that start from now on find no driver.
        $drivers = New-Item HKCU:\Software\Wine\Drivers -Force
        Set-ItemProperty -Path $drivers.PSPath -Name Audio -Value none
        try {
            $told = Invoke-NewProcess ("Set-Location -LiteralPath '$($folder.FullName)'; `$Error.Clear();" +
                "try { 'chunk 01', 'chunk 02' | ConvertTo-Speech -Play -OutFile kept.wav -BaseUri $($only.BaseUri) } catch { }" +
                '$Error.Count; $Error.FullyQualifiedErrorId; "$($Error.Exception.Message)"')
        }
        finally {
            Remove-ItemProperty -Path $drivers.PSPath -Name Audio
            $requests = Stop-SpeechServer $only
        }

        $told[0] | Should -Be 1
        $told[1] | Should -BeLike 'PlaybackUnavailable,*'
        $told[2] | Should -BeLike '*no loudspeaker*'
        $requests | Should -BeNullOrEmpty
        Get-ChildItem | Should -BeNullOrEmpty
    }
}
