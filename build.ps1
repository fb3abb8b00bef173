<#
.SYNOPSIS
Builds, tests, documents, checks, packs and publishes CometSpeech.

.DESCRIPTION
A thin layer over dotnet and four PowerShell modules, whose versions stand in .config/tools.psd1. It runs in PowerShell 7.4
and later, and in Windows PowerShell 5.1. Only the .NET SDK that global.json names is needed for the task Build.

Build    dotnet build; the module lies under out/CometSpeech/<version> then, ready to import.
Test     dotnet test, then Pester. With -ModulePath only Pester, over that module.
Pester   Pester over tests/Pester, with the module that was built, or that of -ModulePath.
Docs     Makes the help that Get-Help shows out of docs/en-US, under src/CometSpeech/en-US, where it is committed.
Analyze  PSScriptAnalyzer over every script, module and data file, with .config/PSScriptAnalyzerSettings.psd1.
Package  Builds anew and makes out/packages/CometSpeech.<version>.nupkg, with what the changelog says of it as release notes
         and a bill of materials (.cdx.json) beside it, then installs it from there and imports it
         in a new process.
Publish  Pushes that package to the PowerShell Gallery, unless the changelog does not tell its version and date.

.PARAMETER Task
What to do, in that order; Build when left out.

.PARAMETER Configuration
The configuration that dotnet builds and tests.

.PARAMETER ModulePath
For Test and Pester: a package (.nupkg), or a folder with another CometSpeech.psd1, to test in place of what was built.

.PARAMETER Repository
For Publish: the registered repository to push to.

.PARAMETER ApiKey
For Publish: the repository's API key.

.PARAMETER Bootstrap
Installs the modules that a task needs and that are missing: Pester from NuGet under out/modules, the others from the
PowerShell Gallery for the current user.

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
    [ValidateSet('Build', 'Test', 'Pester', 'Docs', 'Analyze', 'Package', 'Publish')]
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
Import-Module ([IO.Path]::Combine($PSScriptRoot, 'build', 'Release.psm1')) -Force
$release = @{
    ManifestPath  = Join-Path $PSScriptRoot 'CometSpeech.psd1'
    ChangelogPath = Join-Path $PSScriptRoot 'CHANGELOG.md'
}
# With -preview1 of a prerelease, which its folder is named without.
$version = Get-PackageVersion $release.ManifestPath
$folderName = ($version -split '-')[0]
$outPath = Join-Path $PSScriptRoot 'out'
$stagePath = [IO.Path]::Combine($outPath, 'CometSpeech', $folderName)
$packagePath = [IO.Path]::Combine($outPath, 'packages', "CometSpeech.$version.nupkg")
$billPath = [IO.Path]::Combine($outPath, 'packages', "CometSpeech.$version.cdx.json")
$pesterPath = [IO.Path]::Combine($PSScriptRoot, 'tests', 'Pester')
# Two frameworks' worth of assemblies take 1.5 MB, a fifth of that the parsers of documents; beyond the limit something
# slipped in.
$maximumPackageLength = 1750000

function Invoke-Program([string] $Path, [string[]] $ArgumentList) {
    & $Path @ArgumentList | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "'$Path $ArgumentList' ended with exit code $LASTEXITCODE."
    }
}

function Invoke-Shell([string[]] $ArgumentList) {
    # A process of its own: an imported module's assemblies stay loaded, and locked on Windows, until the process ends.
    Invoke-Program (Join-Path $pesterPath 'Invoke-PowerShell.ps1') (@('-NoProfile', '-NonInteractive') + $ArgumentList)
}

