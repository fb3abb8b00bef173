[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
param()

BeforeDiscovery {
    $page = [IO.Path]::Combine((Split-Path (Split-Path $PSScriptRoot)), 'docs', 'examples', 'audiobooks.md')
    # What the commands under each heading make.
    $made = @{
        'An audiobook from an EPUB'             = 'book.m4b', 'book.vtt'
        'A shelf of books'                      = @('shelf/book.m4b')
        'A file for each chapter'               = '01 The Beginning', '02 The End', '03 Appendix' |
            ForEach-Object { "book/$_.mp3" }
        'Captions for a training video'         = 'training.wav', 'training.srt', 'training.vtt'
        'A language course with gaps to repeat' = 'phrases.mp3', 'phrases.srt', 'dialogue.mp3'
        'An episode of a podcast'               = 'episode.mp3', 'episode.vtt', 'episode.json', 'episode.xml'
    }
    $recipes = foreach ($section in (Get-Content $page -Raw -Encoding utf8) -split '(?m)^## ' | Select-Object -Skip 1) {
        $blocks = [regex]::Matches($section, '(?ms)^```powershell\r?\n(?<code>.*?)^```')
        @{
            Title = ($section -split '\r?\n')[0]
            Code  = ($blocks | ForEach-Object { $_.Groups['code'].Value }) -join "`n"
            Made  = $made
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
    $env:COMETAPI_BASE_URL = $server.BaseUri
    $examples = [IO.Path]::Combine((Split-Path (Split-Path $PSScriptRoot)), 'docs', 'examples')
    # The smallest picture: one pixel.
    $pixel = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
}

AfterAll {
    Exit-SpeechTest $server
}

Describe 'Recipes of docs/examples/audiobooks.md' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
        Export-TestBook (Join-Path $folder.FullName book.epub)
        Copy-Item -Path (Join-Path $examples phrases.txt), (Join-Path $examples dialogue.csv) -Destination .
        Set-Content training.md '# Training', '', 'Open the door.', '', 'Close it.'
        Set-Content episode.md '# Whales', '', 'One swims.', '', '# Ships & sails', '', 'One sinks.'
        # By its bytes, not by its name.
        [IO.File]::WriteAllBytes((Join-Path $folder.FullName cover.jpg), $pixel)
        $ErrorActionPreference = 'Stop'
    }

    AfterEach {
        Pop-Location
    }

    It '<Title>' -ForEach $recipes {
        $Made.Keys | Should -Contain $Title
        . ([scriptblock]::Create($Code)) | Out-Null
        foreach ($file in $Made[$Title]) {
            (Get-Item -LiteralPath $file).Length | Should -BeGreaterThan 0
        }

        $audio = '\.(mp3|m4b|wav)$'
        Get-ChildItem -Recurse | Where-Object Name -Match "$audio|\.parts$" |
            Should -HaveCount @($Made[$Title] -match $audio).Count
    }

    It 'A lesson has a pause behind each phrase, and a caption for it' {
        $page = Get-Content (Join-Path $examples audiobooks.md) -Raw -Encoding utf8
        $code = [regex]::Match($page, '(?ms)^\(Get-Content phrases\.txt.*?(?=^```)').Value.TrimEnd()
        $file = . ([scriptblock]::Create("$code -PassThru"))
        # Four phrases are a request each, and three pauses of four seconds lie between them.
        $file.Requests | Should -Be 4
        $file.Duration.TotalSeconds | Should -BeGreaterThan 12
        @((Get-Content phrases.srt -Encoding utf8) -match '-->').Count | Should -Be 4
        @((Get-Content phrases.srt -Encoding utf8) -match ('Malm{0}, tack\.$' -f [char] 0xF6)).Count | Should -Be 1
    }

    It 'The item of a feed is XML that tells what the file has' {
        $page = Get-Content (Join-Path $examples audiobooks.md) -Raw -Encoding utf8
        . ([scriptblock]::Create([regex]::Match($page, '(?ms)^\$title = .*?(?=^```)').Value))
        $item = ([xml] ("<feed xmlns:itunes='i' xmlns:podcast='p'>" + (Get-Content episode.xml -Raw -Encoding utf8) + '</feed>')).feed.item
        $item.title | Should -BeExactly 'Whales & ships'
        $item.enclosure.length | Should -Be (Get-Item episode.mp3).Length
        [int] $item.duration | Should -BeGreaterThan 0
        $item.transcript.url | Should -Be 'https://example.org/podcast/episode.vtt'
        $chapters = (Get-Content episode.json -Raw -Encoding utf8 | ConvertFrom-Json).chapters
        $chapters.title | Should -Be @('Whales', 'Ships & sails')
        $chapters[1].startTime | Should -BeGreaterThan 1
    }

    It 'An episode that is not made for want of <_> leaves what was written of the old one' -ForEach 'cover.jpg', 'episode.md' {
        $page = Get-Content (Join-Path $examples audiobooks.md) -Raw -Encoding utf8
        $code = [regex]::Match($page, '(?ms)^\$title = .*?(?=^```)').Value
        Set-Content episode.json old
        Set-Content episode.xml old
        Remove-Item $_
        # A console goes on with the next statement after an error; here Pester would catch it.
        $console = [powershell]::Create()
        try {
            $module = Join-Path (Get-TestedModulePath) CometSpeech.psd1
            $null = $console.AddScript("Set-Location -LiteralPath '$PWD'; Import-Module '$module'").Invoke()
            $console.Commands.Clear()
            $null = $console.AddScript($code).Invoke()
            $console.Streams.Error | Should -Not -BeNullOrEmpty
        }
        finally {
            $console.Dispose()
        }

        Get-Content episode.json, episode.xml | Should -Be @('old', 'old')
    }
}
