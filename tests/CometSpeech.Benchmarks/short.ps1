#Requires -Version 7.4
<#
.SYNOPSIS
    Short texts to one mp3 file each, by ConvertTo-Speech and by Invoke-RestMethod -OutFile in turn: the ratio of their times.
.DESCRIPTION
    Needs the staged CometSpeech and a running local server, such as
    dotnet run -c Release --project src/CometSpeech.LocalServer -- --engine tone
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'The script blocks use them.')]
param(
    [uri] $BaseUri = 'http://127.0.0.1:8880/v1',
    [ValidateRange(1, 1000)] [int] $Rounds = 30,
    [ValidateRange(1, 1000)] [int] $TextsInARound = 20,
    [string] $CometSpeech = (Get-Item "$PSScriptRoot/../../out/CometSpeech/*/CometSpeech.psd1" | Select-Object -Last 1).FullName
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $CometSpeech
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "CometSpeech-short-$PID")
$ways = [ordered]@{
    'ConvertTo-Speech'           = { param($text, $file) ConvertTo-Speech $text -BaseUri $BaseUri -OutFile $file }
    'Invoke-RestMethod -OutFile' = {
        param($text, $file)
        $body = @{ model = 'tts-1'; input = $text; voice = 'alloy'; response_format = 'mp3' } | ConvertTo-Json
        Invoke-RestMethod "$BaseUri/audio/speech" -Method Post -ContentType application/json -Body $body -OutFile $file
    }
}

try {
    $times = @{}
    # The first round is for what is loaded and compiled once.
    foreach ($round in 0..$Rounds) {
        foreach ($way in $ways.Keys) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            foreach ($i in 1..$TextsInARound) {
                & $ways[$way] "Text $i of round $round, a short one." (Join-Path $folder "$i.mp3")
            }

            if ($round -gt 0) {
                $times[$way] += , ($clock.Elapsed.TotalMilliseconds / $TextsInARound)
            }
        }
    }

    $rows = foreach ($way in $ways.Keys) {
        $sorted = $times[$way] | Sort-Object
        [pscustomobject]@{ Way = $way; MedianMilliseconds = $sorted[$sorted.Count / 2]; LeastMilliseconds = $sorted[0] }
    }

    $rows | Format-Table Way, @{ n = 'Median'; e = { '{0:0.00} ms' -f $_.MedianMilliseconds } }, @{ n = 'Least'; e = { '{0:0.00} ms' -f $_.LeastMilliseconds } }
    'Ratio of the medians {0:0.00}, of the least {1:0.00}' -f ($rows[0].MedianMilliseconds / $rows[1].MedianMilliseconds), ($rows[0].LeastMilliseconds / $rows[1].LeastMilliseconds)
}
finally {
    Remove-Item $folder -Recurse -Force
}