function Install-BuildTool([string] $Name) {
    $toolVersion = $tools[$Name]
    if (Get-Module $Name -ListAvailable | Where-Object { $_.Version -eq $toolVersion }) {
        return
    }

    if (-not $Bootstrap) {
        throw "The module $Name $toolVersion is not installed. With -Bootstrap this script installs it."
    }

    Write-Verbose "Installing $Name $toolVersion"
    # NuGet has it too, and whoever builds has the SDK: so the tests run where the Gallery cannot be reached.
    if ($Name -eq 'Pester') {
        Invoke-Program dotnet @('build', $pesterPath, '--nologo', '--verbosity', 'quiet')
        return
    }

    try {
        if (Get-Command Install-PSResource -ErrorAction Ignore) {
            $target = @{ Version = $toolVersion; Scope = 'CurrentUser'; TrustRepository = $true; Quiet = $true }
            Install-PSResource $Name -Repository PSGallery @target
        }
        else {
            $target = @{ RequiredVersion = $toolVersion; Scope = 'CurrentUser'; Force = $true }
            Install-Module $Name -Repository PSGallery -SkipPublisherCheck @target
        }
    }
    catch {
        throw ("The module $Name $toolVersion could not be installed from the PowerShell Gallery: $_ Without access " +
            "to the Gallery, save it elsewhere (Save-Module $Name -RequiredVersion $toolVersion) and copy it to a " +
            'folder of $env:PSModulePath.')
    }
}

function Import-BuildTool([string] $Name) {
    Install-BuildTool $Name
    Import-Module $Name -RequiredVersion $tools[$Name] -Global
}

function Invoke-BuildTask {
    Invoke-Program dotnet @('build', (Join-Path $PSScriptRoot 'CometSpeech.sln'), '--configuration', $Configuration, '--nologo')
}

function Invoke-TestTask {
    Install-BuildTool Pester
    if (-not $ModulePath) {
        Invoke-Program dotnet @('test', (Join-Path $PSScriptRoot 'CometSpeech.sln'), '--configuration', $Configuration, '--nologo')
    }

    Invoke-PesterTask
}

function Invoke-PesterTask {
    Install-BuildTool Pester
    $script = Join-Path $pesterPath 'Invoke-PesterTest.ps1'
    $path = if (-not $ModulePath) { $stagePath } elseif ($ModulePath -like '*.nupkg') { Expand-Package $ModulePath } else { $ModulePath }
    $result = [IO.Path]::Combine($outPath, 'test-results', 'pester.xml')
    Invoke-Shell @('-File', $script, '-ModulePath', $path, '-PesterVersion', $tools['Pester'], '-ResultPath', $result)
}

function Expand-Package([string] $Path) {
    $target = Join-Path $outPath 'unpacked'
    Remove-Item $target -Recurse -Force -ErrorAction Ignore
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory((Resolve-Path -LiteralPath $Path).ProviderPath, $target)
    # The package's own parts, which Install-PSResource leaves out too.
    '_rels', 'package', '[Content_Types].xml', 'CometSpeech.nuspec' | ForEach-Object { Remove-Item -LiteralPath (Join-Path $target $_) -Recurse -Force }
    $target
}

function Invoke-DocsTask {
    Import-BuildTool Microsoft.PowerShell.PlatyPS
    & ([IO.Path]::Combine($PSScriptRoot, 'docs', 'Export-Help.ps1')) -Destination ([IO.Path]::Combine($PSScriptRoot, 'src', 'CometSpeech', 'en-US'))
}

function Get-Finding([string] $Path) {
    # Now and then PSScriptAnalyzer 1.25 does not find Get-Command, of which it asks several at once (its issue 2205).
    for ($attempt = 1; ; $attempt++) {
        try {
            return Invoke-ScriptAnalyzer -Path $Path -Settings (Join-Path $configPath 'PSScriptAnalyzerSettings.psd1')
        }
        catch {
            if ($attempt -eq 5 -or "$_" -notlike "*'Get-Command' is not recognized*") {
                throw
            }
        }
    }
}

function Invoke-AnalyzeTask {
    Import-BuildTool PSScriptAnalyzer
    if (-not (Test-Path -LiteralPath $stagePath)) {
        throw "'$stagePath' does not exist; the task Build makes it."
    }

    $files = Get-ChildItem $PSScriptRoot -Recurse -File -Force -Include *.ps1, *.psm1, *.psd1 |
        Where-Object { $_.FullName.Substring($PSScriptRoot.Length) -notmatch '[\\/](bin|obj|out|\.git)[\\/]' }
    # The manifest is valid only beside the files that it names: the staged copy is.
    $manifest = Get-Item (Join-Path $stagePath 'CometSpeech.psd1')
    $files = @($files | Where-Object { $_.Name -ne $manifest.Name }) + $manifest
    $findings = @($files | ForEach-Object { Get-Finding $_.FullName })
    if ($findings) {
        $findings | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" }
        throw "PSScriptAnalyzer has $($findings.Count) findings."
    }

    "PSScriptAnalyzer has no finding in $(@($files).Count) files."
}

