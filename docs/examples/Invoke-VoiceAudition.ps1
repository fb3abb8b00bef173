<#
.SYNOPSIS
Lets every voice of a server speak one sentence, and tells before what that costs.

.DESCRIPTION
The voices are those that the server lists; without -BaseUri the ten of the endpoint. There is a file for each of them, named for
it. What it costs is the length of the sentence times the number of voices, at the price that the service tells; -WhatIf tells it
and sends nothing.

.EXAMPLE
./Invoke-VoiceAudition.ps1 -BaseUri http://127.0.0.1:8880/v1 -Model kokoro -Destination audition

.EXAMPLE
./Invoke-VoiceAudition.ps1 -Model tts-1 -Destination audition -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [string] $Model,
    [Parameter(Mandatory)] [string] $Destination,
    [uri] $BaseUri,
    [string] $Sentence = 'Six small boats came home before the storm last night.'
)

$address = if ($BaseUri) { @{ BaseUri = $BaseUri } } else { @{} }
$voices = @(Get-CometVoice -Model $Model @address -ErrorAction Stop)
$characters = $voices.Count * $Sentence.Length
$price = Get-CometModel -Name $Model @address -ErrorAction Ignore | Where-Object { $null -ne $_.Price } | Select-Object -First 1
$told = if ($price) { "; the price of $Model is $($price.Price) $($price.PriceUnit)" }
Write-Information "$($voices.Count) voices, $characters characters$told." -InformationAction Continue

if ($PSCmdlet.ShouldProcess("$characters characters", 'Speak')) {
    $folder = New-Item $Destination -ItemType Directory -Force
    # Names of voices may hold what names of files may not, as in en/amy; two that would share a file get a number.
    $taken = @{}
    $voices | ConvertTo-Speech -InputObject $Sentence -Model $Model @address -PassThru -OutFile {
        $name = $_.Voice -replace '[^\w.()+-]', '_'
        $taken[$name]++
        Join-Path $folder.FullName "$name$(if ($taken[$name] -gt 1) { "-$($taken[$name])" }).mp3"
    }
}
