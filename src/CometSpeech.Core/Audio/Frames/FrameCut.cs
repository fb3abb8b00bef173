namespace CometSpeech.Core.Audio.Frames;

/// <summary>
/// Which frames of a part stay when the silence at its ends is left out: those with sound, and those that a decoder
/// needs for it. Counted in samples of all frames, from the part's first one.
/// </summary>
/// <param name="First">The sample with which the first frame that stays begins.</param>
/// <param name="End">The sample with which the frames begin that are left out at the part's end.</param>
internal readonly record struct FrameCut(long First, long End)
{
    /// <summary>All frames stay.</summary>
    public static FrameCut None { get; } = new(0, long.MaxValue);

    /// <summary>The frames that stay of a part.</summary>
    /// <param name="part">How much may be left out.</param>
    /// <param name="frameSamples">The samples of a frame.</param>
    /// <param name="sampleRate">In hertz.</param>
    /// <param name="delay">The samples that encoder and decoder put before the part's sound.</param>
    /// <param name="settling">
    /// The first samples of a decoder that begins with a frame which are not right yet: the sound lies behind them.
    /// </param>
    public static FrameCut Find(JoinedPart part, int frameSamples, int sampleRate, int delay, int settling)
    {
        long leading = ToSamples(part.LeadingCut, sampleRate) - Math.Max(0, settling - delay);
        long first = Math.Max(0, leading / frameSamples * frameSamples);
        long trailing = ToSamples(part.TrailingCut, sampleRate);
        if (part.Audio is null || trailing < frameSamples)
        {
            return new FrameCut(first, long.MaxValue);
        }

        long samples = part.Audio.SampleCount;
        long soundEnd = part.SoundEnd is { } end ? ToSamples(end, sampleRate) + 1 : samples - trailing;
        long needed = (soundEnd + delay + frameSamples - 1) / frameSamples * frameSamples;
        long left = Math.Max(samples - (trailing / frameSamples * frameSamples), needed);
        return new FrameCut(first, left < samples ? Math.Max(first, left) : long.MaxValue);
    }

    private static long ToSamples(TimeSpan time, int sampleRate) =>
        (long)((decimal)time.Ticks * sampleRate / TimeSpan.TicksPerSecond);
}
