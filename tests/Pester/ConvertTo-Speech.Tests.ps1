[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    Enter-TestEnvironment (New-Item TestDrive:\config -ItemType Directory).FullName
    $server = Start-SpeechServer
    $PSDefaultParameterValues = @{ 'ConvertTo-Speech:BaseUri' = $server.BaseUri }
    # Nothing listens there: whoever sends a request gets an error.
    $deadUri = 'http://127.0.0.1:9/v1'
}

AfterAll {
    $null = Stop-SpeechServer $server
    Exit-TestEnvironment
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

        It 'takes what Get-Content writes, however it is read' -ForEach @{ Raw = $true }, @{ ReadCount = 0 }, @{ ReadCount = 2 } {
            Set-Content notes.txt 'one', '', 'two', 'three'
            (Get-Content notes.txt @_ | ConvertTo-Speech -OutFile notes.mp3 -PassThru).Characters | Should -Be 'one..two.three'.Length
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
            Import-Csv play.csv | ConvertTo-Speech -OutFile play.wav -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure.FullyQualifiedErrorId | Should -Contain 'RecordsRejected,CometSpeech.Commands.ConvertToSpeechCommand'
            'play.wav' | Should -Not -Exist
        }

        It 'takes rows of ConvertFrom-Json' {
            $rows = '[{ "Text": "Line 1", "Voice": "ash", "Speed": 1.5 }, { "Text": "Line 2", "Speed": 2 }]' | ConvertFrom-Json
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

        It 'pipes whole audio to a program' {
            Skip-TestUnless ($PSVersionTable.PSVersion -ge [version] '7.4') 'bytes go through a pipe to a program as they are from 7.4 on'
            Skip-TestWithoutProgram ffmpeg
            'Part 1. Part 2.' | ConvertTo-Speech -MaxChunkLength 8 -ResponseFormat wav | ffmpeg -v error -i - -f s16le piped.pcm
            Get-ToneNumber ([IO.File]::ReadAllBytes((Join-Path $folder.FullName 'piped.pcm'))) | Should -Be @(1, 2)
        }

        It 'pipes whole audio through a program into a file' {
            Skip-TestUnless ($PSVersionTable.PSVersion -ge [version] '7.4') 'bytes go through a pipe to a program as they are from 7.4 on'
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
            $text | Should -Match 'Name\s+Duration\s+Length\s+Characters\s+Requests\s+Retries\s+Format\s+Voice\s+Model'
            $text | Should -Match 'speech-0001\.mp3\s+00:00:00\.'
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

    Context 'What is asked and refused' {
        It 'sends nothing with -WhatIf, and needs no key' {
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri https://api.cometapi.com/v1 -WhatIf -ErrorVariable failure
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $deadUri -WhatIf -ErrorVariable +failure
            $failure | Should -BeNullOrEmpty
            Get-ChildItem | Should -BeNullOrEmpty
        }

        It 'tells with -WhatIf what would be asked for' {
            Invoke-NewProcess '"Part 1. Part 2. Part 3." | ConvertTo-Speech -MaxChunkLength 8 -OutFile a.mp3 -Voice sage -WhatIf' |
                Should -Be 'What if: 3 requests, 21 characters, tts-1, sage -> a.mp3'
        }

        It 'sends nothing where $WhatIfPreference is set' {
            $WhatIfPreference = $true
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $deadUri
            Get-ChildItem | Should -BeNullOrEmpty
        }

        It 'ends with ApiKeyMissing where the service needs a key' {
            { 'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri https://api.cometapi.com/v1 } |
                Should -Throw -ErrorId 'ApiKeyMissing,CometSpeech.Commands.ConvertToSpeechCommand'
        }

        It 'refuses -<Name> <Value> before any request' -ForEach @(
            @{ Name = 'Voice'; Value = 'zoe' }
            @{ Name = 'Speed'; Value = 5 }
            @{ Name = 'Speed'; Value = 0.2 }
            @{ Name = 'ResponseFormat'; Value = 'ogg' }
            @{ Name = 'MaxChunkLength'; Value = 4097 }
            @{ Name = 'ThrottleLimit'; Value = 0 }
        ) {
            $parameter = @{ $Name = $Value }
            { 'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $deadUri @parameter } |
                Should -Throw -ErrorId 'ParameterArgumentValidationError,CometSpeech.Commands.ConvertToSpeechCommand'
        }

        It 'says that there is nothing to speak' -ForEach @{ Text = '' }, @{ Text = '   ' }, @{ Text = $null } {
            ConvertTo-Speech $Text -OutFile a.mp3 -BaseUri $deadUri -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'TextIsEmpty,*'
        }

        It 'leaves an existing file alone with -NoClobber' {
            Set-Content a.mp3 'old'
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -NoClobber -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'OutFileExists,*'
            Get-Content a.mp3 | Should -Be 'old'
        }

        It 'replaces a read-only file with -Force alone' {
            Set-Content a.mp3 'old'
            Set-ItemProperty a.mp3 -Name IsReadOnly -Value $true
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'OutFileReadOnly,*'
            ('Hello' | ConvertTo-Speech -OutFile a.mp3 -Force -PassThru).Length | Should -BeGreaterThan 100
        }

        It 'refuses a drive that is no file system' {
            'Hello' | ConvertTo-Speech -OutFile Env:\a.mp3 -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFileSystemPath,*'
        }

        It 'warns when the format and the name of the file contradict each other' {
            $file = 'Hello' | ConvertTo-Speech -OutFile a.mp3 -ResponseFormat wav -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -HaveCount 1
            $file.ResponseFormat | Should -Be 'wav'
        }
    }

    Context 'Failures' {
        It 'keeps the old file when no server answers' {
            Set-Content a.mp3 'old'
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $deadUri -MaximumRetryCount 0 -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure | Should -HaveCount 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
            $failure[0].CategoryInfo.Category | Should -Be 'ConnectionError'
            $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-Content a.mp3 | Should -Be 'old'
        }

        It 'can be caught, and tells status, code and request id' {
            try {
                'Hello' | ConvertTo-Speech -Model no-such-model -OutFile a.mp3 -ErrorAction Stop
                throw 'No error came.'
            }
            catch [CometSpeech.SpeechException] {
                $_.FullyQualifiedErrorId | Should -BeLike 'ModelNotFound,*'
                $_.Exception.StatusCode | Should -Be 503
                $_.Exception.ErrorCode | Should -Be 'model_not_found'
                $_.Exception.RequestId | Should -Not -BeNullOrEmpty
                $_.Exception.Attempts | Should -Be 1
            }
        }

        It 'goes on where $ErrorActionPreference is <_>' -ForEach 'SilentlyContinue', 'Ignore' {
            $ErrorActionPreference = $_
            $Error.Clear()
            $files = 'One', ' ', 'Three' | ForEach-Object { ConvertTo-Speech $_ -OutFile "$($_.Trim())a.mp3" -PassThru }
            $files.Name | Should -Be @('Onea.mp3', 'Threea.mp3')
            $Error | Should -HaveCount ([int] ($_ -ne 'Ignore'))
        }

        It 'ends the script where $ErrorActionPreference is Stop, with exit code 1' {
            $output = Invoke-NewProcess "`$ErrorActionPreference = 'Stop'; 'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $deadUri -MaximumRetryCount 0; 'It went on.'"
            $LASTEXITCODE | Should -Be 1
            $output | Out-String | Should -Match 'ConvertTo-Speech:'
            $output | Should -Not -Contain 'It went on.'
        }

        It 'loses one of three and makes the others' {
            Set-Content good.txt 'Good'
            Set-Content blank.txt ' '
            Set-Content last.txt 'Last'
            Get-ChildItem *.txt | ConvertTo-Speech -OutDirectory audio -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure | Should -HaveCount 1
            (Get-ChildItem audio).Name | Sort-Object | Should -Be @('good.mp3', 'last.mp3')
        }
    }

    Context 'Keys' {
        BeforeAll {
            $key = 'sk-marked-1234567890-mine'
            $lockedServer = Start-SpeechServer -Key $key
        }

        AfterAll {
            $null = Stop-SpeechServer $lockedServer
        }

        AfterEach {
            $env:COMETAPI_KEY = $env:COMETAPI_API_KEY = $env:COMETAPI_BASE_URL = $null
        }

        It 'takes the key from -ApiKey, as text, as a SecureString, and as a PSCredential' {
            $secure = New-Object Net.NetworkCredential -ArgumentList '', $key | ForEach-Object SecurePassword
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $lockedServer.BaseUri -ApiKey $key -PassThru | Should -HaveCount 1
            'Hello' | ConvertTo-Speech -OutFile b.mp3 -BaseUri $lockedServer.BaseUri -ApiKey $secure -PassThru | Should -HaveCount 1
            $credential = New-Object pscredential -ArgumentList 'anyone', $secure
            'Hello' | ConvertTo-Speech -OutFile c.mp3 -BaseUri $lockedServer.BaseUri -ApiKey $credential -PassThru | Should -HaveCount 1
        }

        It 'takes key and address from the environment' {
            $env:COMETAPI_KEY = " $key`n"
            $env:COMETAPI_BASE_URL = $lockedServer.BaseUri
            $PSDefaultParameterValues = @{}
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -PassThru | Should -HaveCount 1
        }

        It 'does not send the environment''s key to another address' {
            $env:COMETAPI_KEY = $key
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $lockedServer.BaseUri -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        }

        It 'tells which key was refused, without the key' {
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $lockedServer.BaseUri -ApiKey 'sk-marked-wrong' -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
            $failure | Format-List * -Force | Out-String -Width 1000 | Should -Not -Match 'sk-marked'
        }

        It 'leaves no key in a transcript' {
            $env:COMETAPI_KEY = $key
            $env:COMETAPI_API_KEY = 'sk-marked-wrong'
            $env:COMETAPI_BASE_URL = $lockedServer.BaseUri
            Invoke-NewProcess @'
            $null = Start-Transcript transcript.txt
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -PassThru -Verbose -Debug
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -ApiKey $env:COMETAPI_API_KEY
            Get-CometApiKey | Format-List *
            Set-CometApiKey $env:COMETAPI_KEY -Persist -Verbose
            $Error | Format-List * -Force
            $null = Stop-Transcript
'@ | Out-Null
            $text = Get-Content transcript.txt -Raw
            $text | Should -Match 'a\.mp3'
            $text | Should -Match 'AuthenticationFailed'
            $text | Should -Not -Match 'sk-marked'
        }

        It 'lets two runspaces hold two keys at once' {
            Skip-TestUnless ($PSVersionTable.PSVersion.Major -ge 7) 'Windows PowerShell has no ForEach-Object -Parallel'
            $manifest = Join-Path (Get-TestedModulePath) 'CometSpeech.psd1'
            $uri = $lockedServer.BaseUri
            $results = @{ Name = 'right'; Key = $key }, @{ Name = 'wrong'; Key = 'sk-other' } | ForEach-Object -ThrottleLimit 2 -Parallel {
                Import-Module $using:manifest
                Set-Location -LiteralPath ($using:folder).FullName
                Set-CometApiKey $_.Key -BaseUri $using:uri
                Start-Sleep -Milliseconds 300
                try {
                    'Hello' | ConvertTo-Speech -OutFile "$($_.Name).mp3" -BaseUri $using:uri -ErrorAction Stop
                    'spoken'
                }
                catch {
                    $_.FullyQualifiedErrorId
                }
            }
            $results | Sort-Object | Should -Be @('AuthenticationFailed,CometSpeech.Commands.ConvertToSpeechCommand', 'spoken')
            (Get-ChildItem).Name | Should -Be 'right.mp3'
        }
    }
}
