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