function Invoke-PackageTask {
    Import-BuildTool Microsoft.PowerShell.PSResourceGet
    # From nothing, so that no file of an earlier build gets into the package.
    $folder = Split-Path $packagePath
    Remove-Item $stagePath, $folder -Recurse -Force -ErrorAction Ignore
    Invoke-Program dotnet @('build', [IO.Path]::Combine($PSScriptRoot, 'src', 'CometSpeech'), '--configuration', $Configuration, '--nologo')
    Set-ReleaseNote (Join-Path $stagePath 'CometSpeech.psd1') (Get-ReleaseNote @release)

    $scratch = New-Item (Join-Path ([IO.Path]::GetTempPath()) "CometSpeech-$([guid]::NewGuid())") -ItemType Directory
    $local = $scratch.Name
    Register-PSResourceRepository $local -Uri $folder -Trusted
    try {
        Publish-PSResource -Path $stagePath -Repository $local
        Compress-Package $packagePath
        Save-PSResource CometSpeech -Version "[$version]" -Prerelease:($version -ne $folderName) -Repository $local -Path $scratch.FullName
        Confirm-Package ([IO.Path]::Combine($scratch.FullName, 'CometSpeech', $folderName))
    }
    finally {
        Unregister-PSResourceRepository $local
        Remove-Item $scratch.FullName -Recurse -Force
    }

    $length = (Get-Item $packagePath).Length
    if ($length -ge $maximumPackageLength) {
        throw "The package has $length bytes; the limit is $maximumPackageLength."
    }

    if (-not (Test-Path -LiteralPath $billPath)) {
        throw "'$billPath' was not made."
    }

    "$packagePath ($length bytes)"
}

# Publish-PSResource compresses for speed; a fiftieth is saved, for all who download it.
function Compress-Package([string] $Path) {
    # .NET Framework cannot load it; the package is larger then.
    if ($PSEdition -eq 'Desktop') {
        return
    }

    # What .NET deflates takes 8 KB more: zlib-ng is made for speed.
    $cache = (& dotnet nuget locals global-packages --list) -replace '^[^:]*: *', ''
    $project = [xml](Get-Content -LiteralPath ([IO.Path]::Combine($PSScriptRoot, 'src', 'CometSpeech', 'CometSpeech.csproj')) -Raw)
    $compressor = $project.SelectSingleNode("//PackageDownload[@Include='SharpZipLib']").Version.Trim('[', ']')
    Add-Type -Path ([IO.Path]::Combine($cache, 'sharpziplib', $compressor, 'lib', 'net6.0', 'ICSharpCode.SharpZipLib.dll'))
    $source = [IO.Compression.ZipFile]::OpenRead($Path)
    $target = [ICSharpCode.SharpZipLib.Zip.ZipOutputStream]::new([IO.File]::Create("$Path.tmp"))
    $target.SetLevel(9)
    $target.UseZip64 = 'Off'
    foreach ($entry in $source.Entries) {
        $target.PutNextEntry([ICSharpCode.SharpZipLib.Zip.ZipEntry]::new($entry.FullName))
        $from = $entry.Open()
        $from.CopyTo($target)
        $from.Dispose()
        $target.CloseEntry()
    }

    $target.Dispose()
    $source.Dispose()
    Move-Item -LiteralPath "$Path.tmp" $Path -Force
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
    Confirm-Release @release
    if (-not (Test-Path -LiteralPath $packagePath)) {
        throw "'$packagePath' does not exist; the task Package makes it."
    }

    if (-not $ApiKey -and $Repository -eq 'PSGallery') {
        throw 'The PowerShell Gallery needs -ApiKey.'
    }

    $key = if ($ApiKey) { @{ ApiKey = $ApiKey } } else { @{} }
    Publish-PSResource -NupkgPath $packagePath -Repository $Repository @key
}

$modulePaths = $env:PSModulePath
try {
    # Where Pester lies that -Bootstrap installed; processes started from here find it too.
    $env:PSModulePath = (Join-Path $outPath 'modules') + [IO.Path]::PathSeparator + $modulePaths
    foreach ($name in $Task) {
        & "Invoke-${name}Task"
    }
}
finally {
    $env:PSModulePath = $modulePaths
}
