#Requires -Version 7.4
<#
.SYNOPSIS
    One text to one mp3 file by CometSpeech and by two loops that people write today: wall time, and whether the file tells its true length.
.DESCRIPTION
    Needs the module PSOpenAI, ffprobe and ffmpeg, the staged CometSpeech, and a running local server, such as
    dotnet run -c Release --project src/CometSpeech.LocalServer -- --engine tone --latency-ms 1500
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'The script blocks use them.')]
param(
    [uri] $BaseUri = 'http://127.0.0.1:8880/v1',
    [int] $Characters = 100000,
    [string] $CometSpeech = (Get-Item "$PSScriptRoot/../../out/CometSpeech/*/CometSpeech.psd1" | Select-Object -Last 1).FullName
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $CometSpeech, PSOpenAI
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "CometSpeech-peers-$PID")
$MaxLength = 4096
# The local server wants none, the command does.
$key = [Net.NetworkCredential]::new('', 'none').SecurePassword

# Numbered, so that no two chunks are alike.
$text = [Text.StringBuilder]::new()
for ($i = 1; $text.Length -lt $Characters; $i++) {
    $null = $text.Append("In line $i the ferryman said that nobody crosses before six, and that the wind had gone round to the north. ")
}
$text = $text.ToString(0, $Characters)

function Get-Chunk {
    for ($i = 0; $i -lt $text.Length; $i += $MaxLength) {
        $text.Substring($i, [Math]::Min($MaxLength, $text.Length - $i))
    }
}

function Join-File([string[]] $Part, [string] $OutFile) {
    $stream = [IO.File]::Create($OutFile)
    foreach ($path in $Part) {
        $stream.Write([IO.File]::ReadAllBytes($path))
    }
    $stream.Dispose()
}

$jobs = [ordered]@{
    'CometSpeech'                   = {
        param($OutFile)
        ConvertTo-Speech $text -OutFile $OutFile -BaseUri $BaseUri
    }
    'CometSpeech -ThrottleLimit 1'  = {
        param($OutFile)
        ConvertTo-Speech $text -OutFile $OutFile -BaseUri $BaseUri -ThrottleLimit 1
    }
    'Request-AudioSpeech in a loop' = {
        param($OutFile)
        $parts = foreach ($chunk in Get-Chunk) {
            $part = "$OutFile.$(($n++)).mp3"
            Request-AudioSpeech -Text $chunk -Model tts-1 -Voice alloy -ResponseFormat mp3 -OutFile $part -ApiBase $BaseUri -ApiKey $key
            $part
        }
        Join-File $parts $OutFile
    }
    'Invoke-RestMethod in a loop'   = {
        param($OutFile)
        $parts = foreach ($chunk in Get-Chunk) {
            $part = "$OutFile.$(($n++)).mp3"
            $body = @{ model = 'tts-1'; voice = 'alloy'; input = $chunk; response_format = 'mp3' } | ConvertTo-Json
            Invoke-RestMethod "$BaseUri/audio/speech" -Method Post -ContentType 'application/json; charset=utf-8' -Body $body -OutFile $part
            $part
        }
        Join-File $parts $OutFile
    }
}

try {
    # Once each before the clock runs: assemblies are loaded and compiled.
    $whole = $text
    $text = 'Warm up.'
    foreach ($name in $jobs.Keys) { & $jobs[$name] (Join-Path $folder 'warm.mp3') }
    $text = $whole

    foreach ($name in $jobs.Keys) {
        $file = Join-Path $folder "$($name -replace '\W').mp3"
        $seconds = (Measure-Command { & $jobs[$name] $file }).TotalSeconds
        $told = [double](ffprobe -v error -show_entries format=duration -of csv=p=0 $file)
        # Raw samples: 2 bytes each at 24 kHz.
        $raw = "$file.raw"
        ffmpeg -v quiet -y -i $file -f s16le -ac 1 -ar 24000 $raw
        [pscustomobject]@{
            Job     = $name
            Seconds = [Math]::Round($seconds, 2)
            Told    = [Math]::Round($told, 2)
            Decoded = [Math]::Round((Get-Item $raw).Length / 48000, 2)
        }
    }
}
finally {
    Remove-Item $folder -Recurse
}
