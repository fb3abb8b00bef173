<#
.SYNOPSIS
Runs the Pester tests over the module in a folder, and ends with the number of failed tests.

.PARAMETER ModulePath
The folder that holds CometSpeech.psd1: what dotnet build stages, or an unpacked package.

.PARAMETER PesterVersion
The version of Pester.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $ModulePath,

    [Parameter(Mandatory = $true)]
    [version] $PesterVersion
)

$ErrorActionPreference = 'Stop'
Import-Module Pester -RequiredVersion $PesterVersion

$env:COMETSPEECH_MODULE_PATH = (Resolve-Path -LiteralPath $ModulePath).ProviderPath

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.Exit = $true
$configuration.Output.Verbosity = 'Detailed'
Invoke-Pester -Configuration $configuration
