using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio;

/// <summary>What the frames of a part or of a joined file say about it; found in one pass, without decoding.</summary>
public sealed class AudioProperties
{
    /// <summary>The format of the bytes, which need not be the one that was asked for.</summary>
    public required AudioFormat Format { get; init; }

    /// <summary>
    /// Samples per second and channel, in hertz; 48,000 for Opus, whose granule positions count at that rate (RFC 7845,
    /// 4).
    /// </summary>
    public required int SampleRate { get; init; }

    /// <summary>Channels, 1 or more.</summary>
    public required int Channels { get; init; }

    /// <summary>
    /// Samples per channel: for Opus without pre-skip and end trim; for MP3 those of all frames, as players count a
    /// file's duration (encoder delay and padding are in it).
    /// </summary>
    public required long SampleCount { get; init; }

    /// <summary>
    /// The bytes end inside a frame, page or declared size: the part was cut short. What was whole has been kept.
    /// </summary>
    public bool IsTruncated { get; init; }

    /// <summary>
    /// Audio is missing at the end: the last frame or page, or what a header declares, did not come. A cut sample
    /// alone, or the few bytes by which servers miscount a header, are no more than <see cref="IsTruncated"/>.
    /// </summary>
    public bool IsIncomplete { get; init; }

    /// <summary>
    /// A header tells of a few more frames than came, and each that came is whole: cut between two frames, or
    /// miscounted. Of many more, the part is <see cref="IsIncomplete"/>.
    /// </summary>
    public bool IsDoubtful { get; init; }

    /// <summary>
    /// All samples are silence. Seen where samples are plain (wav, pcm); false for the other formats.
    /// </summary>
    public bool IsSilent { get; init; }

    /// <summary>What was mended or left out, in sentences for a person; empty as a rule.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// How the samples of a raw part lie, which its bytes do not tell; null for other formats and for joined files.
    /// </summary>
    public PcmFormat? Pcm { get; init; }

    /// <summary>What the other parts of its file must have, too; null for joined files.</summary>
    internal AudioConfiguration? Configuration { get; init; }

    /// <summary>
    /// How loud the part is from step to step; null where nobody asked for it or the format does not tell.
    /// </summary>
    public LevelCurve? Levels { get; init; }

    /// <summary><see cref="SampleCount"/> as a time.</summary>
    public TimeSpan Duration => ToDuration(SampleCount, SampleRate);

    /// <summary>How long that many samples per channel last, at a rate in hertz.</summary>
    internal static TimeSpan ToDuration(long samples, int sampleRate) =>
        TimeSpan.FromTicks((long)((decimal)samples * TimeSpan.TicksPerSecond / sampleRate));

    /// <summary>The samples per channel nearest to a time, at a rate in hertz.</summary>
    internal static long ToSamples(TimeSpan time, int sampleRate) =>
        (long)Math.Round((decimal)time.Ticks * sampleRate / TimeSpan.TicksPerSecond);
}
