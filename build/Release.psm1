# What build.ps1 and the pipeline ask before a release, and what they tell of it.
Set-StrictMode -Version 3.0

<#
.SYNOPSIS
The version of the package that a manifest describes: 0.2.0, or 0.2.0-preview1 with Prerelease = 'preview1' in PSData.
#>
function Get-PackageVersion {
    param([Parameter(Mandatory = $true)] [string] $ManifestPath)

    $manifest = Import-PowerShellDataFile -LiteralPath $ManifestPath
    $prerelease = $manifest.PrivateData.PSData['Prerelease']
    if (-not $prerelease) {
        return $manifest.ModuleVersion
    }

    # What the Gallery takes.
    if ($prerelease -cnotmatch '^[A-Za-z][0-9A-Za-z]*$' -or $manifest.ModuleVersion -notmatch '^\d+\.\d+\.\d+$') {
        throw "'$prerelease' of $($manifest.ModuleVersion) is no prerelease: letters and digits follow a version of three numbers."
    }

    "$($manifest.ModuleVersion)-$prerelease"
}

<#
.SYNOPSIS
The sections of a changelog, newest first: Version, Date (empty where none stands) and Text.
#>
function Get-ChangelogSection {
    param([Parameter(Mandatory = $true)] [string] $Path)

    $text = [IO.File]::ReadAllText($Path) -replace '\r\n', "`n"
    foreach ($section in [regex]::Matches($text, '(?ms)^## \[?(?<version>[^\]\s]+)\]?(?: - (?<date>[^\n]*))?\n(?<text>.*?)(?=^## |\z)')) {
        [pscustomobject]@{
            Version = $section.Groups['version'].Value
            Date    = $section.Groups['date'].Value.Trim()
            Text    = $section.Groups['text'].Value.Trim()
        }
    }
}

<#
.SYNOPSIS
Throws unless a changelog begins with the manifest's version, its date and what is new.

.PARAMETER Tag
The name of the tag that makes the release, which must be the version's.
#>
function Confirm-Release {
    param(
        [Parameter(Mandatory = $true)] [string] $ManifestPath,
        [Parameter(Mandatory = $true)] [string] $ChangelogPath,
        [string] $Tag
    )

    $version = Get-PackageVersion $ManifestPath
    if ($Tag -and $Tag -cne "v$version") {
        throw "The tag is $Tag, the manifest's version $version."
    }

    $section = Get-ChangelogSection $ChangelogPath | Select-Object -First 1
    $newest = if ($section) { $section.Version }
    if ($newest -cne $version) {
        throw "The changelog begins with '$newest', not with $version, which is to be released."
    }

    $date = [datetime]::MinValue
    # Where it is tomorrow already somebody may write the changelog.
    if (-not [datetime]::TryParseExact($section.Date, 'yyyy-MM-dd', [cultureinfo]::InvariantCulture, 'None', [ref] $date) -or
        $date -gt [datetime]::UtcNow.AddDays(1)) {
        throw "The changelog gives $version the date '$($section.Date)'. It must be the day of the release, such as $([datetime]::UtcNow.ToString('yyyy-MM-dd'))."
    }

    if (-not $section.Text) {
        throw "The changelog says nothing about $version."
    }
}

<#
.SYNOPSIS
What the changelog says of the manifest's version, as text for those who read it in a console or on the Gallery's page:
what stands before the section's first heading, or all of it where nothing does.
#>
function Get-ReleaseNote {
    param(
        [Parameter(Mandatory = $true)] [string] $ManifestPath,
        [Parameter(Mandatory = $true)] [string] $ChangelogPath
    )

    $manifest = Import-PowerShellDataFile -LiteralPath $ManifestPath
    # A prerelease that has no section of its own is on the way to its version.
    $versions = (Get-PackageVersion $ManifestPath), $manifest.ModuleVersion
    $sections = @(Get-ChangelogSection $ChangelogPath)
    $section = $versions | ForEach-Object { $version = $_; $sections | Where-Object Version -CEQ $version } | Select-Object -First 1
    if (-not $section) {
        throw "The changelog has no section $($versions[0])."
    }

    $introduction = ($section.Text -split '(?m)^### ')[0].Trim()
    $text = $(if ($introduction) { $introduction } else { $section.Text }) -replace '(?m)^### |`', ''
    if ($introduction -and $introduction -ne $section.Text) {
        $text += "`n`nAll changes: $($manifest.PrivateData.PSData.ReleaseNotes)"
    }

    $text
}

<#
.SYNOPSIS
Puts the release notes into a manifest, in place of those that stand there.
#>
function Set-ReleaseNote {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true)] [string] $ManifestPath,
        [Parameter(Mandatory = $true)] [string] $Text
    )

    # The Gallery takes no more.
    if ($Text.Length -gt 35000) {
        throw "The release notes have $($Text.Length) characters; the Gallery takes 35000."
    }

    $manifest = [IO.File]::ReadAllText($ManifestPath)
    $notes = [regex]::Match($manifest, '(?m)(?<=^\s*ReleaseNotes\s*=\s*)''(?:[^'']|'''')*''')
    if (-not $notes.Success) {
        throw "'$ManifestPath' has no ReleaseNotes to replace."
    }

    if ($PSCmdlet.ShouldProcess($ManifestPath, 'Set release notes')) {
        $value = "'" + [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($Text) + "'"
        $manifest = $manifest.Remove($notes.Index, $notes.Length).Insert($notes.Index, $value)
        # Without a mark Windows PowerShell reads what is beyond ASCII wrongly.
        $encoding = New-Object Text.UTF8Encoding ($manifest -match '[^\x00-\x7F]')
        [IO.File]::WriteAllText($ManifestPath, $manifest, $encoding)
    }
}

Export-ModuleMember -Function Get-PackageVersion, Confirm-Release, Get-ReleaseNote, Set-ReleaseNote
