namespace CometSpeech.Core.Audio.Frames;

/// <summary>What the header of an MPEG audio or ADTS frame says.</summary>
/// <param name="Length">The frame's bytes, header included.</param>
/// <param name="Configuration">The header bits that all frames of one stream share.</param>
/// <param name="Samples">The samples per channel.</param>
/// <param name="SampleRate">In hertz.</param>
/// <param name="Channels">1 or more.</param>
internal readonly record struct FrameInfo(int Length, uint Configuration, int Samples, int SampleRate, int Channels)
{
    /// <summary>For messages, as in «24000 Hz, 1 channel(s)».</summary>
    public override string ToString() => $"{SampleRate} Hz, {Channels} channel(s)";
}
