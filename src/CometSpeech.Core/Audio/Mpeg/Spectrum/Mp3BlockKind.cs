namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>How the lines of a granule are shared by its windows.</summary>
internal enum Mp3BlockKind
{
    /// <summary>One window.</summary>
    Long,

    /// <summary>One window in the two lowest subbands, three short ones above.</summary>
    Mixed,

    /// <summary>Three short windows.</summary>
    Short,
}
