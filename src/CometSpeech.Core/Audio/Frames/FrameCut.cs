namespace CometSpeech.Core.Audio.Frames;

/// <summary>
/// Which frames of a part stay when the silence at its ends is left out: those with sound, and those that a decoder
/// needs for it. Counted in samples of all frames, from the part's first one.
/// </summary>
/// <param name="First">The sample with which the first frame that stays begins.</param>
/// <param name="End">The sample with which the frames begin that are left out at the part's end.</param>
/// <param name="Latest">
/// The sample with which the first frame that stays may begin at the latest; with <paramref name="First"/> as much is
/// left out as was wanted.
/// </param>
internal readonly record struct FrameCut(long First, long End, long Latest)
{
    /// <summary>All frames stay.</summary>
    public static FrameCut None { get; } = new(0, long.MaxValue, 0);

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
        long leading = ToSamples(part.LeadingCut, sampleRate);
        long guard = Math.Max(0, settling - delay);
        long latest = Math.Max(0, leading - guard) / frameSamples * frameSamples;
        long first = latest;
        if (part.SoundStart is { } start && leading > 0)
        {
            // To the nearest frame, where it is known that there is silence yet.
            latest = Math.Max(0, ToSamples(start, sampleRate) - guard) / frameSamples * frameSamples;
            first = Math.Min(latest, (leading + (frameSamples / 2)) / frameSamples * frameSamples);
        }

        long trailing = ToSamples(part.TrailingCut, sampleRate);
        if (part.Audio is null || trailing < frameSamples)
        {
            return new FrameCut(first, long.MaxValue, latest);
        }

        long samples = part.Audio.SampleCount;
        long soundEnd = part.SoundEnd is { } end ? ToSamples(end, sampleRate) + 1 : samples - trailing;
        long needed = (soundEnd + delay + frameSamples - 1) / frameSamples * frameSamples;
        // Where it is known what is silence yet, a frame more goes: the pause is filled up to the nearest one.
        trailing += part.SoundEnd is null ? 0 : frameSamples - 1;
        long left = Math.Max(samples - (trailing / frameSamples * frameSamples), needed);
        return new FrameCut(first, left < samples ? Math.Max(latest, left) : long.MaxValue, latest);
    }

    private static long ToSamples(TimeSpan time, int sampleRate) =>
        (long)((decimal)time.Ticks * sampleRate / TimeSpan.TicksPerSecond);
}
