# No method of .NET is called here: constrained language mode, in which policies run modules, allows none. Nor any command
# but Import-Module: a host need not have the others. What is seldom needed stands in script blocks and functions:
# PowerShell compiles those when they run, the rest at each import.

# Why this PowerShell cannot run the module, or nothing. The manifest names a version for both editions, and cannot.
function Get-HostRefusal($Edition, $Version) {
    if ($Edition -eq 'Core' -and ($Version.Major -lt 7 -or ($Version.Major -eq 7 -and $Version.Minor -lt 4))) {
        "CometSpeech needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell $Version. " +
        'A newer one is installed beside or over it: https://aka.ms/powershell'
    }
}

$refusal = Get-HostRefusal $PSEdition $PSVersionTable.PSVersion
if ($refusal) {
    throw $refusal
}

$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
$advice = {
    'Another version of CometSpeech was loaded in this session before, and stays. ' +
    'Start a new session to use this one.'
}
try {
    $module = Import-Module -Name "$PSScriptRoot/bin/$framework/CometSpeech.dll" -PassThru -ErrorAction Stop
}
catch {
    & {
        # .NET loads one assembly of a name.
        if ($PSEdition -eq 'Core' -and $_.FullyQualifiedErrorId -like 'System.IO.FileLoadException,*') {
            throw "$(& $advice) ($_)"
        }

        $command = if ($PSEdition -eq 'Core') { 'Install-PSResource CometSpeech -Reinstall' } else { 'Install-Module CometSpeech -Force' }
        throw ("CometSpeech cannot be loaded from '$PSScriptRoot': $_ " +
            "One of its files is missing, damaged or blocked. Install it again, in a new session: $command")
    }
}

if ($module.ImplementingAssembly.Location -ne $module.Path) {
    & {
        # .NET Framework says nothing, and hands out the one that is there; so does PowerShell 7 once it has looked into
        # the modules of its path for commands. A copy of the same version does no harm.
        $manifest = Test-ModuleManifest -Path "$PSScriptRoot/CometSpeech.psd1" -ErrorAction Ignore
        if ($manifest -and "$($module.Version)" -ne "$($manifest.Version).0") {
            throw (& $advice)
        }
    }
}
