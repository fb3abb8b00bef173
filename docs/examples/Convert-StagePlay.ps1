<#
.SYNOPSIS
Speaks a play that is written as lines of "Name: text", each name with a voice of its own.

.DESCRIPTION
The table says who has which voice: the service's ten, or any that another server has. A line without a name goes on with the one
before it, and what comes before the first name is the narrator's. A name that is not in the table ends the script before anything
is sent.

.EXAMPLE
./Convert-StagePlay.ps1 -Path scene.txt -OutFile scene.mp3 -Voice @{ Anna = 'sage'; Tom = 'onyx' } -Narrator fable
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $OutFile,
    [Parameter(Mandatory)] [hashtable] $Voice,
    [string] $Narrator = 'alloy',
    [int] $PauseMilliseconds = 400
)

# What is not among the ten goes to the service as it is.
$ten = (Get-CometVoice).Voice
$speaker = $Narrator

$speeches = Get-Content -LiteralPath $Path -Encoding utf8 | Where-Object { $_.Trim() } | ForEach-Object {
    $text = $_
    # A name is short, begins with a capital and has no digits.
    if ($text -cmatch "^\s*(?<name>\p{Lu}[\p{L}\p{M} .'-]{0,30}?)\s*:\s+(?<text>.+)$") {
        if (-not $Voice.ContainsKey($Matches.name)) {
            throw "There is no voice for '$($Matches.name)' in: $text"
        }

        $speaker = $Voice[$Matches.name]
        $text = $Matches.text
    }

    $column = if ($ten -contains $speaker) { 'Voice' } else { 'CustomVoice' }
    [pscustomobject]@{ $column = $speaker; Text = $text }
}

$speeches | ConvertTo-Speech -OutFile $OutFile -PauseMilliseconds $PauseMilliseconds -PassThru
