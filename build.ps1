<#
.SYNOPSIS
Builds, tests, documents, checks, packs and publishes CometSpeech.

.DESCRIPTION
A thin layer over dotnet and four PowerShell modules, whose versions stand in .config/tools.psd1. It runs in PowerShell 7.4
and later, and in Windows PowerShell 5.1. Only the .NET SDK that global.json names is needed for the task Build.

Build    dotnet build; the module lies under out/CometSpeech/<version> then, ready to import.
Test     dotnet test, then Pester over tests/Pester. With -ModulePath only Pester, over the module in that folder.
Docs     Makes the help that Get-Help shows out of docs/en-US, under src/CometSpeech/en-US, where it is committed.
Analyze  PSScriptAnalyzer over every script, module and data file, with .config/PSScriptAnalyzerSettings.psd1.
Package  Builds anew and makes out/packages/CometSpeech.<version>.nupkg, then installs it from there and imports it in a new process.
Publish  Pushes that package to the PowerShell Gallery.

.PARAMETER Task
What to do, in that order; Build when left out.

.PARAMETER Configuration
The configuration that dotnet builds and tests.

.PARAMETER ModulePath
For Test: a folder with another CometSpeech.psd1 to test, such as an unpacked package.

.PARAMETER Repository
For Publish: the registered repository to push to.

.PARAMETER ApiKey
For Publish: the repository's API key.

.PARAMETER Bootstrap
Installs the modules that a task needs and that are missing, for the current user, from the PowerShell Gallery.

.EXAMPLE
./build.ps1

Builds the module.

.EXAMPLE
./build.ps1 -Task Build, Analyze, Test -Bootstrap

Installs what is missing, then builds, checks and tests.

.EXAMPLE
./build.ps1 -Task Package, Publish -ApiKey $key

Makes the package and pushes it to the PowerShell Gallery.
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'The functions use them.')]
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Docs', 'Analyze', 'Package', 'Publish')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [string] $ModulePath,

    [string] $Repository = 'PSGallery',

    [string] $ApiKey,

    [switch] $Bootstrap
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$configPath = Join-Path $PSScriptRoot '.config'
$tools = Import-PowerShellDataFile (Join-Path $configPath 'tools.psd1')
$version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot 'CometSpeech.psd1')).ModuleVersion
$outPath = Join-Path $PSScriptRoot 'out'
$stagePath = [IO.Path]::Combine($outPath, 'CometSpeech', $version)
$packagePath = [IO.Path]::Combine($outPath, 'packages', "CometSpeech.$version.nupkg")
# Two frameworks' worth of assemblies; a jump beyond this means that something slipped in.
$maximumPackageLength = 1.25MB

function Invoke-Program([string] $Path, [string[]] $ArgumentList) {
    & $Path @ArgumentList | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "'$Path $ArgumentList' ended with exit code $LASTEXITCODE."
    }
}

function Invoke-Shell([string[]] $ArgumentList) {
    # A process of its own: an imported module's assemblies stay loaded, and locked on Windows, until the process ends.
    Invoke-Program (Get-Process -Id $PID).Path (@('-NoProfile', '-NonInteractive') + $ArgumentList)
}

function Import-BuildTool([string] $Name) {
    $toolVersion = $tools[$Name]
    $isInstalled = Get-Module $Name -ListAvailable | Where-Object { $_.Version -eq $toolVersion }
    if (-not $isInstalled -and -not $Bootstrap) {
        throw "The module $Name $toolVersion is not installed. With -Bootstrap this script installs it from the PowerShell Gallery for the current user."
    }

    if (-not $isInstalled) {
        Write-Verbose "Installing $Name $toolVersion"
        try {
            if (Get-Command Install-PSResource -ErrorAction Ignore) {
                Install-PSResource $Name -Version $toolVersion -Repository PSGallery -Scope CurrentUser -TrustRepository -Quiet
            }
            else {
                Install-Module $Name -RequiredVersion $toolVersion -Repository PSGallery -Scope CurrentUser -Force -SkipPublisherCheck
            }
        }
        catch {
            throw "The module $Name $toolVersion could not be installed from the PowerShell Gallery: $_ Without access to the Gallery, save it elsewhere (Save-Module $Name -RequiredVersion $toolVersion) and copy it to a folder of `$env:PSModulePath."
        }
    }

    Import-Module $Name -RequiredVersion $toolVersion -Global
}

function Invoke-BuildTask {
    Invoke-Program dotnet @('build', (Join-Path $PSScriptRoot 'CometSpeech.sln'), '--configuration', $Configuration, '--nologo')
}

function Invoke-TestTask {
    Import-BuildTool Pester
    if (-not $ModulePath) {
        Invoke-Program dotnet @('test', (Join-Path $PSScriptRoot 'CometSpeech.sln'), '--configuration', $Configuration, '--nologo')
    }

    $script = [IO.Path]::Combine($PSScriptRoot, 'tests', 'Pester', 'Invoke-PesterTest.ps1')
    $path = if ($ModulePath) { $ModulePath } else { $stagePath }
    Invoke-Shell @('-File', $script, '-ModulePath', $path, '-PesterVersion', $tools['Pester'])
}

