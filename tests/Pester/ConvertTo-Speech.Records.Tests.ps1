[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables on from block to block.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseUsingScopeModifierInNewRunspaces', '', Justification = 'A job has them as parameters.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = '@PSBoundParameters hands them on.')]
param()

BeforeDiscovery {
    $hasFifo = [bool] (Get-Command mkfifo -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
    $PSDefaultParameterValues = @{ 'ConvertTo-Speech:BaseUri' = $server.BaseUri }
}

AfterAll {
    Exit-SpeechTest $server
}

Describe 'Records of ConvertTo-Speech' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
    }

    AfterEach {
        Pop-Location
    }

    Context 'A row of a CSV file that cannot be used' {
        It 'costs its file as its <Place> row with -ErrorAction <Preference>' -ForEach @(
            foreach ($preference in 'Continue', 'SilentlyContinue', 'Ignore', 'Stop') {
                @{ Preference = $preference; Place = 'first'; Voices = 'bob', 'sage', 'ash' }
                @{ Preference = $preference; Place = 'middle'; Voices = 'sage', 'bob', 'ash' }
                @{ Preference = $preference; Place = 'last'; Voices = 'sage', 'ash', 'bob' }
                @{ Preference = $preference; Place = 'only'; Voices = @('bob') }
            }
        ) {
            Set-Content play.csv 'OutFile,Voice,Text', 'before.wav,sage,Before', ($Voices | ForEach-Object { "play.wav,$_,Text" })
            Add-Content play.csv 'after.wav,sage,After'
            try {
                # Whoever clears $Error must not make a row vanish.
                Import-Csv play.csv | ForEach-Object { $_; $Error.Clear() } | ConvertTo-Speech -ErrorAction $Preference -ErrorVariable failure 2>$null
            }
            catch {
                $Preference | Should -Be 'Stop'
            }

            'play.wav' | Should -Not -Exist
            if ($Preference -ne 'Stop') {
                'before.wav', 'after.wav' | Should -Exist
            }

            if ($Preference -in 'Continue', 'SilentlyContinue') {
                # The error of an only row tells which file is not made.
                $ids = if ($Place -eq 'only') { 'InvalidRecordValue' } else { 'InvalidRecordValue', 'RecordsRejected' }
                ($failure.FullyQualifiedErrorId -replace ',.*') | Should -Be $ids
                $failure[0].Exception.Message | Should -BeLike "* for 'play.wav' *"
            }
        }

        It 'is told by its number, its text and its file' {
            Set-Content play.csv 'Voice,Speed,Text', 'sage,1,Good morning', 'ash,fast,How do you do?'
            Import-Csv play.csv | ConvertTo-Speech -OutFile play.wav -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].Exception.Message | Should -BeLike "Record 2 ('How do you do?') for 'play.wav' cannot be used: its Speed 'fast' is no number such as *"
        }
    }

    Context 'A proxy function that PowerShell generates' {
        BeforeAll {
            $metadata = [System.Management.Automation.CommandMetadata]::new((Get-Command ConvertTo-Speech))
            ${function:Out-Voice} = [System.Management.Automation.ProxyCommand]::Create($metadata)
        }

        It 'takes script blocks for -OutFile and -Voice' {
            Set-Content play.csv 'Name,Speaker,Text', 'first,sage,One', 'second,ash,Two'
            $files = Import-Csv play.csv | Out-Voice -OutFile { "$($_.Name).wav" } -Voice { $_.Speaker } -PassThru
            $files.Name | Should -Be 'first.wav', 'second.wav'
            $files.Voice | Should -Be 'sage', 'ash'
        }

        It 'takes script blocks for all parameters that may change from record to record' {
            $values = @{ CustomVoice = { 'alloy' }; Model = { 'tts-1' }; Speed = { 2 }; Instructions = { '' }; Chapter = { "Of $_" } }
            $file = 'One', 'Two' | Out-Voice -OutFile { 'all.wav' } -PassThru @values
            $file.Chapters.Title | Should -Be 'Of One', 'Of Two'
        }

        It 'takes strings and numbers, and text from the pipeline' {
            $file = 'One' | Out-Voice -OutFile one.wav -Voice sage -Speed 2 -PassThru
            $file.Name | Should -Be 'one.wav'
            $file.Voice | Should -Be 'sage'
            Out-Voice 'Two' -OutFile two.wav
            'two.wav' | Should -Exist
        }

        It 'makes no file with a voice that is none' {
            # PowerShell looks for dynamic parameters first, and does not tell why the arguments do not bind.
            { 'One' | Out-Voice -OutFile one.wav -Voice zoe } | Should -Throw
            { 'One' | ConvertTo-Speech -OutFile one.wav -Voice zoe } | Should -Throw "*'zoe' is none of*-CustomVoice*"
            'one.wav' | Should -Not -Exist
        }
    }

    Context 'Chapters' {
        It 'begin where the column Chapter of a table changes' {
            Set-Content talk.csv 'Chapter,Voice,Text', 'Welcome,sage,One', ',ash,Two', 'The plan,ash,Three', 'The plan,ash,Four'
            $file = Import-Csv talk.csv | ConvertTo-Speech -OutFile talk.wav -PassThru
            $file.Chapters.Title | Should -Be 'Welcome', 'The plan'
            $file.Chapters[1].Start | Should -Be ($file.Chapters[0].Duration)
            ($file.Chapters.Duration.Ticks | Measure-Object -Sum).Sum | Should -Be $file.Duration.Ticks
            $file.Chapters[0].PSObject.TypeNames | Should -Contain 'CometSpeech.SpeechChapter'
        }

        It 'are files of several, and what a script block says of each' {
            'ch10', 'ch2' | ForEach-Object { Set-Content "$_.txt" "This is $_." }
            (ConvertTo-Speech -Path ch*.txt -OutFile a.mp3 -PassThru).Chapters.Title | Should -Be 'ch2', 'ch10'
            (Get-ChildItem ch*.txt | ConvertTo-Speech -OutFile b.mp3 -PassThru -Chapter { $_.BaseName -replace 'ch', 'Chapter ' }).Chapters.Title |
                Should -Be 'Chapter 10', 'Chapter 2'
            (Get-ChildItem ch*.txt | ConvertTo-Speech -OutDirectory audio -PassThru).Chapters.Count | Should -Be 0
        }

        It 'are shown as a table of their own' {
            $lines = 'One', 'Two' | ConvertTo-Speech -OutFile a.wav -Chapter { "Chapter $_" } -PassThru | ForEach-Object Chapters | Out-String -Stream
            $lines = $lines -replace '\e\[[\d;]*m' | Where-Object { $_ } | ForEach-Object { ($_ -replace ' +', ' ').Trim() }
            $lines[0] | Should -Be 'Start Duration Title'
            $lines[2] | Should -Match '^00:00:00\.00 00:00:0\d\.\d\d Chapter One$'
        }
    }

    Context 'Columns and script blocks' {
        It 'pays a dialogue of another server''s voices with those' {
            Set-Content play.csv 'CustomVoice,Text', 'narrator,One', 'guest,Two'
            # The server has neither voice: it refuses both by name.
            Import-Csv play.csv | ConvertTo-Speech -OutFile play.wav -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
            $failure[0].Exception.Message | Should -Match 'narrator|guest'
        }

        It 'computes columns with Select-Object' {
            'one sage', 'two ash' | Select-Object @{ Name = 'Text'; Expression = { ($_ -split ' ')[0] } }, @{ Name = 'Voice'; Expression = { ($_ -split ' ')[1] } } |
                ConvertTo-Speech -OutFile play.wav -PassThru | ForEach-Object Voice | Should -Be 'sage, ash'
        }

        It 'takes script blocks for voice and file' {
            $files = 'one', 'two' | ConvertTo-Speech -Voice { if ($_ -eq 'two') { 'nova' } } -OutFile { "$_.wav" } -PassThru
            $files.Name | Should -Be @('one.wav', 'two.wav')
            $files.Voice | Should -Be @('alloy', 'nova')
        }

        It 'speaks one text in several voices' {
            Get-CometVoice -Model tts-1 | Select-Object -First 2 | ConvertTo-Speech -InputObject 'Hello' -OutFile { "$($_.Voice).mp3" }
            (Get-ChildItem).Name | Sort-Object | Should -Be @('alloy.mp3', 'ash.mp3')
        }

        It 'works through a function that hands its parameters on' {
            function Convert-Row {
                [CmdletBinding()]
                param([Parameter(ValueFromPipeline = $true)] $InputObject, $OutFile)
                begin {
                    $pipeline = { ConvertTo-Speech @PSBoundParameters }.GetSteppablePipeline($MyInvocation.CommandOrigin)
                    $pipeline.Begin($PSCmdlet)
                }
                process { $pipeline.Process($_) }
                end { $pipeline.End() }
            }
            Set-Content play.csv 'Name,Voice,Text', 'a,sage,One', 'b,bob,Two', 'b,ash,Three'
            Import-Csv play.csv | Convert-Row -OutFile { "$($_.Name).wav" } -ErrorAction Ignore
            (Get-ChildItem *.wav).Name | Should -Be 'a.wav'
        }

        It 'shows no types of the module' {
            $syntax = Get-Command ConvertTo-Speech -Syntax
            $syntax | Should -Match '\[-Voice <Object>\]'
            $syntax | Should -Match '\[-Speed <Object>\]'
            $syntax | Should -Not -Match 'PipelineRecord'
            (Get-Help ConvertTo-Speech -Parameter CustomVoice).pipelineInput | Should -BeLike 'true (ByPropertyName)'
        }
    }

    Context 'Numbered files' {
        It 'begins a text before the next comes' {
            Set-Content log.txt 'First'
            $job = Start-Job -ArgumentList (Get-TestedModulePath), $folder.FullName, $server.BaseUri {
                param($Module, $Folder, $Uri)
                Import-Module (Join-Path $Module CometSpeech.psd1)
                Set-Location -LiteralPath $Folder
                Get-Content log.txt -Wait | ConvertTo-Speech -OutDirectory . -BaseUri $Uri
            }
            try {
                for ($i = 0; $i -lt 300 -and -not (Test-Path speech-0001.mp3); $i++) {
                    Start-Sleep -Milliseconds 100
                }
                'speech-0001.mp3' | Should -Exist
            }
            finally {
                $job | Remove-Job -Force
            }
        }

        It 'goes on behind the files that are there' {
            'One', 'Two' | ConvertTo-Speech -OutDirectory audio
            $old = (Get-FileHash audio\speech-0001.mp3).Hash
            ('Part 3' | ConvertTo-Speech -OutDirectory audio -PassThru).Name | Should -Be 'speech-0003.mp3'
            (Get-FileHash audio\speech-0001.mp3).Hash | Should -Be $old
        }
    }

    It 'leaves a read that never ends, when it is stopped' -Skip:(-not $hasFifo) {
        mkfifo pipe.txt
        $shell = [PowerShell]::Create().AddScript('param($Module, $Folder) Import-Module (Join-Path $Module CometSpeech.psd1); Set-Location -LiteralPath $Folder; ConvertTo-Speech -Path pipe.txt -OutFile a.mp3')
        $null = $shell.AddArgument((Get-TestedModulePath)).AddArgument($folder.FullName)
        $running = $shell.BeginInvoke()
        Start-Sleep -Milliseconds 1000
        $running.IsCompleted | Should -BeFalse
        $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
        # Lets the thread go that still waits for a writer.
        [IO.File]::Open((Join-Path $folder.FullName pipe.txt), 'Open', 'ReadWrite', 'ReadWrite').Dispose()
        $shell.Dispose()
    }
}
