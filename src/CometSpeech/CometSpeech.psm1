# No method of .NET is called here: constrained language mode, in which policies run modules, allows none.
# What is seldom needed stands in script blocks: PowerShell compiles those when they run, the rest at each import.
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
    }

    throw
}

if ($PSEdition -ne 'Core') {
    & {
        # .NET Framework says nothing, and hands out the one that is there; a copy of the same version does no harm.
        if ($module.ImplementingAssembly.Location -ne $module.Path) {
            $manifest = Test-ModuleManifest -Path "$PSScriptRoot/CometSpeech.psd1" -ErrorAction Ignore
            if ($manifest -and "$($module.Version)" -ne "$($manifest.Version).0") {
                throw (& $advice)
            }
        }
    }
}
