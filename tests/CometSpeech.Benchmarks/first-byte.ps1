#Requires -Version 7.4
<#
.SYNOPSIS
    When the first byte of a long text's sound is there, and whether a player would run dry afterwards: ConvertTo-Speech -Stream beside openai-node with a stream, PSOpenAI and Invoke-RestMethod.
.DESCRIPTION
    Needs the staged CometSpeech, the module PSOpenAI, node with the package openai in -NodeModules, and a server that
    answers pcm slowly, as a service does: 300 ms and 2 ms a character, then ten times as fast as the speech is.
    The others send the first 4,096 characters, the most of one request: the rest cannot come earlier.
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'The script blocks use them.')]
param(
    [uri] $BaseUri = 'http://127.0.0.1:8880/v1',
    [int] $Characters = 20000,
    [string] $NodeModules = 'node_modules',
    [string] $CometSpeech = (Get-Item "$PSScriptRoot/../../out/CometSpeech/*/CometSpeech.psd1" | Select-Object -Last 1).FullName
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $CometSpeech, PSOpenAI
$key = [Net.NetworkCredential]::new('', 'none').SecurePassword
$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "CometSpeech-first-$PID")
# Raw samples: 2 bytes each at 24 kHz.
$BytesPerSecond = 48000

# Numbered, so that no two requests are alike.
$text = [Text.StringBuilder]::new()
for ($i = 1; $text.Length -lt $Characters; $i++) {
    $null = $text.Append("In line $i the ferryman said that nobody crosses before six, and that the wind had gone round. ")
}
$text = $text.ToString(0, $Characters)
$first = $text.Substring(0, 4096)

# Of node: the time on its own clock from the request to the first byte and to the last one.
$node = @'
const OpenAI = require(process.argv[2] + '/openai').default;
const input = require('fs').readFileSync(0, 'utf8');
(async () => {
    const client = new OpenAI({ baseURL: process.argv[3], apiKey: 'none' });
    const begin = performance.now();
    const answer = await client.audio.speech.create(
        { model: 'tts-1', voice: 'alloy', input, response_format: 'pcm', stream_format: 'audio' });
    let head;
    for await (const piece of answer.body) { head ??= performance.now() - begin; }
    console.log(JSON.stringify([head, performance.now() - begin]));
})();
'@
$script = Join-Path $folder 'first.cjs'
Set-Content $script $node

function Write-Row([string] $Job, [double] $First, [double] $Whole, [string] $Dry) {
    [pscustomobject]@{ Job = $Job; FirstByteMs = [Math]::Round($First); WholeMs = [Math]::Round($Whole); Dry = $Dry }
}

function Measure-Stream([int] $ThrottleLimit) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $head = $null
    $heard = 0.0
    $dry = 0.0
    ConvertTo-Speech $text -Stream -ResponseFormat pcm -BaseUri $BaseUri -ThrottleLimit $ThrottleLimit | ForEach-Object {
        $now = $clock.Elapsed.TotalMilliseconds
        if ($null -eq $head) { $head = $heard = $now }
        # A player that has played all it was given waits.
        $dry = [Math]::Max($dry, $now - $heard)
        $heard = [Math]::Max($heard, $now) + 1000 * $_.Length / $BytesPerSecond
    }
    Write-Row "ConvertTo-Speech -Stream, $ThrottleLimit at once" -First $head -Whole $clock.Elapsed.TotalMilliseconds -Dry ('{0:0} ms' -f $dry)
}

try {
    # Once before the clock runs: assemblies are loaded and compiled.
    $null = ConvertTo-Speech 'Warm up.' -Stream -ResponseFormat pcm -BaseUri $BaseUri
    foreach ($limit in 4, 1) { Measure-Stream $limit }

    $head, $whole = $first | node $script (Resolve-Path $NodeModules).Path "$BaseUri" | ConvertFrom-Json
    Write-Row 'openai-node, streamed, 4,096 characters' -First $head -Whole $whole -Dry '-'

    $clock = [Diagnostics.Stopwatch]::StartNew()
    Request-AudioSpeech -Text $first -Model tts-1 -Voice alloy -ResponseFormat pcm -OutFile (Join-Path $folder 'a.pcm') -ApiBase $BaseUri -ApiKey $key
    Write-Row 'Request-AudioSpeech, 4,096 characters' -First $clock.Elapsed.TotalMilliseconds -Whole $clock.Elapsed.TotalMilliseconds -Dry '-'

    $clock.Restart()
    $body = @{ model = 'tts-1'; voice = 'alloy'; input = $first; response_format = 'pcm' } | ConvertTo-Json
    Invoke-RestMethod "$BaseUri/audio/speech" -Method Post -ContentType 'application/json; charset=utf-8' -Body $body -OutFile (Join-Path $folder 'b.pcm')
    Write-Row 'Invoke-RestMethod, 4,096 characters' -First $clock.Elapsed.TotalMilliseconds -Whole $clock.Elapsed.TotalMilliseconds -Dry '-'
}
finally {
    Remove-Item $folder -Recurse
}
