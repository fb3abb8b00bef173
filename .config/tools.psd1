# The PowerShell modules that build.ps1 uses, each at the version that was tried.
@{
    'Pester'                             = '5.9.1'
    'PSScriptAnalyzer'                   = '1.25.0'
    'Microsoft.PowerShell.PlatyPS'       = '1.0.3'
    'Microsoft.PowerShell.PSResourceGet' = '1.2.0'
}
