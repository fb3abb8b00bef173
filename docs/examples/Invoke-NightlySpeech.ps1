<#
.SYNOPSIS
The job of a scheduled task: speaks what lies in a folder, keeps a log, and tells by its exit code whether all went well.

.DESCRIPTION
The key comes from where Set-CometApiKey put it for this user: best a vault. Texts that were spoken move to a folder 'done'
beside the audio; what failed stays for the next night, and its finished parts with it. The parts of what was spoken stay in
the folder Cache: a text that comes again with a paragraph changed pays for that paragraph only.

.EXAMPLE
./Invoke-NightlySpeech.ps1 -Inbox texts -Outbox audio
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Inbox,
    [Parameter(Mandatory)] [string] $Outbox,
    [string] $Cache = (Join-Path $Outbox 'cache'),
    [uri] $BaseUri = 'https://api.cometapi.com/v1'
)

$ErrorActionPreference = 'Stop'
Import-Module CometSpeech
$null = New-Item (Join-Path $Outbox 'done') -ItemType Directory -Force

# Looks where a request would look, and opens the vault: nobody is there to be asked later.
if (-not (Get-CometApiKey -BaseUri $BaseUri)) {
    throw "No key is set for $BaseUri. Run Set-CometApiKey as $([Environment]::UserName)."
}

$texts = Get-ChildItem -LiteralPath $Inbox -Filter *.txt -File
$spoken = $texts | ConvertTo-Speech -BaseUri $BaseUri -OutDirectory $Outbox -CachePath $Cache -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed

$spoken | ForEach-Object { Move-Item -LiteralPath (Join-Path $Inbox "$($_.BaseName).txt") -Destination (Join-Path $Outbox 'done') -Force }
$spoken | Select-Object @{ Name = 'When'; Expression = { Get-Date -Format o } }, Name, Duration, Characters, Requests, Retries |
    Export-Csv -LiteralPath (Join-Path $Outbox 'spoken.csv') -Append
$failed | ForEach-Object { "$(Get-Date -Format o) $($_.FullyQualifiedErrorId) $_" } |
    Add-Content -LiteralPath (Join-Path $Outbox 'failed.log')

exit [int]($failed.Count -gt 0)
