<#
.SYNOPSIS
Speaks a folder of texts and documents on several machines through PowerShell remoting, and brings audio and captions home.

.DESCRIPTION
The machines need PowerShell 7 with an SSH remoting endpoint, and the module CometSpeech; they share no folder. Each gets every n-th
file and the key, which it keeps for the length of its session. What it makes comes back through the session, and nothing of it
stays there but, with -CachePath, the parts that were paid for: in a folder of that machine, or of a share that all of them see.

.EXAMPLE
./Invoke-SpeechFarm.ps1 -HostName build1, build2 -Path texts -Destination audio -ApiKey (Read-Host Key -AsSecureString)

.EXAMPLE
./Invoke-SpeechFarm.ps1 -HostName build1, build2 -Path books -Destination audio -Extension m4b -Subtitle Vtt -CachePath /mnt/share/cache
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string[]] $HostName,
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Destination,
    [securestring] $ApiKey,
    [string] $Voice = 'alloy',
    [ValidateSet('mp3', 'opus', 'flac', 'wav', 'm4a', 'm4b')] [string] $Extension = 'mp3',
    [ValidateSet('Srt', 'Vtt')] [string[]] $Subtitle = @(),
    [string] $CachePath
)

$ErrorActionPreference = 'Stop'
$kinds = '.txt', '.md', '.html', '.epub', '.docx'
$folder = New-Item $Destination -ItemType Directory -Force
$files = @(Get-ChildItem -LiteralPath $Path -File | Where-Object Extension -In $kinds)
$options = @{ Voice = $Voice }
if ($Subtitle) {
    $options.Subtitle = $Subtitle
}

if ($CachePath) {
    $options.CachePath = $CachePath
}

$sessions = @(New-PSSession -HostName $HostName)
$places = @{}
try {
    $jobs = for ($i = 0; $i -lt $sessions.Count; $i++) {
        $place = Invoke-Command -Session $sessions[$i] {
            (New-Item (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())) -ItemType Directory).FullName
        }

        $places[$sessions[$i].InstanceId] = $place
        for ($j = $i; $j -lt $files.Count; $j += $sessions.Count) {
            Copy-Item -LiteralPath $files[$j].FullName -Destination $place -ToSession $sessions[$i]
        }

        Invoke-Command -Session $sessions[$i] -AsJob -ArgumentList $place, $ApiKey, $Extension, $options -ScriptBlock {
            param($Place, $ApiKey, $Extension, $Options)
            if ($ApiKey) {
                Set-CometApiKey $ApiKey
            }

            $ending = ".$Extension"
            Get-ChildItem -LiteralPath $Place -File |
                ConvertTo-Speech -OutFile { Join-Path $Place "audio/$($_.BaseName)$ending" } @Options -ErrorAction Continue
        }
    }

    $jobs | Receive-Job -Wait -ErrorAction Continue
    foreach ($session in $sessions) {
        $place = $places[$session.InstanceId]
        $made = Invoke-Command -Session $session { (Get-ChildItem "$using:place/audio" -File -ErrorAction Ignore).FullName }
        foreach ($file in $made) {
            Copy-Item -LiteralPath $file -Destination $folder.FullName -FromSession $session
            Get-Item -LiteralPath (Join-Path $folder.FullName (Split-Path $file -Leaf))
        }
    }
}
finally {
    foreach ($session in $sessions | Where-Object { $places[$_.InstanceId] }) {
        $place = $places[$session.InstanceId]
        Invoke-Command -Session $session { Remove-Item -LiteralPath $using:place -Recurse -Force } -ErrorAction SilentlyContinue
    }

    $sessions | Remove-PSSession
}
