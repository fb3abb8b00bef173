[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester hands variables on from block to block.')]
param()

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module ([IO.Path]::Combine($root, 'build', 'Release.psm1'))
    $changelogPath = Join-Path $TestDrive CHANGELOG.md
    $newest = [datetime]::UtcNow.ToString('yyyy-MM-dd')

    # Writes a copy of the repository's manifest with another version, and gives its path.
    function Write-Manifest {
        param([string] $Version = '0.2.0', [string] $Prerelease, [string] $Path = (Join-Path $TestDrive CometSpeech.psd1))

        $text = [IO.File]::ReadAllText((Join-Path $root CometSpeech.psd1)) -replace '(?<=ModuleVersion\s*=\s*)''[^'']+''', "'$Version'"
        if ($Prerelease) {
            $text = $text -replace '(?m)^(\s*)(?=Tags)', "`$1Prerelease = '$Prerelease'`n`$1"
        }

        [IO.File]::WriteAllText($Path, $text)
        $Path
    }

    function Write-Changelog {
        param([string] $Text)

        [IO.File]::WriteAllText($changelogPath, "# Changelog`n`nAbout it.`n`n$Text")
    }
}

Describe 'A version' {
    It 'is <Expected> of <Version> and ''<Prerelease>''' -ForEach @(
        @{ Version = '0.2.0'; Prerelease = ''; Expected = '0.2.0' }
        @{ Version = '0.2.0'; Prerelease = 'preview1'; Expected = '0.2.0-preview1' }
    ) {
        Get-PackageVersion (Write-Manifest $Version $Prerelease) | Should -BeExactly $Expected
    }

    It 'is refused where the Gallery would refuse it: <Version> and ''<Prerelease>''' -ForEach @(
        @{ Version = '0.2.0'; Prerelease = 'preview.1' }
        @{ Version = '0.2.0'; Prerelease = '1preview' }
        @{ Version = '0.2'; Prerelease = 'preview1' }
    ) {
        { Get-PackageVersion (Write-Manifest $Version $Prerelease) } | Should -Throw '*is no prerelease*'
    }

    # No SDK is there.
    It 'of a prerelease stands in the assemblies and the bill of materials, its folder is named without it' -Tag NotInWine {
        $manifest = Write-Manifest 7.8.9 preview1
        $project = [IO.Path]::Combine($root, 'src', 'CometSpeech')
        $output = dotnet msbuild $project -nologo -getProperty:Version -getProperty:StagePath -getProperty:BillPath "-p:ManifestPath=$manifest"
        $properties = ($output | Out-String | ConvertFrom-Json).Properties
        $properties.Version | Should -BeExactly '7.8.9-preview1'
        $properties.StagePath | Should -BeLike '*out/CometSpeech/7.8.9/'
        $properties.BillPath | Should -BeLike '*CometSpeech.7.8.9-preview1.cdx.json'
    }
}

Describe 'A prerelease in a repository' {
    It 'is installed with -Prerelease only, beside an older version' {
        Skip-TestWithoutModule Microsoft.PowerShell.PSResourceGet
        $stable = Join-Path $TestDrive 'stable/CometSpeech'
        $preview = Join-Path $TestDrive 'preview/CometSpeech'
        foreach ($path in $stable, $preview) {
            $null = New-Item (Split-Path $path) -ItemType Directory
            Copy-Item -LiteralPath (Get-TestedModulePath) $path -Recurse
        }

        $null = Write-Manifest 7.8.8 -Path (Join-Path $stable CometSpeech.psd1)
        $null = Write-Manifest 7.8.9 preview1 -Path (Join-Path $preview CometSpeech.psd1)
        $repository = "CometSpeech-$([guid]::NewGuid())"
        $folder = New-Item (Join-Path $TestDrive repository) -ItemType Directory
        $target = New-Item (Join-Path $TestDrive installed) -ItemType Directory
        Register-PSResourceRepository $repository -Uri $folder.FullName -Trusted
        try {
            Publish-PSResource -Path $stable -Repository $repository
            Publish-PSResource -Path $preview -Repository $repository
            (Get-ChildItem $folder -Filter *.nupkg).Name | Sort-Object | Should -Be @('CometSpeech.7.8.8.nupkg', 'CometSpeech.7.8.9-preview1.nupkg')

            Save-PSResource CometSpeech -Repository $repository -Path $target.FullName
            (Get-ChildItem (Join-Path $target CometSpeech)).Name | Should -Be @('7.8.8')
            Save-PSResource CometSpeech -Prerelease -Repository $repository -Path $target.FullName
            (Get-ChildItem (Join-Path $target CometSpeech)).Name | Sort-Object | Should -Be @('7.8.8', '7.8.9')
        }
        finally {
            Unregister-PSResourceRepository $repository
        }
    }
}

