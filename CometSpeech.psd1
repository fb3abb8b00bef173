@{
    RootModule             = 'CometSpeech.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '6d0f4d1e-6f5c-4c4b-9d39-2f0a3b7e8c51'
    Author                 = 'CometSpeech contributors'
    CompanyName            = 'CometSpeech'
    Copyright              = '(c) CometSpeech contributors. MIT License.'
    Description            = 'Turns text of any length into one correct audio file (mp3, opus, aac, flac, wav, pcm) through CometAPI''s OpenAI-compatible speech endpoint, or any server that speaks the same protocol. Text comes from the pipeline, files or CSV rows; ffmpeg is not needed; a run that was interrupted goes on where it stopped.'
    PowerShellVersion      = '5.1'
    # For Windows PowerShell; PowerShell 7 does not look at it.
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    FormatsToProcess       = @('CometSpeech.Format.ps1xml')
    CmdletsToExport        = @('ConvertTo-Speech', 'ConvertTo-SpokenText', 'Get-CometModel', 'Get-CometVoice', 'Set-CometApiKey', 'Get-CometApiKey', 'Remove-CometApiKey')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS', 'TextToSpeech', 'TTS', 'Speech', 'Audio', 'Voice', 'CometAPI', 'OpenAI', 'AI', 'mp3', 'opus', 'wav', 'flac', 'aac')
            LicenseUri   = 'https://github.com/CometSpeech/CometSpeech/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/CometSpeech/CometSpeech'
            IconUri      = 'https://raw.githubusercontent.com/CometSpeech/CometSpeech/main/docs/images/icon.png'
            ReleaseNotes = 'https://github.com/CometSpeech/CometSpeech/blob/main/CHANGELOG.md'
        }
    }
}
