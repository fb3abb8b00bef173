<#
.SYNOPSIS
Speaks the text files of a folder, but only those that are new or changed.

.DESCRIPTION
Each text file becomes an audio file of the same name. A text whose audio is newer than itself is passed over, so the script
may run as often as you like and pays for changes only.

.EXAMPLE
./Convert-TextFolder.ps1 -Path texts -Destination audio -Voice nova
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Destination,
    [string] $Voice = 'alloy',
    [ValidateSet('mp3', 'opus', 'aac', 'flac', 'wav', 'pcm')] [string] $Format = 'mp3'
)

Get-ChildItem -LiteralPath $Path -Filter *.txt -File | Where-Object {
    $audio = Get-Item -LiteralPath (Join-Path $Destination "$($_.BaseName).$Format") -ErrorAction Ignore
    -not $audio -or $audio.LastWriteTimeUtc -lt $_.LastWriteTimeUtc
} | ConvertTo-Speech -OutDirectory $Destination -Voice $Voice -ResponseFormat $Format -PassThru
