<#
.SYNOPSIS
A runbook for Azure Automation: speaks the texts of a blob container into another one.

.DESCRIPTION
Runtime PowerShell 7.4, with the modules Az.Accounts, Az.Storage and CometSpeech in its environment. The key lies in an
encrypted variable of the Automation account. The account's managed identity may read and write the storage account's blobs.
The sandbox has no ffmpeg, and needs none.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $StorageAccountName,
    [string] $TextContainer = 'texts',
    [string] $AudioContainer = 'audio',
    [string] $Voice = 'alloy'
)

$ErrorActionPreference = 'Stop'
$null = Connect-AzAccount -Identity
$storage = New-AzStorageContext -StorageAccountName $StorageAccountName -UseConnectedAccount
Set-CometApiKey (Get-AutomationVariable -Name CometApiKey)

$folder = New-Item (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())) -ItemType Directory
try {
    $null = Get-AzStorageBlob -Container $TextContainer -Context $storage |
        Get-AzStorageBlobContent -Destination $folder.FullName -Context $storage

    Get-ChildItem -LiteralPath $folder.FullName -Filter *.txt -File |
        ConvertTo-Speech -Voice $Voice -OutDirectory (Join-Path $folder.FullName 'audio') -PassThru -ErrorAction Continue |
        ForEach-Object {
            $null = Set-AzStorageBlobContent -File $_.FullName -Container $AudioContainer -Context $storage -Force
            "$($_.Name): $($_.Duration), $($_.Characters) characters"
        }
}
finally {
    # A worker of one's own keeps its disk.
    Remove-Item -LiteralPath $folder.FullName -Recurse -Force
}
