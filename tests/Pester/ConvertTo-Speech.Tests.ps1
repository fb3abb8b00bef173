[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
    $PSDefaultParameterValues = @{ 'ConvertTo-Speech:BaseUri' = $server.BaseUri }
}

AfterAll {
    Exit-SpeechTest $server
}

Describe 'ConvertTo-Speech' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
    }

    AfterEach {
        Pop-Location
    }

    Context 'Text in' {
        It 'makes one file of the lines of Get-Content' {
            Set-Content notes.txt 'one', '', 'two', 'three'
            $file = Get-Content notes.txt | ConvertTo-Speech -Voice sage -OutFile notes.mp3 -PassThru
            $file.FullName | Should -Be (Join-Path $folder.FullName 'notes.mp3')
            $file.Requests | Should -Be 1
            $file.Characters | Should -Be 'one..two.three'.Length
            $file.Voice | Should -Be 'sage'
            $file.Length | Should -BeGreaterThan 0
        }

        It 'takes whatever Get-Content writes' -ForEach @{ Raw = $true }, @{ ReadCount = 0 }, @{ ReadCount = 2 } {
            Set-Content notes.txt 'one', '', 'two', 'three'
            $file = Get-Content notes.txt @_ | ConvertTo-Speech -OutFile notes.mp3 -PassThru
            # On Windows the end of a line has two characters, which only the raw text has.
            $lineEnd = if ($_.Raw) { [Environment]::NewLine } else { "`n" }
            $file.Characters | Should -Be ('one', '', 'two', 'three' -join $lineEnd).Length
        }

        It 'keeps the order of what several requests brought' {
            1..12 | ForEach-Object { "Part $_." } | ConvertTo-Speech -MaxChunkLength 9 -ThrottleLimit 8 -OutFile parts.pcm
            Get-ToneNumber ([IO.File]::ReadAllBytes((Join-Path $folder.FullName 'parts.pcm'))) | Should -Be (1..12)
        }

        It 'makes a dialogue of the rows of Import-Csv' {
            Set-Content play.csv 'Voice,Text', 'sage,"Line 1"', 'ash,"Line 2"', ',"Line 3"', 'sage,"Line 4"'
            $file = Import-Csv play.csv | ConvertTo-Speech -OutFile play.pcm -PassThru
            $file.Voice | Should -Be 'sage, ash, alloy'
            Get-ToneNumber ([IO.File]::ReadAllBytes($file.FullName)) | Should -Be @(1, 2, 3, 4)
        }

        It 'makes no file of rows of which one cannot be used' {
            Set-Content play.csv 'Voice,Text', 'sage,"Line 1"', 'zoe,"Line 2"', 'sage,"Line 3"'
            $rows = Import-Csv play.csv
            $rows | ConvertTo-Speech -OutFile play.wav -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure.FullyQualifiedErrorId -like 'RecordsRejected,*' | Should -HaveCount 1
            'play.wav' | Should -Not -Exist
        }

        It 'takes rows of ConvertFrom-Json' {
            $rows = '[{ "Text": "Line 1", "Voice": "ash", "Speed": 1.5 }, { "Text": "Line 2" }]' | ConvertFrom-Json
            ($rows | ConvertTo-Speech -OutFile a.wav -PassThru).Voice | Should -Be 'ash, alloy'
        }

        It 'makes a file of each row when a column names it' {
            Set-Content files.csv 'OutFile,Voice,Text,Speed', 'a.wav,sage,"Hello",1', 'b.mp3,ash,"Goodbye",1.5'
            (Import-Csv files.csv | ConvertTo-Speech -PassThru | Sort-Object Name).ResponseFormat | Should -Be @('wav', 'mp3')
        }

        It 'makes a file for each of Get-ChildItem''s' {
            Set-Content one.txt 'One'
            Set-Content -LiteralPath 'two [draft].txt' 'Two'
            Get-ChildItem *.txt | ConvertTo-Speech -OutDirectory audio -ResponseFormat flac
            (Get-ChildItem audio).Name | Sort-Object | Should -Be @('one.flac', 'two [draft].flac')
        }

        It 'takes a script block for the file''s name' {
            Set-Content one.txt 'One'
            Set-Content two.txt 'Two'
            Get-ChildItem *.txt | ConvertTo-Speech -OutFile { Join-Path spoken "$($_.BaseName).wav" }
            (Get-ChildItem spoken).Name | Sort-Object | Should -Be @('one.wav', 'two.wav')
        }

        It 'reads -Path with wildcards, and -LiteralPath to the letter' {
            Set-Content -LiteralPath 'part [1].txt' 'One'
            Set-Content 'part 2.txt' 'Two'
            (ConvertTo-Speech -Path *.txt -OutFile all.pcm -PassThru).Characters | Should -BeGreaterOrEqual 6
            (ConvertTo-Speech -LiteralPath 'part [1].txt' -OutFile '[1].wav' -PassThru).Name | Should -Be '[1].wav'
        }

        It 'speaks objects with a property Text, and names the properties of others' {
            [pscustomobject]@{ Text = 'Hello' } | ConvertTo-Speech -OutFile text.wav -PassThru | Should -HaveCount 1
            [pscustomobject]@{ Body = 'Hello' } | ConvertTo-Speech -OutFile body.wav -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'InputHasNoText,*'
            $failure[0].Exception.Message | Should -BeLike '*Body*'
        }

        It 'refuses <Name> with one error that tells the way to a text' -ForEach @(
            @{ Name = 'bytes of a file'; Id = 'InputIsBytes'; Advice = '*-Path*'; Source = {
                    if ($PSVersionTable.PSVersion.Major -ge 6) { Get-Content hello.txt -AsByteStream }
                    else { Get-Content hello.txt -Encoding Byte }
                }
            }
            @{ Name = 'a table of the console'; Id = 'InputHasNoText'; Advice = '*Out-String*'; Source = {
                    Get-ChildItem | Format-Table Name, Length
                }
            }
            @{ Name = 'a match'; Id = 'InputHasNoText'; Advice = '*ForEach-Object Line*'; Source = {
                    Select-String -Path hello.txt -Pattern Hello
                }
            }
            @{ Name = 'a table of semicolons'; Id = 'InputHasNoText'; Advice = "*-Delimiter ';'*"; Source = {
                    'Text;Voice', 'Hello;sage' | ConvertFrom-Csv
                }
            }
        ) {
            Set-Content hello.txt 'Hello.'
            & $Source | ConvertTo-Speech -OutFile none.wav -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure | Should -HaveCount 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike $Advice
            'none.wav' | Should -Not -Exist
        }

        It 'warns of a name in place of a text, and not of lines that were read' {
            Set-Content index.txt 'index.txt', 'lists the texts.'
            'index.txt' | ConvertTo-Speech -OutFile name.wav -WarningVariable warning -WarningAction SilentlyContinue
            $warning | Should -HaveCount 1
            "$warning" | Should -BeLike "*-Path 'index.txt'*"
            Get-Content index.txt | ConvertTo-Speech -OutFile lines.wav -WarningVariable none
            $none | Should -BeNullOrEmpty
        }

        It 'reads text in encodings with and without a byte-order mark' {
            [IO.File]::WriteAllText((Join-Path $folder.FullName 'bom.txt'), 'Hello', [Text.Encoding]::Unicode)
            [IO.File]::WriteAllBytes((Join-Path $folder.FullName 'latin.txt'), [byte[]] (0x43, 0x61, 0x66, 0xE9))
            (ConvertTo-Speech -Path bom.txt -OutFile bom.wav -PassThru).Characters | Should -Be 5
            ConvertTo-Speech -Path latin.txt -OutFile latin.wav -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileNotText,*'
            (ConvertTo-Speech -Path latin.txt -Encoding latin1 -OutFile latin.wav -PassThru).Characters | Should -Be 4
        }
    }

    Context 'Audio out' {
        It 'writes <_>, and knows its duration' -ForEach 'mp3', 'opus', 'aac', 'flac', 'wav', 'pcm' {
            $file = 'Part 1. Part 2. Part 3.' | ConvertTo-Speech -MaxChunkLength 8 -OutFile "three.$_" -PassThru
            $file.ResponseFormat | Should -Be $_
            $file.Requests | Should -Be 3
            $file.Duration.TotalSeconds | Should -BeGreaterOrEqual 0.55
            $file.Duration.TotalSeconds | Should -BeLessThan 0.85
        }

        It 'writes <_> that ffprobe reads as it is described' -ForEach 'mp3', 'opus', 'flac', 'wav' {
            Skip-TestWithoutProgram ffprobe
            $file = 'Part 1. Part 2. Part 3.' | ConvertTo-Speech -MaxChunkLength 8 -OutFile "three.$_" -PassThru
            $probed = ffprobe -v error -show_entries format=duration -of csv=p=0 $file.FullName
            [Math]::Abs([double]::Parse($probed, [cultureinfo]::InvariantCulture) - $file.Duration.TotalSeconds) | Should -BeLessThan 0.03
        }

        It 'gives one array of bytes where no file is named' {
            $bytes = 'Hello 7' | ConvertTo-Speech -ResponseFormat pcm
            , $bytes | Should -BeOfType byte[]
            Get-ToneNumber $bytes | Should -Be 7
        }

        It 'warns and shows one line where bytes would become text' {
            $output = Invoke-NewProcess @"
                Set-Location '$($folder.FullName)'
                'Hello' | ConvertTo-Speech -BaseUri $($server.BaseUri)
                'Hello' | ConvertTo-Speech -BaseUri $($server.BaseUri) > a.mp3
"@
            @($output -match 'WARNING: The audio is in no file').Count | Should -Be 2
            @($output -match '^[\d,. ]+ bytes of audio').Count | Should -Be 1
            Get-Content a.mp3 -Raw | Should -Match 'bytes of audio'
        }

        It 'pipes whole audio to a program' {
            Skip-TestWithoutBytePipe
            Skip-TestWithoutProgram ffmpeg
            'Part 1. Part 2.' | ConvertTo-Speech -MaxChunkLength 8 -ResponseFormat wav | ffmpeg -v error -i - -f s16le piped.pcm
            Get-ToneNumber ([IO.File]::ReadAllBytes((Join-Path $folder.FullName 'piped.pcm'))) | Should -Be @(1, 2)
        }

        It 'pipes whole audio through a program into a file' {
            Skip-TestWithoutBytePipe
            Skip-TestWithoutProgram cat
            'Part 1. Part 2.' | ConvertTo-Speech -MaxChunkLength 8 -ResponseFormat pcm | cat > piped.pcm
            Get-ToneNumber ([IO.File]::ReadAllBytes((Join-Path $folder.FullName 'piped.pcm'))) | Should -Be @(1, 2)
        }

        It 'stops when Select-Object has enough, and leaves no half file' {
            $first = 1..30 | ForEach-Object { "Text $_" } | ConvertTo-Speech -OutDirectory many -PassThru | Select-Object -First 1
            $first | Should -HaveCount 1
            $first.Length | Should -BeGreaterThan 0
            (Get-ChildItem many -File -Force).Extension | Sort-Object -Unique | Should -Be '.mp3'
            # Parts that were paid for wait for the next command.
            Get-ChildItem many -Directory -Force | Where-Object Name -NotLike '*.parts' | Should -BeNullOrEmpty
        }

        It 'shows a table, and goes into a CSV file' {
            $files = 'One', 'Two' | ConvertTo-Speech -OutDirectory audio -PassThru
            $text = $files | Out-String -Width 300
            $text | Should -Match 'Duration\s+Requests\s+Chars\s+Voice\s+Name'
            $text | Should -Match '00:00:00\.\d\d\s+1\s+3\s+alloy\s+speech-0001\.mp3'
            $files | Format-Table Name, Duration | Out-String | Should -Match 'speech-0002.mp3'
            $files | Select-Object Name, Duration, Characters, Requests | Export-Csv cost.csv -NoTypeInformation
            $rows = Import-Csv cost.csv
            $rows.Name | Should -Be @('speech-0001.mp3', 'speech-0002.mp3')
            $rows.Characters | Should -Be @('3', '3')
        }

        It 'goes on to other commands as a file' {
            $file = 'Hello' | ConvertTo-Speech -OutFile a.mp3 -PassThru
            ($file | Get-FileHash).Path | Should -Be $file.FullName
            $file | Copy-Item -Destination b.mp3
            $file | Remove-Item
            (Get-ChildItem).Name | Should -Be 'b.mp3'
        }
    }
}
