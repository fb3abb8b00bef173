BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
}

Describe 'Completion' {
    It 'offers the ten voices' {
        Get-Completion 'ConvertTo-Speech Hello -Voice ' | Should -Be @('alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'onyx', 'nova', 'sage', 'shimmer')
    }

    It 'offers <Expected> after <Line>' -ForEach @(
        @{ Line = 'ConvertTo-Speech Hello -Voice s'; Expected = @('sage', 'shimmer') }
        @{ Line = 'ConvertTo-Speech Hello -Voice SH'; Expected = @('shimmer') }
        @{ Line = "ConvertTo-Speech Hello -Voice 'sa"; Expected = @("'sage'") }
        @{ Line = 'ConvertTo-Speech Hello -Voice "sa'; Expected = @('"sage"') }
        @{ Line = 'ConvertTo-Speech Hello -Model '; Expected = @('tts-1', 'tts-1-hd', 'gpt-4o-mini-tts') }
        @{ Line = "ConvertTo-Speech Hello -Model 'g"; Expected = @("'gpt-4o-mini-tts'") }
        @{ Line = 'ConvertTo-Speech Hello -Model "tts-1-"'; Expected = @('"tts-1-hd"') }
        @{ Line = 'ConvertTo-Speech Hello -Model gpt-4o-mini-tts -CustomVoice '; Expected = @('verse', 'marin', 'cedar') }
        @{ Line = "ConvertTo-Speech Hello -Model gpt-4o-mini-tts-2025-12-15 -CustomVoice 'm"; Expected = @("'marin'") }
        @{ Line = 'ConvertTo-Speech Hello -ResponseFormat '; Expected = @('aac', 'flac', 'mp3', 'opus', 'pcm', 'wav') }
        @{ Line = 'ConvertTo-Speech Hello -Format w'; Expected = @('wav') }
        @{ Line = 'ConvertTo-Speech -Path *.txt -Encoding utf8'; Expected = @('utf8', 'utf8BOM', 'utf8NoBOM') }
        @{ Line = 'Get-CometVoice '; Expected = @('alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'onyx', 'nova', 'sage', 'shimmer') }
        @{ Line = 'Get-CometVoice -Name s'; Expected = @('sage', 'shimmer') }
        @{ Line = 'Get-CometVoice -Model tts-1-'; Expected = @('tts-1-hd') }
        @{ Line = 'Get-CometVoice | Select-Object '; Expected = @('Gender', 'IsDefault', 'Language', 'Models', 'Name', 'Voice') }
        @{ Line = 'Get-CometApiKey | Where-Object L'; Expected = @('LastFour', 'Location') }
        @{ Line = 'CometSpeech\ConvertTo-Speech Hello -Voice s'; Expected = @('sage', 'shimmer') }
        @{ Line = 'Remove-CometApiKey -Source '; Expected = @('Environment', 'Session', 'UserStore', 'Vault') }
    ) {
        Get-Completion $Line | Should -Be $Expected
    }

    It 'offers the voices that OpenAI has for gpt-4o-mini-tts with no other model, and says whose they are' {
        foreach ($line in 'ConvertTo-Speech Hello -CustomVoice ve', 'ConvertTo-Speech Hello -Model tts-1 -CustomVoice ve') {
            (TabExpansion2 $line $line.Length).CompletionMatches | Where-Object CompletionText -EQ 'verse' | Should -BeNullOrEmpty
        }

        $line = 'ConvertTo-Speech Hello -Model gpt-4o-mini-tts -CustomVoice ve'
        (TabExpansion2 $line $line.Length).CompletionMatches.ToolTip | Should -BeLike '*CometAPI*does not list it'
    }

    It 'offers the parameters of <_>' -ForEach 'ConvertTo-Speech', 'Get-CometModel', 'Get-CometVoice', 'Set-CometApiKey', 'Get-CometApiKey', 'Remove-CometApiKey' {
        $own = (Get-Command $_).Parameters.Values | Where-Object { $_.Attributes.TypeId.Name -contains 'ParameterAttribute' }
        $offered = Get-Completion "$_ -"
        $own.Name | Where-Object { "-$_" -notin $offered } | Should -BeNullOrEmpty
    }
}
