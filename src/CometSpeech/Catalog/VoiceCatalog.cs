namespace CometSpeech.Catalog;

/// <summary>Which voice goes with which model, as CometAPI's pages say it.</summary>
internal static class VoiceCatalog
{
    private static readonly string[] s_all = ModelNames.All;

    // CometAPI's pages for tts-1 leave this voice out, though the endpoint's page lists it.
    private static readonly string[] s_newest = [ModelNames.Gpt4oMiniTts];

    public static readonly IReadOnlyList<CometVoice> Voices = (CometVoice[])
    [
        new(VoiceNames.Alloy, s_all, isDefault: true),
        new(VoiceNames.Ash, s_all),
        new(VoiceNames.Ballad, s_newest),
        new(VoiceNames.Coral, s_all),
        new(VoiceNames.Echo, s_all),
        new(VoiceNames.Fable, s_all),
        new(VoiceNames.Onyx, s_all),
        new(VoiceNames.Nova, s_all),
        new(VoiceNames.Sage, s_all),
        new(VoiceNames.Shimmer, s_all),
    ];
}
