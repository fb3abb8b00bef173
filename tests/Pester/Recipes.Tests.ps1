[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidOverwritingBuiltInCmdlets', '',
    Justification = 'Stand-ins for machines that are not there.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '',
    Justification = 'Stand-ins for machines that are not there.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    Enter-TestEnvironment (New-Item TestDrive:\config -ItemType Directory).FullName
    $server = Start-SpeechServer
    $env:COMETAPI_BASE_URL = $server.BaseUri
    $recipes = [IO.Path]::Combine((Split-Path (Split-Path $PSScriptRoot)), 'docs', 'examples')
    $key = (New-Object Net.NetworkCredential '', 'sk-0123456789-farm').SecurePassword
}

AfterAll {
    $null = Stop-SpeechServer $server
    Exit-TestEnvironment
}

Describe 'Recipes of docs/examples' {
    BeforeEach {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
        $null = New-Item texts -ItemType Directory
        1..3 | ForEach-Object { Set-Content "texts/text$_.txt" "Text $_" }
    }

    AfterEach {
        Get-CometApiKey | Remove-CometApiKey -Confirm:$false
        Pop-Location
    }

    It 'Convert-TextFolder speaks what is new or changed' {
        $script = Join-Path $recipes Convert-TextFolder.ps1
        & $script -Path texts -Destination audio | Should -HaveCount 3
        & $script -Path texts -Destination audio | Should -BeNullOrEmpty
        (Get-Item texts/text2.txt).LastWriteTime = (Get-Date).AddMinutes(1)
        (& $script -Path texts -Destination audio).Name | Should -Be 'text2.mp3'
    }

    It 'Convert-Dialogue makes a file of each scene' {
        $table = Join-Path $recipes dialogue.csv
        $files = & (Join-Path $recipes Convert-Dialogue.ps1) -Path $table -Destination play -PauseMilliseconds 500
        $files.Name | Should -Be @('scene-1.wav', 'scene-2.wav')
        $files.Voice | Should -Be @('fable, sage, onyx', 'fable, sage')
        # A tone of 0.2 s for each speech, a pause between two.
        $files.Duration.TotalSeconds | Should -Be @(1.6, 0.9)
    }

    It 'Convert-StagePlay gives each name its voice, and the rest to the one before' {
        $scene = Join-Path $recipes scene.txt
        $file = & (Join-Path $recipes Convert-StagePlay.ps1) -Path $scene -OutFile scene.wav -Narrator fable `
            -Voice @{ Anna = 'sage'; Tom = 'onyx' } -PauseMilliseconds 500
        $file.Voice | Should -Be 'fable, sage, onyx'
        # Four speeches, a tone of 0.2 s each, and three pauses: Tom's two lines are one.
        $file.Duration.TotalSeconds | Should -Be 2.3
        $file.Characters | Should -Be ('The station is empty. It is late.Has the last train gone?Then I shall walk.'.Length +
            "It never came, madam.`nNot tonight, and not last night.".Length)
    }

    It 'Convert-StagePlay sends nothing where a name has no voice' {
        $script = Join-Path $recipes Convert-StagePlay.ps1
        Set-Content scene.txt 'It is 10:30 already.', 'Anna: Come.', 'Bob: No.'
        { & $script -Path scene.txt -OutFile scene.wav -Voice @{ Anna = 'sage' } } | Should -Throw "*no voice for 'Bob'*"
        'scene.wav' | Should -Not -Exist
        Set-Content scene.txt 'It is 10:30 already.', 'He said: Come.'
        (& $script -Path scene.txt -OutFile scene.wav -Voice @{ Anna = 'sage' }).Voice | Should -Be 'alloy'
    }

    It 'Convert-StagePlay knows a name as it stands in the table, also on a line of its own' {
        $script = Join-Path $recipes Convert-StagePlay.ps1
        Set-Content scene.txt 'ANNA:', 'Come.', 'Voice 1 (aside): No.' -Encoding utf8
        $file = & $script -Path scene.txt -OutFile scene.wav -Voice @{ Anna = 'sage'; 'Voice 1 (aside)' = 'onyx' }
        $file.Voice | Should -Be 'sage, onyx'
        $file.Characters | Should -Be 'Come.No.'.Length
    }

    It 'Invoke-VoiceAudition speaks the sentence in every voice, and tells what it costs' {
        $script = Join-Path $recipes Invoke-VoiceAudition.ps1
        $voices = Get-CometVoice -BaseUri $server.BaseUri
        $sentence = 'Text 2.'
        $told = & $script -BaseUri $server.BaseUri -Model tts-1 -Destination audition -Sentence $sentence -WhatIf 6>&1
        "$told" | Should -BeLike "$(@($voices).Count) voices, $(7 * @($voices).Count) characters*"
        'audition' | Should -Not -Exist
        $files = & $script -BaseUri $server.BaseUri -Model tts-1 -Destination audition -Sentence $sentence 6>$null
        $files | Should -HaveCount @($voices).Count
        $files.Voice | Should -Be $voices.Voice
        ($files | Measure-Object Characters -Sum).Sum | Should -Be (7 * @($voices).Count)
    }

    It 'Invoke-VoiceAudition has a file for each voice, though their names are alike in a file system' {
        function Get-CometVoice {
            foreach ($name in 'sage', 'onyx', 'sage') {
                [pscustomobject]@{ PSTypeName = 'CometSpeech.CometVoice'; Voice = $name }
            }
        }

        $files = & (Join-Path $recipes Invoke-VoiceAudition.ps1) -BaseUri $server.BaseUri -Model tts-1 `
            -Destination audition -Sentence 'Text 2.' 6>$null
        $files.Name | Sort-Object | Should -Be @('onyx.mp3', 'sage-2.mp3', 'sage.mp3' | Sort-Object)
    }

    It 'Invoke-VoiceAudition counts no voices where nobody lists them' {
        $script = Join-Path $recipes Invoke-VoiceAudition.ps1
        { & $script -BaseUri "$($server.BaseUri)/nobody" -Model tts-1 -Destination audition -WhatIf 6>$null } | Should -Throw
    }

    It 'Measure-SpeechCost counts what would be spoken' {
        Set-Content texts/page.md '# Title', '', 'Some *text*.'
        $script = Join-Path $recipes Measure-SpeechCost.ps1
        $files = & $script -Path texts/text1.txt, texts/page.md -Model tts-1 -BaseUri $server.BaseUri
        $files.Name | Should -Be @('text1.txt', 'page.md')
        $files[0].Characters | Should -Be 6
        $files[1].Characters | Should -Be "Title.`n`nSome text.".Length
        foreach ($file in $files | Where-Object { $null -ne $_.Price }) {
            $file.Cost | Should -Be ([math]::Round($file.Characters / 1000000 * $file.Price, 6))
        }
    }

    It 'Measure-SpeechCost tells no cost of what cannot be read' {
        Set-Content texts/scan.pdf '%PDF-1.7'
        $script = Join-Path $recipes Measure-SpeechCost.ps1
        $files = & $script -Path texts/scan.pdf, texts/text1.txt -Model tts-1 -BaseUri $server.BaseUri `
            -ErrorAction SilentlyContinue -ErrorVariable failed
        $files.Name | Should -Be 'text1.txt'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'FormatNotSupported,*'
    }

    It 'Convert-WithFallback takes the next model where the first does not exist' {
        $models = 'no-such-model', 'tts-1-hd'
        $file = & (Join-Path $recipes Convert-WithFallback.ps1) -Path texts/text1.txt -OutFile a.mp3 -Model $models `
            -WarningVariable warnings -WarningAction SilentlyContinue
        $file.Model | Should -Be 'tts-1-hd'
        $warnings | Should -BeLike '*no-such-model*'
    }

    It 'Export-SpeechCost keeps a log' {
        $script = Join-Path $recipes Export-SpeechCost.ps1
        $sums = & $script -Path texts/*.txt -Destination audio -PricePerMillion 1000 -Log cost.csv
        ($sums | Where-Object Property -EQ Characters).Sum | Should -Be 18
        [Math]::Round(($sums | Where-Object Property -EQ Cost).Sum, 6) | Should -Be 0.018
        (Import-Csv cost.csv).Name | Should -Be @('text1.mp3', 'text2.mp3', 'text3.mp3')
    }

    It 'Convert-Shard takes a share of its own on each machine' {
        $script = Join-Path $recipes Convert-Shard.ps1
        (& $script -Path texts -Destination audio -Count 2 -Index 0).Name | Should -Be @('text1.mp3', 'text3.mp3')
        (& $script -Path texts -Destination audio -Count 2 -Index 1).Name | Should -Be 'text2.mp3'
        $LASTEXITCODE | Should -Be 0
    }

    It 'Convert-Shard has not done its share where the folder is missing' {
        $script = Join-Path $recipes Convert-Shard.ps1
        { & $script -Path not-mounted -Destination audio -Count 2 -Index 0 } | Should -Throw '*not-mounted*'
    }

    It 'Convert-Shard makes audiobooks with captions of documents too, and refuses two of one name' {
        $script = Join-Path $recipes Convert-Shard.ps1
        Export-TestBook (Join-Path $folder.FullName texts/novel.epub)
        (& $script -Path texts -Destination audio -Count 4 -Index 0 -Extension m4b -Subtitle Srt).Name | Should -Be 'novel.m4b'
        'audio/novel.srt' | Should -Exist
        & $script -Path texts -Destination audio -Count 4 -Index 0 -Extension m4b | Should -BeNullOrEmpty
        Set-Content texts/novel.txt 'Another one.'
        { & $script -Path texts -Destination audio -Count 4 -Index 0 } | Should -Throw '*novel*novel.mp3*'
    }

    It 'Invoke-NightlySpeech moves what was spoken, and tells of the rest by its exit code' {
        Set-Content texts/blank.txt ' '
        Set-CometApiKey 'sk-0123456789-mine' -BaseUri $server.BaseUri -Persist
        $script = Join-Path $recipes Invoke-NightlySpeech.ps1
        $command = "& '$script' -Inbox texts -Outbox audio -BaseUri $($server.BaseUri); exit `$LASTEXITCODE"
        Invoke-NewProcess $command -InstallPath (Join-Path $folder.FullName modules) | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 1
        (Get-ChildItem texts).Name | Should -Be 'blank.txt'
        (Get-ChildItem audio/done).Name | Sort-Object | Should -Be @('text1.txt', 'text2.txt', 'text3.txt')
        (Import-Csv audio/spoken.csv).Name | Should -Be @('text1.mp3', 'text2.mp3', 'text3.mp3')
        Get-Content audio/failed.log | Should -BeLike '* TextIsEmpty,* *blank.mp3*'
    }

    # In Wine nobody has tried the pipe by which a PowerShell is reached.
    It 'Invoke-SpeechFarm gives each machine its share, and brings audio and captions home' -Tag NotInWine {
        $canConnect = [bool] [Management.Automation.Runspaces.PSSession].GetMethod('Create')
        Skip-TestUnless $canConnect 'a session of another process is to be had from PowerShell 7.4 on'
        Export-TestBook (Join-Path $folder.FullName texts/novel.epub)
        $modules = Join-Path $folder.FullName modules
        # In place of ssh: a process of this machine, reached through its pipe, for each name.
        $processes = New-Object Collections.Generic.List[Diagnostics.Process]
        function New-PSSession {
            [CmdletBinding()]
            [OutputType([Management.Automation.Runspaces.PSSession])]
            param([string[]] $HostName)

            foreach ($name in $HostName) {
                $process = Start-NewProcess 'Start-Sleep 300' (Join-Path $TestDrive "$name.log") -InstallPath $modules
                $processes.Add($process)
                $connection = New-Object Management.Automation.Runspaces.NamedPipeConnectionInfo $process.Id
                $runspace = [runspacefactory]::CreateRunspace($connection, $Host, $null)
                $runspace.Open()
                [Management.Automation.Runspaces.PSSession]::Create($runspace, 'Pipe', $PSCmdlet)
            }
        }

        try {
            $made = & (Join-Path $recipes Invoke-SpeechFarm.ps1) -HostName one, two -Path texts -Destination audio `
                -ApiKey $key -Extension m4b -Subtitle Srt -CachePath (Join-Path $folder.FullName cache)
        }
        finally {
            $processes | ForEach-Object { $_.Kill() }
        }

        $processes | Should -HaveCount 2
        $made.Name | Sort-Object | Should -Be @('novel', 'text1', 'text2', 'text3' | ForEach-Object { "$_.m4b", "$_.srt" })
        (Get-ChildItem audio).Length | Should -Not -Contain 0
        # The parts that were paid for stay where all machines find them.
        Get-ChildItem cache -Recurse -File | Should -Not -BeNullOrEmpty
    }

    It 'Start-SpeechRunbook speaks the blobs of a container into another one' {
        # Azure's commands, with folders for containers.
        function Connect-AzAccount { }
        function New-AzStorageContext { }
        function Get-AutomationVariable { 'sk-0123456789-auto' }
        function Get-AzStorageBlob { param($Container) Get-ChildItem $Container }
        function Get-AzStorageBlobContent { param($Destination) $input | Copy-Item -Destination $Destination -PassThru }
        function Set-AzStorageBlobContent { param($File, $Container) Copy-Item -LiteralPath $File $Container -PassThru }
        $null = New-Item audio -ItemType Directory
        $told = & (Join-Path $recipes Start-SpeechRunbook.ps1) -StorageAccountName account
        $told | Should -HaveCount 3
        $told | Should -BeLike 'text?.mp3: 00:00:0*, 6 characters'
        (Get-ChildItem audio).Name | Should -Be @('text1.mp3', 'text2.mp3', 'text3.mp3')
    }
}