Describe 'A release' {
    It 'goes through with a changelog that begins with the version, its date and what is new' {
        Write-Changelog "## 0.2.0 - $newest`n`n### Added`n`n- A thing.`n`n## 0.1.0 - 2026-01-02`n`n- All."
        Confirm-Release (Write-Manifest) $changelogPath
        Confirm-Release (Write-Manifest) $changelogPath -Tag v0.2.0
    }

    It 'goes through for a prerelease with a section of its own' {
        Write-Changelog "## [0.2.0-preview1] - $newest`n`n- A thing."
        Confirm-Release (Write-Manifest -Prerelease preview1) $changelogPath -Tag v0.2.0-preview1
    }

    It 'is refused: <Because>' -ForEach @(
        @{ Because = 'Unreleased'; Changelog = "## 0.2.0 - Unreleased`n`n- A thing."; Message = '*0.2.0 the date ''Unreleased''*' }
        @{ Because = 'no date'; Changelog = "## 0.2.0`n`n- A thing."; Message = '*0.2.0 the date ''''*' }
        @{ Because = 'no such day'; Changelog = "## 0.2.0 - 2026-02-30`n`n- A thing."; Message = '*the date ''2026-02-30''*' }
        @{ Because = 'a day to come'; Changelog = "## 0.2.0 - 2999-01-01`n`n- A thing."; Message = '*the date ''2999-01-01''*' }
        @{ Because = 'another form'; Changelog = "## 0.2.0 - 26.11.2026`n`n- A thing."; Message = '*the date ''26.11.2026''*' }
        @{ Because = 'lines that are in no version'; Changelog = "## [Unreleased]`n`n- More.`n`n## 0.2.0 - 2026-01-02`n`n- A thing."; Message = '*begins with ''Unreleased'', not with 0.2.0*' }
        @{ Because = 'another version'; Changelog = "## 0.1.0 - 2026-01-02`n`n- A thing."; Message = '*begins with ''0.1.0''*' }
        @{ Because = 'a longer version'; Changelog = "## 0.2.0-preview1 - 2026-01-02`n`n- A thing."; Message = '*begins with ''0.2.0-preview1''*' }
        @{ Because = 'nothing to tell'; Changelog = "## 0.2.0 - 2026-01-02`n`n## 0.1.0 - 2026-01-02`n`n- All."; Message = '*says nothing about 0.2.0*' }
        @{ Because = 'an empty changelog'; Changelog = ''; Message = '*begins with ''''*' }
        @{ Because = 'another tag'; Changelog = "## 0.2.0 - 2026-01-02`n`n- A thing."; Tag = 'v0.2.1'; Message = 'The tag is v0.2.1, the manifest''s version 0.2.0.' }
    ) {
        Write-Changelog $Changelog
        $arguments = if ($_['Tag']) { @{ Tag = $Tag } } else { @{} }
        { Confirm-Release (Write-Manifest) $changelogPath @arguments } | Should -Throw $Message
    }
}

Describe 'Release notes' {
    It 'are what the version''s section of the changelog begins with' {
        Write-Changelog "## 0.2.0 - Unreleased`n`nIt's new:`n`n- ``x``.`n`n### Added`n`n- A thing.`n`n## 0.1.0`n`n- All."
        Get-ReleaseNote (Write-Manifest) $changelogPath | Should -BeExactly "It's new:`n`n- x.`n`nAll changes: https://github.com/CometSpeech/CometSpeech/blob/main/CHANGELOG.md"
    }

    It 'are all of the section where it begins with a heading, without Markdown''s signs' {
        Write-Changelog "## 0.3.0 - $newest`n`n- Later.`n`n## 0.2.0 - Unreleased`n`n### Added`n`n- A thing: it's ``x``.`n`n### Fixed`n`n- Two.`n`n## 0.1.0`n`n- All."
        Get-ReleaseNote (Write-Manifest) $changelogPath | Should -BeExactly "Added`n`n- A thing: it's x.`n`nFixed`n`n- Two."
    }

    It 'of a prerelease are those of its own section, or of the version that it comes before' {
        $manifest = Write-Manifest -Prerelease preview1
        Write-Changelog "## 0.2.0 - Unreleased`n`n- A thing."
        Get-ReleaseNote $manifest $changelogPath | Should -BeExactly '- A thing.'
        Write-Changelog "## 0.2.0-preview1 - $newest`n`n- Early.`n`n## 0.2.0 - Unreleased`n`n- A thing."
        Get-ReleaseNote $manifest $changelogPath | Should -BeExactly '- Early.'
    }

    It 'are an error for a version that the changelog does not have' {
        Write-Changelog "## 0.1.0`n`n- All."
        { Get-ReleaseNote (Write-Manifest) $changelogPath } | Should -Throw '*no section 0.2.0*'
    }

    It 'stand in the manifest as they are, again and again' {
        $manifest = Write-Manifest
        foreach ($text in "It's `$1 and `$(x)`n'@`n- ``two`` $([char]0x2018)quotes$([char]0x2019)", 'Short.') {
            Set-ReleaseNote $manifest $text
            $data = Import-PowerShellDataFile $manifest
            $data.PrivateData.PSData.ReleaseNotes | Should -BeExactly $text
            $data.ModuleVersion | Should -Be '0.2.0'
        }
    }

    It 'are refused where the Gallery would refuse them' {
        { Set-ReleaseNote (Write-Manifest) ('x' * 35001) } | Should -Throw '*the Gallery takes 35000*'
    }

    It 'of this repository can be made, and fit' {
        $notes = Get-ReleaseNote (Join-Path $root CometSpeech.psd1) (Join-Path $root CHANGELOG.md)
        $notes | Should -Match 'ConvertTo-'
        $notes.Length | Should -BeLessThan 35000
    }
}
