<#
.SYNOPSIS
Makes the files that Get-Help reads out of the pages in en-US beside this script. Needs Microsoft.PowerShell.PlatyPS.

.PARAMETER Destination
The folder for CometSpeech.dll-Help.xml and the about topics.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Destination
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

function Write-HelpFile([string] $Path, [string] $Text) {
    # The same bytes on every system: the help is committed.
    [IO.File]::WriteAllText($Path, ($Text -replace '\r\n', "`n").TrimEnd() + "`n")
    $Path
}

# Microsoft.PowerShell.PlatyPS 1.0.3 leaves the defaults out, and puts code with its fences, and lines of U+0080, into an
# example's introduction.
function ConvertTo-CompleteHelp([string] $Path, [object[]] $Help) {
    $document = [xml]::new()
    $document.Load($Path)
    $names = [Xml.XmlNamespaceManager]::new($document.NameTable)
    'maml', 'command', 'dev' | ForEach-Object { $names.AddNamespace($_, $document.DocumentElement.GetNamespaceOfPrefix($_)) }
    foreach ($command in $document.SelectNodes('//command:command', $names)) {
        $page = $Help | Where-Object Title -EQ $command.SelectSingleNode('command:details/command:name', $names).InnerText
        foreach ($parameter in $command.SelectNodes('command:parameters/command:parameter', $names)) {
            $default = ($page.Parameters | Where-Object Name -EQ $parameter.SelectSingleNode('maml:name', $names).InnerText).DefaultValue
            if ($default) {
                $parameter.AppendChild($document.CreateElement('dev:defaultValue', $names.LookupNamespace('dev'))).InnerText = $default
            }
        }

        foreach ($example in $command.SelectNodes('command:examples/command:example', $names)) {
            $blocks = @($example.SelectNodes('maml:introduction/maml:para', $names).InnerText | Where-Object { $_ -ne [string][char]0x80 })
            $code = $blocks[0] -replace '(?s)\A```\w*\n|\n```\z', ''
            $example.SelectSingleNode('dev:code', $names).InnerText = $code
            $example.SelectSingleNode('maml:introduction', $names).RemoveAll()
            # The empty one keeps its distance from the next example.
            foreach ($block in @($blocks | Select-Object -Skip 1) + '') {
                $para = $document.CreateElement('maml:para', $names.LookupNamespace('maml'))
                $para.InnerText = $block -replace '(?s)\A```\w*\n(.*)\n```\z', '$1'
                $null = $example.SelectSingleNode('dev:remarks', $names).AppendChild($para)
            }
        }
    }

    # What leads from page to page leads nowhere in a console.
    foreach ($uri in $document.SelectNodes('//maml:navigationLink/maml:uri', $names)) {
        if ($uri.InnerText -notmatch '^https?:') {
            $uri.InnerText = ''
        }
    }

    $text = [IO.StringWriter]::new()
    $writer = [Xml.XmlWriter]::Create($text, [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; OmitXmlDeclaration = $true })
    $document.Save($writer)
    $writer.Dispose()
    "<?xml version=`"1.0`" encoding=`"utf-8`"?>`n$text"
}

function ConvertTo-AboutText([IO.FileInfo] $Page) {
    # Get-Help takes the fifth line as the topic's synopsis.
    $lines = @('TOPIC', "    $($Page.BaseName)", '')
    $body = [IO.File]::ReadAllText($Page.FullName) -replace '\r\n', "`n" -replace '(?s)\A---\n.*?\n---\n', '' -replace '(?m)\A\s*# .*\n+', ''
    $isCode = $false
    $isAfterHeading = $false
    foreach ($line in $body -split "`n") {
        if ($line -match '^```') {
            $isCode = -not $isCode
        }
        elseif ($isCode) {
            $lines += "        $line".TrimEnd()
            $isAfterHeading = $false
        }
        elseif ($line -match '^##\s+(.*)') {
            $lines += $Matches[1].ToUpperInvariant()
            $isAfterHeading = $true
        }
        elseif ($line -match '^###+\s+(.*)') {
            $lines += "  $($Matches[1])"
            $isAfterHeading = $true
        }
        elseif ($line -or -not $isAfterHeading) {
            # Links, emphasis and code keep their words only.
            $lines += ('    ' + ($line -replace '\[([^\]]+)\]\(([^)]+)\)', '$1 ($2)' -replace '\*\*|`', '')).TrimEnd()
            $isAfterHeading = $false
        }
    }

    $lines -join "`n"
}

$pagePath = Join-Path $PSScriptRoot 'en-US'
$scratch = New-Item (Join-Path ([IO.Path]::GetTempPath()) "CometSpeech-$([guid]::NewGuid())") -ItemType Directory
try {
    $null = New-Item $Destination -ItemType Directory -Force
    $help = Import-MarkdownCommandHelp -Path (Get-ChildItem $pagePath -Filter *-*.md | Sort-Object Name).FullName
    foreach ($file in ($help | Export-MamlCommandHelp -OutputFolder $scratch.FullName -Force).FullName) {
        Write-HelpFile (Join-Path $Destination (Split-Path $file -Leaf)) (ConvertTo-CompleteHelp $file $help)
    }

    foreach ($page in Get-ChildItem $pagePath -Filter about_*.md) {
        Write-HelpFile (Join-Path $Destination "$($page.BaseName).help.txt") (ConvertTo-AboutText $page)
    }
}
finally {
    Remove-Item $scratch.FullName -Recurse -Force
}
