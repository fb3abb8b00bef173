<#
.SYNOPSIS
Speaks one machine's share of a folder that several machines see.

.DESCRIPTION
The files are sorted by name, and machine i of n takes every n-th, so the machines need not talk to each other. In an indexed
Kubernetes Job the index comes from JOB_COMPLETION_INDEX. A share that failed may simply run again: files that have their
audio are passed over, and finished parts of the others are taken over.

.EXAMPLE
./Convert-Shard.ps1 -Path /data/texts -Destination /data/audio -Count 4 -Index 0
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Destination,
    [Parameter(Mandatory)] [ValidateRange(1, 10000)] [int] $Count,
    [int] $Index = $env:JOB_COMPLETION_INDEX,
    [string] $Voice = 'alloy'
)

# Sorted in one way on all machines, whatever their language.
[string[]] $names = @((Get-ChildItem -LiteralPath $Path -Filter *.txt -File).Name)
[Array]::Sort($names, [StringComparer]::Ordinal)
$share = for ($i = $Index; $i -lt $names.Count; $i += $Count) {
    if (-not (Test-Path -LiteralPath (Join-Path $Destination ([IO.Path]::ChangeExtension($names[$i], 'mp3'))))) {
        Get-Item -LiteralPath (Join-Path $Path $names[$i])
    }
}

$share | ConvertTo-Speech -OutDirectory $Destination -Voice $Voice -PassThru -ErrorAction Continue -ErrorVariable failed
exit [int]($failed.Count -gt 0)
