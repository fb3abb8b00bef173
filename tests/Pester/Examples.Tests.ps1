[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '',
    Justification = 'Pester hands variables on from block to block.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidOverwritingBuiltInCmdlets', '',
    Justification = 'Stand-ins for what is not asked.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseShouldProcessForStateChangingFunctions', '',
    Justification = 'Stand-ins for what is not asked.')]
param()

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    $root = Split-Path (Split-Path $PSScriptRoot)
    $examples = @(
        foreach ($command in Get-Command -Module CometSpeech) {
            foreach ($example in (Get-Help $command.Name -Full).Examples.Example) {
                @{ Source = $command.Name; Title = $example.Title.Trim(' -'); Code = $example.Code }
            }
        }
        foreach ($page in 'README.md', 'docs/en-US/about_CometSpeech.md', 'docs/examples/self-hosted.md',
            'docs/examples/scheduled-task.md') {
            $number = 0
            $text = Get-Content (Join-Path $root $page) -Raw -Encoding utf8
            foreach ($block in [regex]::Matches($text, '(?ms)^```powershell\r?\n(?<code>.*?)^```')) {
                @{ Source = $page; Title = "block $((++$number))"; Code = $block.Groups['code'].Value }
            }
        }
    )
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'PesterSupport.psm1')
    Import-TestedModule
    Enter-TestEnvironment (New-Item TestDrive:\config -ItemType Directory).FullName
    $server = Start-SpeechServer
    $module = Get-TestedModulePath
    $modulePath = $env:PSModulePath
    # Where the module is staged it has a folder of its name above that of its version: by its name it is found there.
    $isNamed = 'CometSpeech' -in (Split-Path $module -Leaf), (Split-Path (Split-Path $module) -Leaf)
    $named = Split-Path $module
    if ((Split-Path $module -Leaf) -ne 'CometSpeech') {
        $named = Split-Path $named
    }

    # A vault that keeps what it is given, for machines without SecretManagement.
    $vault = New-Item TestDrive:\vault\Microsoft.PowerShell.SecretManagement -ItemType Directory
    Set-Content (Join-Path $vault.FullName Microsoft.PowerShell.SecretManagement.psm1) @'
if (-not $global:ExampleSecret) { $global:ExampleSecret = @{} }
function Register-SecretVault { param($Name, $ModuleName) }
function Set-Secret { param($Name, $Secret, $Vault) $global:ExampleSecret["$Vault/$Name"] = $Secret }
function Get-Secret { param($Name, $Vault) $global:ExampleSecret["$Vault/$Name"] }
function Remove-Secret { param($Name, $Vault) $global:ExampleSecret.Remove("$Vault/$Name") }
'@
    $env:PSModulePath = (Split-Path $vault.FullName), $named, $modulePath -join [IO.Path]::PathSeparator
}

AfterAll {
    $env:PSModulePath = $modulePath
    Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
    Remove-Variable ExampleSecret -Scope Global -ErrorAction Ignore
    $null = Stop-SpeechServer $server
    Exit-TestEnvironment
}

