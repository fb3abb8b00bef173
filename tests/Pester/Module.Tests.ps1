[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables on from block to block.')]
param()

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    $commands = Get-Command -Module CometSpeech
    $scripts = Get-ChildItem (Get-TestedModulePath) -Recurse -Include *.psd1, *.psm1, *.ps1
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    $path = Get-TestedModulePath
    $manifest = Test-ModuleManifest (Join-Path $path 'CometSpeech.psd1') -ErrorAction Stop -WarningVariable warnings
}

Describe 'Manifest' {
    It 'is clean' {
        $warnings | Should -BeNullOrEmpty
    }

    It 'has what the Gallery shows: <_>' -ForEach 'Description', 'Author', 'CompanyName', 'Copyright', 'LicenseUri', 'ProjectUri', 'IconUri', 'ReleaseNotes' {
        $manifest.$_ | Should -Not -BeNullOrEmpty
    }

    It 'says where it runs' {
        $manifest.CompatiblePSEditions | Should -Be @('Core', 'Desktop')
        $manifest.PowerShellVersion | Should -Be '5.1'
        $manifest.DotNetFrameworkVersion | Should -Be '4.7.2'
        'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS' | Where-Object { $_ -notin $manifest.Tags } | Should -BeNullOrEmpty
    }

    It 'names its exports one by one, and they are all that the module exports' {
        $data = Import-PowerShellDataFile (Join-Path $path 'CometSpeech.psd1')
        $module = Get-Module CometSpeech
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($data.CmdletsToExport | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
        foreach ($kind in 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport') {
            $data[$kind].Count | Should -Be 0 -Because $kind
        }
    }

    It 'gives the assemblies the same version' {
        foreach ($assembly in Get-ChildItem (Join-Path $path 'bin') -Recurse -Filter CometSpeech*.dll) {
            [version] ($assembly.VersionInfo.FileVersion -replace '\.0$') | Should -Be $manifest.Version -Because $assembly.FullName
        }
    }
}

Describe 'Folder of the module' {
    It 'holds what is needed and no more' {
        $extensions = Get-ChildItem $path -Recurse -File | Where-Object Name -NE LICENSE | ForEach-Object Extension | Sort-Object -Unique
        $extensions | Should -Be @('.dll', '.ps1xml', '.psd1', '.psm1', '.txt', '.xml')
        (Get-ChildItem (Join-Path $path bin)).Name | Sort-Object | Should -Be @('dependencies', 'net8.0', 'netstandard2.0')
    }

    It 'has no finding of PSScriptAnalyzer in <_.Name>' -ForEach $scripts {
        Skip-TestWithoutModule PSScriptAnalyzer
        $findings = Invoke-ScriptAnalyzer $_.FullName -Settings PSGallery
        $findings | ForEach-Object { "$($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}

Describe 'Commands' {
    It '<_.Name> has an approved verb' -ForEach $commands {
        $_.Verb | Should -BeIn (Get-Verb).Verb
    }

    It '<_.Name> has help with a synopsis, a description, examples, notes on in- and output' -ForEach $commands {
        $help = Get-Help $_.Name -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "*$($_.Name) *``[*" -Because 'PowerShell makes that up where there is no help'
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterThan 1
        $help.ReturnValues | Should -Not -BeNullOrEmpty
    }

    It '<_.Name> has help with its syntax, and with a page for -Online' -ForEach $commands {
        $help = Get-Help $_.Name
        @($help.Syntax.SyntaxItem).Count | Should -Be $_.ParameterSets.Count
        $_.HelpUri | Should -BeLike "https://*/docs/en-US/$($_.Name).md"
        @($help.RelatedLinks.NavigationLink)[0].Uri | Should -Be $_.HelpUri
    }

    It '<_.Name> has help for every parameter' -ForEach $commands {
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
        $command = $_
        $command.Parameters.Keys |
            Where-Object { $_ -notin $common -and -not (Get-Help $command.Name -Parameter $_).Description.Text } |
            Should -BeNullOrEmpty
    }

    It 'has a topic of its own' {
        $topic = Get-Help about_CometSpeech | Out-String
        $topic | Should -Match 'COMETAPI_KEY'
    }
}

Describe 'Import' {
    BeforeAll {
        # Copies the module to test, and gives the copy's manifest.
        function Copy-TestedModule {
            param([string] $Destination, [version] $Version, [string] $Edition)

            Copy-Item -LiteralPath $path $Destination -Recurse
            $manifestPath = Join-Path $Destination CometSpeech.psd1
            if ($Version) {
                $pattern = "(?<=ModuleVersion\s*=\s*)'[^']+'"
                Edit-Text -Path $manifestPath -Pattern $pattern -Replacement "'$Version'"
            }

            if ($Edition) {
                $scriptPath = Join-Path $Destination CometSpeech.psm1
                Edit-Text -Path $scriptPath -Pattern '\$PSEdition\b' -Replacement "'$Edition'"
            }

            $manifestPath
        }

        # Runs a script in a new process that has not imported the module.
        function Invoke-BareProcess {
            param([string] $Script)

            & (Join-Path $PSScriptRoot 'Invoke-PowerShell.ps1') -NoProfile -NonInteractive -Command $Script 2>&1
        }

        # Replaces text in a file, which must hold it.
        function Edit-Text {
            param([string] $Path, [string] $Pattern, [string] $Replacement)

            $text = [IO.File]::ReadAllText($Path)
            $text | Should -Match $Pattern
            [IO.File]::WriteAllText($Path, ($text -replace $Pattern, $Replacement))
        }

        # Makes a copy of the loaded assembly one of another version. .NET tells them apart by the version, which stands
        # behind the hash algorithm in the table Assembly (ECMA-335, II.22.2), and by a GUID of each build.
        function Edit-AssemblyVersion {
            param([string] $Path, [version] $Version, [Reflection.Assembly] $Loaded)

            $latin1 = [Text.Encoding]::GetEncoding('iso-8859-1')
            $row = foreach ($value in $Loaded.GetName().Version, $Version) {
                $bytes = [BitConverter]::GetBytes([Configuration.Assemblies.AssemblyHashAlgorithm]::SHA1.value__)
                foreach ($number in $value.Major, $value.Minor, $value.Build, $value.Revision) {
                    $bytes += [BitConverter]::GetBytes([uint16] $number)
                }

                $latin1.GetString($bytes)
            }

            $guid = foreach ($value in $Loaded.ManifestModule.ModuleVersionId, [guid]::NewGuid()) {
                $latin1.GetString($value.ToByteArray())
            }

            $content = $latin1.GetString([IO.File]::ReadAllBytes($Path))
            $content.IndexOf($guid[0], [StringComparison]::Ordinal) | Should -BeGreaterThan 0
            $content = $content.Replace($row[0], $row[1]).Replace($guid[0], $guid[1])
            [IO.File]::WriteAllBytes($Path, $latin1.GetBytes($content))
            [Reflection.AssemblyName]::GetAssemblyName($Path).Version | Should -Be $Version
        }
    }

    It 'brings a view for <_>' -ForEach 'CometSpeech.SpeechFile', 'CometSpeech.CometVoice', 'CometSpeech.CometModel', 'CometSpeech.CometApiKey' {
        Get-FormatData -TypeName $_ -PowerShellVersion $PSVersionTable.PSVersion | Should -Not -BeNullOrEmpty
    }

    It 'works with a prefix, beside other modules'' ConvertTo-Speech' {
        $output = Invoke-NewProcess @'
            Remove-Module CometSpeech
            function ConvertTo-Speech { 'another module' }
            Import-Module (Join-Path $env:COMETSPEECH_MODULE_PATH CometSpeech.psd1) -Prefix My
            ConvertTo-Speech
            (Get-MyCometVoice sage).Voice
'@
        $output | Should -Be @('another module', 'sage')
    }

    It 'is meant by its name before the command''s' {
        $output = Invoke-NewProcess @'
            function ConvertTo-Speech { 'another module' }
            CometSpeech\ConvertTo-Speech Hello -OutFile a.mp3 -WhatIf
            ConvertTo-Speech
'@
        $output | Should -Be @('What if: 1 request, 5 characters, tts-1, alloy -> a.mp3', 'another module')
    }

    It 'comes by itself where it is installed' {
        $installed = Join-Path $TestDrive modules
        Invoke-NewProcess '(Get-CometVoice).Count; (Get-Module CometSpeech).ModuleBase' -InstallPath $installed |
            Should -Be @('10', (Join-Path $installed CometSpeech))
    }

    It 'can be removed and repeated' {
        Invoke-NewProcess 'Remove-Module CometSpeech; Import-Module (Join-Path $env:COMETSPEECH_MODULE_PATH CometSpeech.psd1) -ErrorAction Stop; (Get-CometVoice).Count' | Should -Be '10'
    }

    It 'works under strict mode, with all warnings and errors fatal' {
        Invoke-NewProcess 'Remove-Module CometSpeech; Set-StrictMode -Version Latest; $ErrorActionPreference = $WarningPreference = ''Stop''; Import-Module (Join-Path $env:COMETSPEECH_MODULE_PATH CometSpeech.psd1) -Force; (Get-CometVoice).Count' | Should -Be '10'
    }

    It 'works in constrained language mode' {
        Invoke-NewProcess 'Remove-Module CometSpeech; $ExecutionContext.SessionState.LanguageMode = ''ConstrainedLanguage''; Import-Module (Join-Path $env:COMETSPEECH_MODULE_PATH CometSpeech.psd1) -ErrorAction Stop; (Get-CometVoice).Count' | Should -Be '10'
    }

    It 'knows where it runs: <Edition> <Version>' -ForEach @(
        @{ Edition = 'Core'; Version = '6.2.7'; Runs = $false }
        @{ Edition = 'Core'; Version = '7.0.13'; Runs = $false }
        @{ Edition = 'Core'; Version = '7.1.7'; Runs = $false }
        @{ Edition = 'Core'; Version = '7.2.24'; Runs = $false }
        @{ Edition = 'Core'; Version = '7.3.12'; Runs = $false }
        @{ Edition = 'Core'; Version = '7.4.0'; Runs = $true }
        @{ Edition = 'Core'; Version = '7.10.0'; Runs = $true }
        @{ Edition = 'Core'; Version = '8.0.0'; Runs = $true }
        @{ Edition = 'Desktop'; Version = '5.1.26100.1'; Runs = $true }
    ) {
        $script = [Management.Automation.Language.Parser]::ParseFile((Join-Path $path CometSpeech.psm1), [ref] $null, [ref] $null)
        $function = $script.Find({ $args[0] -is [Management.Automation.Language.FunctionDefinitionAst] }, $false)
        $refusal = & ([scriptblock]::Create("$function; Get-HostRefusal $Edition ([version] '$Version')"))
        if ($Runs) {
            $refusal | Should -BeNullOrEmpty
        }
        else {
            $refusal | Should -BeLike "CometSpeech needs PowerShell 7.4 or later, *This is PowerShell $Version. *https://*"
        }
    }

    It 'is refused in PowerShell 7.2 with an error, and no command is there' {
        $old = Copy-TestedModule (Join-Path $TestDrive old) -Edition Core
        $scriptPath = Join-Path (Split-Path $old) CometSpeech.psm1
        Edit-Text -Path $scriptPath -Pattern '\$PSVersionTable\.PSVersion' -Replacement '([version] ''7.2.24'')'
        $output = Invoke-BareProcess -Script "try { Import-Module '$old' } catch { `$_.ToString() }; @(Get-Command -Module CometSpeech -ListImported).Count; @(Get-Module CometSpeech).Count"
        $output[0] | Should -BeLike 'CometSpeech needs PowerShell 7.4 or later, *'
        $output[1..2] | Should -Be @('0', '0')
    }

    It 'is an error that says what to do, and leaves no command, with <File> <State>, in <Mode>' -ForEach @(
        foreach ($mode in 'FullLanguage', 'ConstrainedLanguage') {
            @{ File = 'CometSpeech.dll'; State = 'missing'; Mode = $mode }
            @{ File = 'CometSpeech.dll'; State = 'damaged'; Mode = $mode }
            @{ File = 'CometSpeech.Core.dll'; State = 'missing'; Mode = $mode }
        }
    ) {
        $broken = Copy-TestedModule (Join-Path $TestDrive "$File $State $Mode")
        foreach ($assembly in Get-ChildItem (Split-Path $broken) -Recurse -Filter $File) {
            if ($State -eq 'missing') {
                Remove-Item -LiteralPath $assembly.FullName
            }
            else {
                [IO.File]::WriteAllBytes($assembly.FullName, [IO.File]::ReadAllBytes($assembly.FullName)[0..2999])
            }
        }

        $output = Invoke-BareProcess -Script @"
            `$ExecutionContext.SessionState.LanguageMode = '$Mode'
            try { Import-Module '$broken' } catch { "`$_" }
            @(Get-Command -Module CometSpeech -ListImported).Count
            @(Get-Module CometSpeech).Count
"@
        $output.Count | Should -Be 3
        $output[0] | Should -BeLike "CometSpeech cannot be loaded from *$File*missing, damaged or blocked. Install it again, in a new session: Install-*"
        $output[1..2] | Should -Be @('0', '0')
    }

    It 'is an error that advises a new session when another version is loaded' {
        $nextManifest = Copy-TestedModule (Join-Path $TestDrive next) -Version 9.9.9
        $loaded = (Get-Command Get-CometVoice).ImplementingType.Assembly
        $copy = (Split-Path $nextManifest) + $loaded.Location.Substring($path.Length)
        Edit-AssemblyVersion -Path $copy -Version 9.9.9.0 -Loaded $loaded

        $output = Invoke-NewProcess "try { Import-Module '$nextManifest' -Force } catch { `$_.ToString() }; (Get-CometVoice).Count"
        $output[0] | Should -BeLike 'Another version of CometSpeech *. Start a new session to use this one.*'
        $output[-1] | Should -Be '10'
    }

    It 'is that error, too, where both versions are installed and PowerShell has looked into them for commands' {
        $installed = Join-Path $TestDrive sidebyside
        $null = New-Item (Join-Path $installed CometSpeech) -ItemType Directory
        $copies = foreach ($version in $manifest.Version, [version] '9.9.9') {
            $folder = [IO.Path]::Combine($installed, 'CometSpeech', $version)
            $null = Copy-TestedModule $folder -Version $version
            $folder
        }

        $loaded = (Get-Command Get-CometVoice).ImplementingType.Assembly
        $copy = $copies[1] + $loaded.Location.Substring($path.Length)
        Edit-AssemblyVersion -Path $copy -Version 9.9.9.0 -Loaded $loaded

        $look = "`$env:PSModuleAnalysisCachePath = '$(Join-Path $TestDrive cache)'; `$env:PSModulePath = '$installed'"
        Invoke-BareProcess -Script "$look; (Get-Command Get-CometVoice).Version.ToString(); Start-Sleep 1" | Should -Be '9.9.9'
        $output = Invoke-BareProcess -Script @"
            $look
            Import-Module CometSpeech -RequiredVersion $($manifest.Version)
            try { Import-Module CometSpeech -RequiredVersion 9.9.9 } catch { `$_.ToString() }
            @(Get-Module CometSpeech).Count
            (Get-CometVoice).Count
"@
        $output[0] | Should -BeLike 'Another version of CometSpeech *. Start a new session to use this one.*'
        $output[1..2] | Should -Be @('1', '10')
    }

    It 'does no harm when a copy of the same version is loaded' {
        $copy = Copy-TestedModule (Join-Path $TestDrive copy)
        Invoke-NewProcess "Import-Module '$copy' -ErrorAction Stop; (Get-CometVoice).Count" | Should -Be '10'
    }

    It 'knows both cases in Windows PowerShell, where .NET hands out the loaded assembly and says nothing' {
        # .NET does so everywhere for a copy of an assembly, so that the edition is all that has to be feigned.
        $first = Copy-TestedModule (Join-Path $TestDrive first) -Edition Desktop
        $copy = Copy-TestedModule (Join-Path $TestDrive second) -Edition Desktop
        $next = Copy-TestedModule (Join-Path $TestDrive third) -Edition Desktop -Version 9.9.9
        $script = @"
            Import-Module '$first', '$copy' -ErrorAction Stop
            (Get-CometVoice).Count
            try { Import-Module '$next' } catch { `$_.ToString() }
            (Get-CometVoice).Count
"@

        $output = Invoke-BareProcess -Script $script
        $output.Count | Should -Be 3
        $output[0] | Should -Be '10'
        $output[1] | Should -BeLike 'Another version of CometSpeech *. Start a new session to use this one.'
        $output[2] | Should -Be '10'
    }
}
