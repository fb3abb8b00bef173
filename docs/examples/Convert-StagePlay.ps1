<#
.SYNOPSIS
Speaks a play that is written as lines of "Name: text", each name with a voice of its own.

.DESCRIPTION
The table says who has which voice: the service's ten, or any that another server has. A line without a name goes on with the one
before it, and what comes before the first name is the narrator's. A name may stand on a line of its own. What looks like a name, as
"Anna" or "Old Tom" before a colon, and is not in the table ends the script before anything is sent; "He said:" does not look like
one.

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
    if ($text -match '^\s*(?<name>[^:]{1,40}?)\s*:(?:\s+(?<text>.*))?$') {
        $name = $Matches.name
        if ($Voice.ContainsKey($name)) {
            $speaker = $Voice[$name]
            $text = $Matches.text
        }
        # Up to four words, each with a capital or a number, as "Old Tom" and "Voice 1".
        elseif ($name -cmatch "^\p{Lu}[\p{L}\p{M}.'\u2019-]*(?: [\p{Lu}\d][\p{L}\p{M}\d.'\u2019-]*){0,3}$") {
            throw "There is no voice for '$name' in: $text"
        }
    }

    # A name alone.
    if (-not $text) { return }

    $column = if ($ten -contains $speaker) { 'Voice' } else { 'CustomVoice' }
    [pscustomobject]@{ $column = $speaker; Text = $text }
}

$speeches | ConvertTo-Speech -OutFile $OutFile -PauseMilliseconds $PauseMilliseconds -PassThru
