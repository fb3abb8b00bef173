<#
.SYNOPSIS
Speaks a play: a table with a row for each speech becomes one audio file for each scene.

.DESCRIPTION
The table has the columns Scene, Voice and Text; Speed, Model and Instructions may be there too, and empty cells mean the default.
The rows of one scene must follow each other.

.EXAMPLE
./Convert-Dialogue.ps1 -Path dialogue.csv -Destination play
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Destination,
    [int] $PauseMilliseconds = 400
)

$folder = New-Item $Destination -ItemType Directory -Force

Import-Csv -LiteralPath $Path |
    ConvertTo-Speech -OutFile { Join-Path $folder.FullName "scene-$($_.Scene).wav" } -PauseMilliseconds $PauseMilliseconds -PassThru
