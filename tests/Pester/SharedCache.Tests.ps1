[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $server = Enter-SpeechTest $TestDrive
    $env:COMETAPI_BASE_URL = $server.BaseUri
    $recipe = [IO.Path]::Combine((Split-Path (Split-Path $PSScriptRoot)), 'docs', 'examples', 'Convert-Shard.ps1')
    $folder = New-Item (Join-Path $TestDrive share) -ItemType Directory
    Push-Location -LiteralPath $folder.FullName

    # As the pods of an indexed Job do it: each a process of its own, on one folder.
    function Invoke-Job {
        $processes = 0..3 | ForEach-Object {
            Start-NewProcess "`$env:JOB_COMPLETION_INDEX = $_; & '$recipe' -Path books -Destination audio -Extension wav ``
                -Subtitle Vtt -CachePath cache -Count 4; exit `$LASTEXITCODE" (Join-Path $TestDrive "$_.log")
        }

        $processes | ForEach-Object { $_.WaitForExit() }
        $processes.ExitCode | Should -Be @(0, 0, 0, 0) -Because (Get-Content (Join-Path $TestDrive *.log*) -Raw)
        # Its line in the server's log parts one round from the next.
        $null = Invoke-RestMethod "$($server.BaseUri)/models"
    }

    function Get-AudioHash {
        (Get-ChildItem audio -Filter *.wav | Sort-Object Name | Get-FileHash).Hash
    }
}

AfterAll {
    Pop-Location
    Exit-TestEnvironment
}

Describe 'Four processes on one -CachePath' {
    It 'pay for what changed, and for the rest once' {
        $null = New-Item books -ItemType Directory
        # 100 characters and more: with a cache such a paragraph is a request.
        $more = 'It has as many words as it takes for a paragraph to be one that a cache keeps by itself, and some more of them.'
        $license = "Nobody owns the words of this book any longer, and anybody may read them aloud. $more"
        foreach ($n in 1..6) {
            Set-Content "books/book$n.md" ("# Book $n", '') -Encoding ascii
            1..3 | ForEach-Object { Add-Content "books/book$n.md" ("This is paragraph $_ of book $n. $more", '') -Encoding ascii }
            Add-Content "books/book$n.md" $license -Encoding ascii
        }

        # The same book twice, on two of the machines.
        Export-TestBook (Join-Path $folder.FullName books/novel1.epub)
        Export-TestBook (Join-Path $folder.FullName books/novel2.epub)

        Invoke-Job
        $first = Get-AudioHash
        $kept = @(Get-ChildItem cache -Recurse -File).Count
        Remove-Item audio -Recurse
        Invoke-Job
        $second = Get-AudioHash
        Remove-Item audio -Recurse
        (Get-Content books/book5.md -Raw).Replace('paragraph 2', 'paragraph two') | Set-Content books/book5.md -Encoding ascii
        Invoke-Job

        $first | Should -HaveCount 8
        $second | Should -Be $first
        (Get-ChildItem audio -Filter *.vtt) | Should -HaveCount 8
        $rounds = ((Stop-SpeechServer $server) -join "`n") -split 'GET /v1/models.*'
        $paid = $rounds | ForEach-Object { [regex]::Matches($_, 'POST /v1/audio/speech 200').Count }
        # 18 paragraphs of six books, the license, and three chapters of the novel; the license and the novel are wanted by
        # several machines at the same moment.
        $kept | Should -Be 22
        $paid[0..2] | Should -Be @(22, 0, 1)
    }
}
