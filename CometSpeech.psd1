@{
    RootModule           = 'CometSpeech.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '6d0f4d1e-6f5c-4c4b-9d39-2f0a3b7e8c51'
    Author               = 'CometSpeech contributors'
    CompanyName          = 'CometSpeech'
    Copyright            = '(c) CometSpeech contributors. MIT License.'
    Description          = 'Turns text of any length into one correct audio file (mp3, opus, aac, flac, wav, pcm) through CometAPI''s OpenAI-compatible speech endpoint, or any server that speaks the same protocol.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    FormatsToProcess     = @('CometSpeech.Format.ps1xml')
    CmdletsToExport      = @('ConvertTo-Speech', 'Get-CometVoice', 'Set-CometApiKey', 'Get-CometApiKey', 'Remove-CometApiKey')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS', 'TextToSpeech', 'TTS', 'Speech', 'Audio', 'CometAPI', 'OpenAI', 'mp3')
        }
    }
}
