namespace CometSpeech.Core.Wording;

/// <summary>What <see cref="TextCleaner"/> leaves alone although it would clean it off.</summary>
[Flags]
public enum TextCleanerOptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Emoji, pictographs and box-drawing stay.</summary>
    KeepEmoji = 1,

    /// <summary>Web addresses stay whole, in place of their host alone.</summary>
    KeepAddresses = 2,
}