function Invoke-DocsTask {
    Import-BuildTool Microsoft.PowerShell.PlatyPS
    $docsPath = [IO.Path]::Combine($PSScriptRoot, 'docs', 'en-US')
    $helpPath = [IO.Path]::Combine($PSScriptRoot, 'src', 'CometSpeech', 'en-US')
    $scratchPath = [IO.Path]::Combine($outPath, 'help')
    $null = New-Item $helpPath, $scratchPath -ItemType Directory -Force

    $pages = Get-ChildItem $docsPath -Filter *-*.md | Sort-Object Name
    $help = Import-MarkdownCommandHelp -Path $pages.FullName
    foreach ($file in ($help | Export-MamlCommandHelp -OutputFolder $scratchPath -Force).FullName) {
        Write-HelpFile (Join-Path $helpPath (Split-Path $file -Leaf)) (ConvertTo-CompleteHelp $file $help)
    }

    foreach ($page in Get-ChildItem $docsPath -Filter about_*.md) {
        Write-HelpFile (Join-Path $helpPath "$($page.BaseName).help.txt") (ConvertTo-AboutText $page)
    }
}

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

function Invoke-AnalyzeTask {
    Import-BuildTool PSScriptAnalyzer
    if (-not (Test-Path -LiteralPath $stagePath)) {
        throw "'$stagePath' does not exist; the task Build makes it."
    }

    $settings = Join-Path $configPath 'PSScriptAnalyzerSettings.psd1'
    $files = Get-ChildItem $PSScriptRoot -Recurse -File -Force -Include *.ps1, *.psm1, *.psd1 |
        Where-Object { $_.FullName.Substring($PSScriptRoot.Length) -notmatch '[\\/](bin|obj|out|\.git)[\\/]' }
    # The manifest is valid only beside the files that it names: the staged copy is.
    $manifest = Get-Item (Join-Path $stagePath 'CometSpeech.psd1')
    $files = @($files | Where-Object { $_.Name -ne $manifest.Name }) + $manifest
    $findings = @($files | ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName -Settings $settings })
    if ($findings) {
        $findings | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" }
        throw "PSScriptAnalyzer has $($findings.Count) findings."
    }

    "PSScriptAnalyzer has no finding in $(@($files).Count) files."
}

function Invoke-PackageTask {
    Import-BuildTool Microsoft.PowerShell.PSResourceGet
    # From nothing, so that no file of an earlier build gets into the package.
    Remove-Item $stagePath, $packagePath -Recurse -Force -ErrorAction Ignore
    Invoke-Program dotnet @('build', [IO.Path]::Combine($PSScriptRoot, 'src', 'CometSpeech'), '--configuration', $Configuration, '--nologo')

    $folder = New-Item (Split-Path $packagePath) -ItemType Directory -Force
    $scratch = New-Item (Join-Path ([IO.Path]::GetTempPath()) "CometSpeech-$([guid]::NewGuid())") -ItemType Directory
    $local = $scratch.Name
    Register-PSResourceRepository $local -Uri $folder.FullName -Trusted
    try {
        Publish-PSResource -Path $stagePath -Repository $local
        Save-PSResource CometSpeech -Version $version -Repository $local -Path $scratch.FullName
        Confirm-Package ([IO.Path]::Combine($scratch.FullName, 'CometSpeech', $version))
    }
    finally {
        Unregister-PSResourceRepository $local
        Remove-Item $scratch.FullName -Recurse -Force
    }

    $length = (Get-Item $packagePath).Length
    if ($length -ge $maximumPackageLength) {
        throw "The package has $length bytes; the limit is $maximumPackageLength."
    }

    "$packagePath ($length bytes)"
}

function Confirm-Package([string] $Path) {
    $missing = (Get-ChildItem $stagePath -Recurse -File).FullName.Substring($stagePath.Length) | Where-Object { -not (Test-Path -LiteralPath ($Path + $_)) }
    if ($missing) {
        throw "The package lacks $missing."
    }

    Invoke-Shell @('-Command', @"
`$ErrorActionPreference = 'Stop'
Import-Module '$((Join-Path $Path CometSpeech.psd1) -replace "'", "''")'
Get-Command -Module CometSpeech | Format-Table Name, Version
Get-CometVoice
"@)
}

function Invoke-PublishTask {
    Import-BuildTool Microsoft.PowerShell.PSResourceGet
    if (-not (Test-Path -LiteralPath $packagePath)) {
        throw "'$packagePath' does not exist; the task Package makes it."
    }

    if (-not $ApiKey -and $Repository -eq 'PSGallery') {
        throw 'The PowerShell Gallery needs -ApiKey.'
    }

    $key = if ($ApiKey) { @{ ApiKey = $ApiKey } } else { @{} }
    Publish-PSResource -NupkgPath $packagePath -Repository $Repository @key
}

foreach ($name in $Task) {
    & "Invoke-${name}Task"
}
