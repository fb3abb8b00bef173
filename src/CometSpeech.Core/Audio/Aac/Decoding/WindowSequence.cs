namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>window_sequence (ISO/IEC 14496-3, table 4.109).</summary>
internal enum WindowSequence
{
    /// <summary>ONLY_LONG_SEQUENCE: a window over 2048 samples.</summary>
    OnlyLong,

    /// <summary>LONG_START_SEQUENCE: one whose end is as steep as a short one's.</summary>
    LongStart,

    /// <summary>EIGHT_SHORT_SEQUENCE: eight windows over 256 samples.</summary>
    EightShort,

    /// <summary>LONG_STOP_SEQUENCE: one whose beginning is as steep as a short one's.</summary>
    LongStop,
}
