<#
.SYNOPSIS
Runs the Pester tests over the module in a folder, and ends with exit code 1 when one fails or none passes.

.PARAMETER ModulePath
The folder that holds CometSpeech.psd1: what dotnet build stages, or an unpacked package.

.PARAMETER PesterVersion
The version of Pester.

.PARAMETER ResultPath
The file that the results are written to, in the form of NUnit 3.

.PARAMETER ExcludeTag
Leaves the tests with these tags out.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $ModulePath,

    [Parameter(Mandatory = $true)]
    [version] $PesterVersion,

    [Parameter(Mandatory = $true)]
    [string] $ResultPath,

    [string[]] $ExcludeTag = @()
)

$ErrorActionPreference = 'Stop'
Import-Module Pester -RequiredVersion $PesterVersion

$env:COMETSPEECH_MODULE_PATH = (Resolve-Path -LiteralPath $ModulePath).ProviderPath
# The tests ask for the module by this path; a missing one would let PowerShell load whichever is installed.
$null = Get-Item -LiteralPath (Join-Path $env:COMETSPEECH_MODULE_PATH 'CometSpeech.psd1')

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Filter.ExcludeTag = $ExcludeTag
$configuration.Output.Verbosity = 'Detailed'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'NUnit3'
$configuration.TestResult.OutputPath = $ResultPath
$run = Invoke-Pester -Configuration $configuration
# Pester finds no fault with a run in which nothing ran.
if ($run.PassedCount -eq 0) {
    Write-Error 'No Pester test passed.' -ErrorAction Continue
}

exit [int] ($run.Result -ne 'Passed' -or $run.PassedCount -eq 0)
