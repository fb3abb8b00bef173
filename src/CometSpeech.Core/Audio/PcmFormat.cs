namespace CometSpeech.Core.Audio;

/// <summary>How raw samples of 16 bits lie behind each other; their bytes do not tell.</summary>
/// <param name="SampleRate">In hertz, 1 or more.</param>
/// <param name="Channels">Channels, 1 or more.</param>
/// <param name="IsBigEndian">
/// Whether the high byte comes first, as RFC 2586 asks for in <c>audio/L16</c>; not every server obeys it.
/// </param>
public sealed record PcmFormat(int SampleRate, int Channels, bool IsBigEndian = false)
{
    /// <summary>What the endpoint sends, and what a server means that says nothing: 24 kHz, mono.</summary>
    public static PcmFormat Default { get; } = new(24_000, 1);

    /// <summary>
    /// The highest rate that a recording can have, in hertz. A header that tells more is wrong, and a second of silence
    /// at its rate could fill a disk.
    /// </summary>
    internal const int HighestRate = 768_000;

    /// <summary>The most channels that a recording can have: twice those of a cinema.</summary>
    internal const int MostChannels = 32;

    /// <summary>Bytes of one sample of all channels.</summary>
    internal int BlockAlign => 2 * Channels;

    /// <summary>For messages, as in «24000 Hz, 1 channel(s)».</summary>
    public override string ToString() => FormattableString.Invariant($"{SampleRate} Hz, {Channels} channel(s)");
}
