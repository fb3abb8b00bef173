[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
}

AfterAll {
    Exit-SpeechTest $server
}

Describe 'ConvertTo-SpokenText' {
    BeforeEach {
        $PSDefaultParameterValues = @{ 'ConvertTo-Speech:BaseUri' = $server.BaseUri }
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
        Set-Content README.md '# Project', '', 'It does *much*.', '', '## Install', '', '```', 'x', '```', '', 'Run it.', '', '## Use', '', '- Once'
        Export-TestBook (Join-Path $folder.FullName book.epub)
    }

    AfterEach {
        Pop-Location
    }

    Context 'What it writes' {
        It 'is one object a chapter' {
            $spoken = ConvertTo-SpokenText -Path README.md
            $spoken.Chapter | Should -Be @('Project', 'Install', 'Use')
            $spoken.Index | Should -Be @(1, 2, 3)
            $spoken[1].Text | Should -Be "Install.`n`nRun it."
            $spoken[0] | Should -BeOfType 'CometSpeech.SpokenText'
            "$($spoken[2])" | Should -Be "Use.`n`nOnce."
        }

        It 'tells of a book who wrote it' {
            $spoken = ConvertTo-SpokenText -Path book.epub
            $spoken.Chapter | Should -Be @('The Beginning', 'The End', 'Appendix')
            $spoken[0].Title | Should -Be 'The Test Book'
            $spoken[0].Author | Should -Be @('Ann Other')
            $spoken[0].Language | Should -Be 'en-GB'
        }

        It 'shows a table' {
            $text = ConvertTo-SpokenText -Path README.md | Out-String -Width 80
            $text | Should -Match 'Index\s+Characters\s+Chapter'
            $text | Should -Not -Match 'README'
        }

        It 'goes into a file, a sum and a choice' {
            (ConvertTo-SpokenText -Path README.md).Text | Set-Content x.txt
            (Get-Content x.txt)[0] | Should -Be 'Project.'
            $sum = (ConvertTo-SpokenText -Path README.md | Measure-Object Characters -Sum).Sum
            $sum | Should -Be ((ConvertTo-SpokenText -Path README.md).Text -join '').Length
            (ConvertTo-SpokenText -Path book.epub | Where-Object Chapter -NotMatch 'Appendix').Index | Should -Be @(1, 2)
            (ConvertTo-SpokenText -Path README.md | Select-Object Chapter, Text)[2].Chapter | Should -Be 'Use'
        }

        It 'counts with -Verbose what was left out' {
            $lines = ConvertTo-SpokenText -Path README.md -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
            "$lines" | Should -BeLike 'README.md: * of * characters; left out: 1 code block'
        }

        It 'needs no key' {
            ConvertTo-SpokenText 'Hello' | ForEach-Object Text | Should -Be 'Hello'
            'a', 'b' | ConvertTo-SpokenText | ForEach-Object Text | Should -Be "a`nb"
        }
    }

    Context 'Documents into ConvertTo-Speech' {
        It 'speaks a folder of Markdown' {
            $null = New-Item docs/more -ItemType Directory -Force
            Set-Content docs/a.md '# A', '', 'one'
            Set-Content docs/more/b.md '*two*'
            Set-Content docs/more/c.txt 'no'
            Get-ChildItem docs -Recurse -Include *.md | ConvertTo-Speech -OutDirectory audio
            (Get-ChildItem audio).Name | Should -Be @('a.mp3', 'b.mp3')
        }

        It 'reads lines, pages and files alike' {
            $direct = ConvertTo-Speech -Path README.md -OutFile direct.wav -PassThru
            $lines = Get-Content README.md | ConvertTo-Speech -InputFormat Markdown -OutFile lines.wav -PassThru -WarningVariable none
            $none | Should -BeNullOrEmpty
            $lines.Characters | Should -Be $direct.Characters
            $lines.Chapters.Title | Should -Be @('Project', 'Install', 'Use')
            Get-Content README.md | ConvertTo-Speech -OutFile plain.wav -WarningVariable markup -WarningAction SilentlyContinue
            $markup | Should -HaveCount 1
            "$markup" | Should -BeLike '*-InputFormat Markdown*'
            $page = "<html>`n<body><main><p>Hello <b>you</b></main></body></html>"
            ($page | ConvertTo-Speech -InputFormat Html -OutFile page.wav -PassThru).Characters | Should -Be 10
            $feed = [xml] '<rss><item><description><![CDATA[<p>One</p>]]></description></item><item><description>&lt;p&gt;Two</description></item></rss>'
            $items = $feed.rss.item | ForEach-Object { $_.SelectSingleNode('description') }
            ($items | ConvertTo-Speech -InputFormat Html -OutFile feed.wav -PassThru).Characters | Should -Be 10
        }

        It 'speaks a book, its chapters, or one file each' {
            $book = ConvertTo-Speech -Path book.epub -OutFile book.mp3 -PassThru
            $book.Chapters.Title | Should -Be @('The Beginning', 'The End', 'Appendix')
            $short = ConvertTo-SpokenText -Path book.epub | Where-Object Chapter -NotMatch 'Appendix|Index' |
                ConvertTo-Speech -OutFile short.mp3 -PassThru
            $short.Chapters.Title | Should -Be @('The Beginning', 'The End')
            ConvertTo-SpokenText -Path book.epub | ConvertTo-Speech -OutFile { '{0:00} {1}.mp3' -f $_.Index, $_.Chapter }
            '03 Appendix.mp3' | Should -Exist
            ConvertTo-SpokenText -Path book.epub | ConvertTo-Speech -OutDirectory book
            (Get-ChildItem book).Name | Should -Be @('01 The Beginning.mp3', '02 The End.mp3', '03 Appendix.mp3')
        }

        It 'refuses what it does not read, and says what to do' {
            Set-Content a.pdf '%PDF-1.7'
            Set-Content b.txt 'fine'
            $made = Get-ChildItem a.pdf, b.txt | ConvertTo-Speech -OutDirectory audio -PassThru -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'FormatNotSupported,*'
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike "*pdftotext '*a.pdf'*"
            $made.Name | Should -Be 'b.mp3'
        }
    }

    It 'completes its formats and elements' {
        Get-Completion 'ConvertTo-SpokenText -InputFormat ' | Should -Be @('Auto', 'Docx', 'Epub', 'Html', 'Markdown', 'Text')
        Get-Completion 'ConvertTo-SpokenText -OmitElement ' | Should -Contain 'Caption'
    }
}
