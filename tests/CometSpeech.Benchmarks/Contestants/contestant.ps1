#Requires -Version 7.4
<#
.SYNOPSIS
    One way to speech in PowerShell. Does jobs, a line of JSON each, until its standard input ends.
.DESCRIPTION
    ConvertTo-Speech gets a text whole; the others get it in pieces, ask for one after the other, and put the files behind each other.
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'The script blocks use them.')]
param(
    [Parameter(Mandatory)] [ValidateSet('ConvertTo-Speech', 'Invoke-RestMethod', 'Request-AudioSpeech')] [string] $Command,
    [Parameter(Mandatory)] [uri] $BaseUri,
    [Parameter(Mandatory)] [string] $CometSpeech
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# Raw samples: 2 bytes each at 24 kHz.
$BytesPerMillisecond = 48
# The local server wants none, the command does.
$key = [Net.NetworkCredential]::new('', 'none').SecurePassword
switch ($Command) {
    ConvertTo-Speech { Import-Module $CometSpeech }
    Request-AudioSpeech { Import-Module PSOpenAI }
}

$save = switch ($Command) {
    ConvertTo-Speech {
        { param($Text, $OutFile, $Format) ConvertTo-Speech $Text -BaseUri $BaseUri -OutFile $OutFile -ResponseFormat $Format }
    }
    Invoke-RestMethod {
        {
            param($Text, $OutFile, $Format)
            $body = @{ model = 'tts-1'; voice = 'alloy'; input = $Text; response_format = $Format } | ConvertTo-Json
            Invoke-RestMethod "$BaseUri/audio/speech" -Method Post -ContentType 'application/json; charset=utf-8' -Body $body -OutFile $OutFile
        }
    }
    Request-AudioSpeech {
        {
            param($Text, $OutFile, $Format)
            Request-AudioSpeech -Text $Text -Model tts-1 -Voice alloy -ResponseFormat $Format -OutFile $OutFile -ApiBase $BaseUri -ApiKey $key
        }
    }
}

# As people do it who have no other tool.
function Save-Piece([string[]] $Text, [string] $OutFile) {
    $parts = for ($i = 0; $i -lt $Text.Count; $i++) {
        $part = "$OutFile.$i.mp3"
        & $save $Text[$i] $part mp3
        $part
    }

    $stream = [IO.File]::Create($OutFile)
    foreach ($part in $parts) { $stream.Write([IO.File]::ReadAllBytes($part)) }
    $stream.Dispose()
    Remove-Item $parts
}

# Until the first byte, and how long a player that plays all it was given would wait afterwards.
function Measure-Stream([string] $Path, [Diagnostics.Stopwatch] $Clock) {
    $first = $null
    $heard = $dry = 0.0
    ConvertTo-Speech -LiteralPath $Path -Stream -ResponseFormat pcm -BaseUri $BaseUri | ForEach-Object {
        $now = $Clock.Elapsed.TotalMilliseconds
        if ($null -eq $first) { $first = $heard = $now }
        $dry = [Math]::Max($dry, $now - $heard)
        $heard = [Math]::Max($heard, $now) + $_.Length / $BytesPerMillisecond
    }

    $first, $dry
}

$isOwn = $Command -eq 'ConvertTo-Speech'
$process = [Diagnostics.Process]::GetCurrentProcess()
$standardInput = [IO.StreamReader]::new([Console]::OpenStandardInput())
while ($line = $standardInput.ReadLine()) {
    $job = $line | ConvertFrom-Json
    [string[]] $text = if (Test-Path "$($job.input).json") { Get-Content "$($job.input).json" -Raw | ConvertFrom-Json }
    $limit = if ($job.throttleLimit) { @{ ThrottleLimit = $job.throttleLimit } } else { @{} }
    $first = $dry = $null
    $process.Refresh()
    $processor = $process.TotalProcessorTime
    $clock = [Diagnostics.Stopwatch]::StartNew()
    if ($job.kind -eq 'each') {
        for ($i = 0; $i -lt $text.Count; $i++) { & $save $text[$i] "$($job.output)/$i.mp3" mp3 }
    }
    elseif ($job.kind -eq 'one' -and $isOwn) {
        ConvertTo-Speech -LiteralPath "$($job.input).txt" -BaseUri $BaseUri -OutFile $job.output @limit
    }
    elseif ($job.kind -eq 'one') {
        Save-Piece $text $job.output
    }
    elseif ($job.kind -eq 'stream' -and $isOwn) {
        $first, $dry = Measure-Stream "$($job.input).txt" $clock
    }
    elseif ($job.kind -eq 'stream') {
        & $save $text[0] $job.output pcm
        # Nothing of it can be heard before the file is whole.
        $first = $clock.Elapsed.TotalMilliseconds
    }
    elseif ($job.kind -eq 'read' -and $isOwn) {
        [IO.File]::WriteAllText($job.output, (ConvertTo-SpokenText -LiteralPath $job.input).Text -join "`n`n")
    }
    else {
        throw "$Command has no job '$($job.kind)'."
    }

    $milliseconds = $clock.Elapsed.TotalMilliseconds
    $process.Refresh()
    $result = @{
        milliseconds          = $milliseconds
        processorMilliseconds = ($process.TotalProcessorTime - $processor).TotalMilliseconds
        peakBytes             = $process.PeakWorkingSet64
        firstMilliseconds     = $first
        dryMilliseconds       = $dry
    }
    [Console]::Out.WriteLine(($result | ConvertTo-Json -Compress))
}
