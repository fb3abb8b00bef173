<#
.SYNOPSIS
Speaks one machine's share of a folder of texts and documents that several machines see.

.DESCRIPTION
The files are sorted by name, and machine i of n takes every n-th, so the machines need not talk to each other. In an indexed
Kubernetes Job the index comes from JOB_COMPLETION_INDEX. A share that failed may simply run again: files that have their
audio are passed over, and finished parts of the others are taken over.

With -CachePath, a folder that all machines see, a part that one of them has paid for serves all, also when two of them need it at
the same moment. docs/many-books.md tells when a cache is worth its requests.

.EXAMPLE
./Convert-Shard.ps1 -Path /data/books -Destination /data/audio -Count 4 -Index 0

.EXAMPLE
./Convert-Shard.ps1 -Path /data/books -Destination /data/audio -Extension m4b -Subtitle Vtt -CachePath /data/cache -Count 4 -Index 0
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Destination,
    [Parameter(Mandatory)] [ValidateRange(1, 10000)] [int] $Count,
    [int] $Index = $env:JOB_COMPLETION_INDEX,
    [string] $Voice = 'alloy',
    [ValidateSet('mp3', 'opus', 'flac', 'wav', 'm4a', 'm4b')] [string] $Extension = 'mp3',
    [ValidateSet('Srt', 'Vtt')] [string[]] $Subtitle = @(),
    [string] $CachePath,
    [long] $CacheLimit = 100GB,
    [ValidateRange(1, 64)] [int] $ThrottleLimit = 4
)

# A folder that is not there is no share without files.
$ErrorActionPreference = 'Stop'
$kinds = '.txt', '.md', '.html', '.epub', '.docx'
$sources = @(Get-ChildItem -LiteralPath $Path -File | Where-Object Extension -In $kinds)
$double = $sources | Group-Object BaseName | Where-Object Count -GT 1 | Select-Object -First 1
if ($double) {
    throw "Of $($double.Group.Name -join ' and ') each would be $($double.Name).$Extension. Rename one of them."
}

# Sorted in one way on all machines, whatever their language.
[string[]] $names = @($sources.Name)
[Array]::Sort($names, [StringComparer]::Ordinal)
$share = for ($i = $Index; $i -lt $names.Count; $i += $Count) {
    if (-not (Test-Path -LiteralPath (Join-Path $Destination ([IO.Path]::ChangeExtension($names[$i], $Extension))))) {
        Get-Item -LiteralPath (Join-Path $Path $names[$i])
    }
}

$options = @{ Voice = $Voice; ThrottleLimit = $ThrottleLimit }
if ($Subtitle) {
    $options.Subtitle = $Subtitle
}

if ($CachePath) {
    $options.CachePath = $CachePath
    $options.CacheLimit = $CacheLimit
}

$share | ConvertTo-Speech -OutFile { Join-Path $Destination "$($_.BaseName).$Extension" } @options -PassThru `
    -ErrorAction Continue -ErrorVariable failed
exit [int]($failed.Count -gt 0)
