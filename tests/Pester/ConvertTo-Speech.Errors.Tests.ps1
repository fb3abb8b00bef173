[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
    $PSDefaultParameterValues = @{ 'ConvertTo-Speech:BaseUri' = $server.BaseUri }
    # Nothing listens there: whoever sends a request gets an error.
    $deadUri = 'http://127.0.0.1:9/v1'
}

AfterAll {
    Exit-SpeechTest $server
}

Describe 'ConvertTo-Speech: refusals, failures, keys' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
    }

    AfterEach {
        Pop-Location
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

        It 'does not write over the text that Get-Content reads: <Name>' -ForEach @(
            @{ Name = 'lines'; Script = { Get-Content a.txt | ConvertTo-Speech -OutFile a.txt } }
            @{ Name = 'raw'; Script = { Get-Content a.txt -Raw | ConvertTo-Speech -OutFile ./x/../a.txt } }
            @{ Name = 'a drive'; Script = { Get-Content TestDrive:a.txt | ConvertTo-Speech -OutFile (Join-Path $TestDrive a.txt) } }
            @{ Name = 'by name'; Script = { ConvertTo-Speech (Get-Content a.txt) -OutFile a.txt } }
            @{ Name = 'a later file'; Script = {
                    Get-Content b.txt, c.txt, a.txt |
                        ConvertTo-Speech -OutFile { if ($_.PSChildName -eq 'b.txt') { 'a.txt' } else { "$($_.PSChildName).mp3" } }
                }
            }
        ) {
            Set-Content a.txt, b.txt, c.txt, TestDrive:a.txt 'Hello'
            $ErrorActionPreference = 'Continue'
            & $Script 2>&1 | ForEach-Object FullyQualifiedErrorId |
                Should -BeLike 'OutFileIsInput,*'
            Get-Content a.txt, TestDrive:a.txt | Should -Be 'Hello', 'Hello'
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
            $output = Invoke-NewProcess @"
            `$ErrorActionPreference = 'Stop'
            'Hello' | ConvertTo-Speech -OutFile a.mp3 -BaseUri $deadUri -MaximumRetryCount 0
            'It went on.'
"@
            $LASTEXITCODE | Should -Be 1
            $output | Out-String | Should -Match 'ConvertTo-Speech ?:'
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
            $file = 'Hello' | ConvertTo-Speech -OutFile c.mp3 -BaseUri $lockedServer.BaseUri -ApiKey $credential -PassThru
            $file | Should -HaveCount 1
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