Describe 'Examples of Get-Help and of pages' {
    BeforeEach {
        $path = $env:PATH
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location -LiteralPath $folder.FullName
        Set-Content notes.txt 'Good morning.', '', 'This is note 1.'
        Set-Content book.txt (1..200 | ForEach-Object { "Sentence $_ of this book says it at some length." })
        Set-Content play.csv 'Voice,Text', 'sage,"Who is there, so late?"', 'ash,Nobody.', ',A door shuts.'
        Set-Content README.md '# Project', '', 'It does *much*.', '', '## Install', '', 'Run it.', '', '## Use', '', '- Once.'
        Export-TestBook (Join-Path $folder.FullName book.epub)
        Set-Content training.md '# Training', '', 'Open the door.', '', 'Close it.'
        Set-Content words.csv 'Text,Spoken', 'kubectl,cube control'
        $null = New-Item docs/sub -ItemType Directory
        Set-Content docs/a.md '# A', '', 'It needs kubectl.'
        Set-Content docs/sub/b.md '# B', '', 'Two.'
        Set-Content phrases.txt 'Var ligger stationen?', 'Nu regnar det.'
        Set-Content episode.md '# The white whale', '', 'It swims.', '', '# The end', '', 'It dives.'
        $picture = [Convert]::FromBase64String(
            '/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAg+Pkk+SVVVVVVVVWRdZGhoaGRkZGRoaG' +
            'hwcHCDg4NwcHBoaHBwfHyDg4+Tj4eHg4eTk5ubm7q6srLZ2eD/////xABMAAEBAAAAAAAAAAAAAAAAAAAABgEBAQAA' +
            'AAAAAAAAAAAAAAAABgcQAQAAAAAAAAAAAAAAAAAAAAARAQAAAAAAAAAAAAAAAAAAAAD/wAARCAAIAAgDASIAAhEAAx' +
            'EA/9oADAMBAAIRAxEAPwCLAFF/f//Z')
        [IO.File]::WriteAllBytes((Join-Path $folder.FullName cover.jpg), $picture)
        Set-Content comet.key 'sk-0123456789-file'
        foreach ($address in 'https://api.cometapi.com/v1', 'https://speech.example.org/v1') {
            Set-CometApiKey 'sk-0123456789-sess' -BaseUri $address
        }
    }

    AfterEach {
        $env:PATH = $path
        $env:COMETAPI_BASE_URL = $null
        # An example imports it with a prefix.
        Import-TestedModule
        Get-CometApiKey | Remove-CometApiKey
        Pop-Location
    }

    It '<Source>, <Title>' -ForEach $examples {
        Skip-TestUnless ($Code -notmatch 'Register-ScheduledTask') 'it would put a task into the system'
        Skip-TestUnless ($isNamed -or $Code -notmatch 'Import-Module') 'the tested module lies in a folder of another name'
        # The person at the keyboard: types a key where one is asked for, and says yes.
        # CometAPI's catalogue lies beside /v1.
        $PSDefaultParameterValues = @{
            'ConvertTo-Speech:BaseUri' = $server.BaseUri
            'Get-CometModel:BaseUri'   = $server.BaseUri -replace '/v1$', '/api'
            '*:Confirm'                = $false
        }

        if ($Code -match '(?m)^Set-CometApiKey(?!.*-ApiKey)') {
            $PSDefaultParameterValues['Set-CometApiKey:ApiKey'] = 'sk-0123456789-type'
        }

        if ($Code -match '-Verify') {
            $PSDefaultParameterValues['Set-CometApiKey:BaseUri'] = $server.BaseUri
        }

        # What the page sets for the session, in another block.
        if ($Code -match '\$env:COMETAPI_BASE_URL') {
            $env:COMETAPI_BASE_URL = $server.BaseUri
        }

        # Nothing is installed, and the web is not asked.
        function Install-PSResource { }
        function Set-SecretStoreConfiguration { }
        function Read-Host { (New-Object Net.NetworkCredential '', 'sk-0123456789-type').SecurePassword }
        function Invoke-RestMethod { "<html>`n<body><p>A page of the web.</p></body>`n</html>" }
        # -Play, and ffplay, need a loudspeaker. On Linux the first player that is looked for is a script.
        $player = New-Item (Join-Path $folder.FullName players) -ItemType Directory
        Set-Content (Join-Path $player.FullName pw-cat) '#!/bin/sh', "cat > '$(Join-Path $folder.FullName played)'"
        if ($IsLinux) {
            chmod 755 (Join-Path $player.FullName pw-cat)
            $env:PATH = $player.FullName + [IO.Path]::PathSeparator + $path
        }
        function ffplay { Set-Content played "$(@($input).Count) piece" }
        $script = $Code -replace 'http://[\d.:]+/v1', $server.BaseUri -replace '~/', './' -replace '-Confirm\b'
        # The local server has no other voices and models than the service.
        $script = $script -replace 'kokoro', 'tts-1' -replace 'af_sky', 'sage'
        if (-not $IsLinux) {
            $script = $script -replace ' -Play (?=-OutFile)', ' ' -replace ' -Play\b', ' | ffplay'
        }

        $ErrorActionPreference = 'Stop'
        . ([scriptblock]::Create($script)) | Out-Null

        # What -WhatIf stands in makes nothing.
        $paid = $Code -split '\r?\n' -notmatch '-WhatIf' -join "`n"
        foreach ($match in [regex]::Matches($paid, '(?<=-OutFile |Export-Csv )[\w-]+\.\w+')) {
            $match.Value | Should -Exist
        }

        $made = Get-ChildItem -Recurse -File |
            Where-Object { $_.Extension -in '.mp3', '.wav', '.flac', '.m4a', '.m4b' -or $_.Name -eq 'played' }
        [bool] $made | Should -Be ($paid -match 'ConvertTo-Speech')
    }
}
