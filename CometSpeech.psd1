@{
    RootModule             = 'CometSpeech.psm1'
    ModuleVersion          = '0.2.0'
    GUID                   = '6d0f4d1e-6f5c-4c4b-9d39-2f0a3b7e8c51'
    Author                 = 'CometSpeech contributors'
    CompanyName            = 'CometSpeech'
    Copyright              = '(c) CometSpeech contributors. MIT License.'
    Description            = 'Text to speech from the pipeline: turns text of any length, Markdown, web pages, EPUB and Word files, or the rows of a table, into one audio file (mp3, opus, aac, flac, wav, pcm, and m4b audiobooks) with chapters, tags, cover and captions, or into sound at once. It asks CometAPI''s OpenAI-compatible speech endpoint, or any server with the same protocol. Files need no other program; a run that was interrupted goes on where it stopped, and pays for the rest only. For PowerShell 7.4 and later, and Windows PowerShell 5.1. Not made by CometAPI.'
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
            # A prerelease has its line here: Prerelease = 'preview1'
            Tags         = @('PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS', 'TextToSpeech', 'TTS', 'Speech', 'Voice', 'Audio', 'Audiobook', 'EPUB', 'Markdown', 'DOCX', 'Subtitles', 'Captions', 'CometAPI', 'OpenAI', 'AI', 'mp3', 'opus', 'wav', 'flac', 'aac', 'm4b')
            LicenseUri   = 'https://github.com/CometSpeech/CometSpeech/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/CometSpeech/CometSpeech'
            IconUri      = 'https://raw.githubusercontent.com/CometSpeech/CometSpeech/main/docs/images/icon.png'
            # In a package: the section of the changelog, as text.
            ReleaseNotes = 'https://github.com/CometSpeech/CometSpeech/blob/main/CHANGELOG.md'
        }
    }
}
