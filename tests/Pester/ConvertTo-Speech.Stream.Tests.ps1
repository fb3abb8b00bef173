[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
    $PSDefaultParameterValues = @{ 'ConvertTo-Speech:BaseUri' = $server.BaseUri }
    $text = (1..12 | ForEach-Object { "Part $_." }) -join "`n`n"
}

AfterAll {
    Exit-SpeechTest $server
}

Describe 'ConvertTo-Speech -Stream' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
    }

    AfterEach {
        Pop-Location
    }

    It 'hands out an array of bytes for each part, in order' {
        $pieces = @(ConvertTo-Speech $text -Stream -ResponseFormat pcm -MaxChunkLength 9)
        $pieces.Count | Should -Be 12
        foreach ($piece in $pieces) { , $piece | Should -BeOfType byte[] }
        Get-ToneNumber ([byte[]] ($pieces | ForEach-Object { $_ })) | Should -Be (1..12)
    }

    It 'gives a native program all of them as they are' {
        Skip-TestWithoutBytePipe
        Skip-TestWithoutProgram ffmpeg
        ConvertTo-Speech $text -Stream -ResponseFormat pcm -MaxChunkLength 9 |
            ffmpeg -v error -f s16le -ar 24000 -ac 1 -i - -f s16le heard.pcm
        Get-ToneNumber ([IO.File]::ReadAllBytes((Join-Path $folder.FullName 'heard.pcm'))) | Should -Be (1..12)
    }

    It 'is a stream of <_> that ffmpeg hears from its standard input' -ForEach mp3, opus, aac, flac, wav {
        Skip-TestWithoutBytePipe
        Skip-TestWithoutProgram ffmpeg
        ConvertTo-Speech $text -Stream -ResponseFormat $_ -MaxChunkLength 9 |
            ffmpeg -v error -i - -f s16le -ar 24000 -ac 1 heard.pcm
        # Twelve tones of 0.2 s, and what encoders put around them.
        $seconds = (Get-Item heard.pcm).Length / 48000
        $seconds | Should -BeGreaterOrEqual 2.4
        $seconds | Should -BeLessThan 4
    }

    It 'sends no more when nobody wants more' {
        $first = ConvertTo-Speech ($text * 20) -Stream -ResponseFormat pcm -MaxChunkLength 9 -ThrottleLimit 1 |
            Select-Object -First 1
        Get-ToneNumber $first | Should -Be 1
    }

    It 'ends when the program that it feeds has ended' {
        Skip-TestUnless ($IsLinux -and $PSVersionTable.PSVersion -ge '7.4') 'bytes go to native programs from 7.4 on'
        $failure = $null
        try {
            ConvertTo-Speech ($text * 200) -Stream -ResponseFormat wav -MaxChunkLength 9 | /usr/bin/head -c 100 | Out-Null
        }
        catch {
            $failure = $_
        }

        $failure.FullyQualifiedErrorId | Should -BeLike 'PlaybackFailed,*'
    }
}
