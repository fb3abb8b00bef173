<#
.SYNOPSIS
Speaks a folder of texts on several machines through PowerShell remoting, and brings the audio home.

.DESCRIPTION
The machines need PowerShell 7 with an SSH remoting endpoint, and the module CometSpeech; they share no folder. Each gets every n-th
text and the key, which it keeps for the length of its session. The audio comes back through the session.

.EXAMPLE
./Invoke-SpeechFarm.ps1 -HostName build1, build2 -Path texts -Destination audio -ApiKey (Read-Host Key -AsSecureString)
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string[]] $HostName,
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Destination,
    [securestring] $ApiKey,
    [string] $Voice = 'alloy'
)

$ErrorActionPreference = 'Stop'
$folder = New-Item $Destination -ItemType Directory -Force
$files = @(Get-ChildItem -LiteralPath $Path -Filter *.txt -File)
$sessions = @(New-PSSession -HostName $HostName)
try {
    $jobs = for ($i = 0; $i -lt $sessions.Count; $i++) {
        $share = for ($j = $i; $j -lt $files.Count; $j += $sessions.Count) {
            @{ Name = $files[$j].BaseName; Text = Get-Content -LiteralPath $files[$j].FullName -Raw }
        }

        Invoke-Command -Session $sessions[$i] -AsJob -ArgumentList @($share), $ApiKey, $Voice -ScriptBlock {
            param($Share, $ApiKey, $Voice)
            if ($ApiKey) {
                Set-CometApiKey $ApiKey
            }

            foreach ($item in $Share) {
                @{ Name = $item.Name; Audio = ConvertTo-Speech $item.Text -Voice $Voice }
            }
        }
    }

    $jobs | Receive-Job -Wait -ErrorAction Continue | Where-Object Audio | ForEach-Object {
        $file = Join-Path $folder.FullName "$($_.Name).mp3"
        [IO.File]::WriteAllBytes($file, $_.Audio)
        Get-Item -LiteralPath $file
    }
}
finally {
    $sessions | Remove-PSSession
}
