BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
}

Describe 'Get-CometVoice' {
    It 'lists the ten voices, one of them the default' {
        $voices = Get-CometVoice
        $voices | Should -HaveCount 10
        ($voices | Where-Object IsDefault).Voice | Should -Be 'alloy'
    }

    It 'finds names with wildcards, whatever their case' {
        (Get-CometVoice S*).Voice | Should -Be @('sage', 'shimmer')
        (Get-CometVoice sage, a*).Voice | Should -Be @('sage', 'alloy', 'ash')
    }

    It 'takes names from the pipeline' {
        ('echo', 'nova' | Get-CometVoice).Voice | Should -Be @('echo', 'nova')
    }

    It 'leaves out what a model does not take' {
        (Get-CometVoice -Model tts-1).Voice | Should -Not -Contain 'ballad'
        (Get-CometVoice -Model gpt-4o-mini-tts).Voice | Should -Contain 'ballad'
    }

    It 'has an error for a name that is not there, and none for a pattern' {
        Get-CometVoice zoe -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'VoiceNotFound,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Get-CometVoice z* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'shows a table' {
        $text = Get-CometVoice alloy | Out-String -Width 200
        $text | Should -Match 'Voice\s+Default\s+Models'
        $text | Should -Match 'alloy\s+True\s+\{tts-1, '
    }

    It 'goes into a CSV file and back' {
        Get-CometVoice | Export-Csv TestDrive:\voices.csv -NoTypeInformation
        (Import-Csv TestDrive:\voices.csv).Voice | Should -Be (Get-CometVoice).Voice
    }

    It 'has an error for a server without a list, and says what to do' {
        $server = Start-SpeechServer
        try {
            Get-CometVoice -BaseUri ($server.BaseUri -replace '/v1$', '/v2') -ErrorAction SilentlyContinue -ErrorVariable failure |
                Should -BeNullOrEmpty
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'VoiceListMissing,*'
            $failure[0].ErrorDetails.RecommendedAction | Should -Match '-CustomVoice'
        }
        finally {
            $null = Stop-SpeechServer $server
        }
    }

    It 'lists the voices of a server, and copies of them speak as well' {
        $server = Start-SpeechServer
        Push-Location TestDrive:\
        try {
            $voices = Get-CometVoice s* -BaseUri $server.BaseUri
            $voices.Voice | Should -Be @('sage', 'shimmer')
            $voices | Out-String | Should -Match 'Voice\s+Name\s+Language\s+Gender'
            $files = $voices | Select-Object *, @{ Name = 'Text'; Expression = { "I am $($_.Name)." } } |
                ConvertTo-Speech -OutFile { "$($_.Voice).mp3" } -BaseUri $server.BaseUri -PassThru
            $files.Voice | Sort-Object | Should -Be @('sage', 'shimmer')
            # As on another machine, or out of a job.
            $copies = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($voices))
            $copies | ConvertTo-Speech -InputObject 'Hello' -OutFile { "copy-$($_.Voice).mp3" } -BaseUri $server.BaseUri
            Test-Path copy-sage.mp3 | Should -BeTrue
            # Out of a table, and JSON: what is no voice of the ten gets as far as the server, which lacks this one.
            $voices[0] | Export-Csv voices.csv
            (Get-Content voices.csv) -replace 'sage', 'af_new' | Set-Content voices.csv
            $json = $voices[0] | ConvertTo-Json | ForEach-Object { $_ -replace 'sage', 'af_new' } | ConvertFrom-Json
            foreach ($row in (Import-Csv voices.csv), $json) {
                $row | ConvertTo-Speech -InputObject 'Hello' -OutFile row.mp3 -BaseUri $server.BaseUri `
                    -ErrorAction SilentlyContinue -ErrorVariable refused
                $refused[0].FullyQualifiedErrorId | Should -BeLike 'RequestRejected,*'
            }
        }
        finally {
            Pop-Location
            $null = Stop-SpeechServer $server
        }
    }

    It 'feeds ConvertTo-Speech: every voice says the same sentence' {
        $server = Start-SpeechServer
        Push-Location TestDrive:\
        try {
            $files = Get-CometVoice -Model tts-1 | ConvertTo-Speech -InputObject 'Hello' -OutFile { "$($_.Voice).mp3" } -BaseUri $server.BaseUri -PassThru
            $files.Name | Sort-Object | Should -Be ((Get-CometVoice -Model tts-1).Voice | ForEach-Object { "$_.mp3" } | Sort-Object)
            $files | ForEach-Object { $_.Voice | Should -Be $_.BaseName }
        }
        finally {
            Pop-Location
            $null = Stop-SpeechServer $server
        }
    }
}
