namespace CometSpeech.Core.Audio.Flac;

/// <summary>Which samples of a part stay when the silence at its ends is left out.</summary>
/// <param name="Start">The first sample that stays.</param>
/// <param name="End">The first one behind it that does not.</param>
internal readonly record struct FlacCut(long Start, long End)
{
    /// <summary>The samples that stay of a part; all of them if nothing would be left.</summary>
    public static FlacCut Find(JoinedPart part, int sampleRate)
    {
        long start = ToSamples(part.LeadingCut, sampleRate);
        long end = part.Audio is { } audio && part.TrailingCut > TimeSpan.Zero
            ? audio.SampleCount - ToSamples(part.TrailingCut, sampleRate)
            : long.MaxValue;
        return start < Math.Min(end, part.Audio?.SampleCount ?? end) ? new(start, end) : new(0, long.MaxValue);
    }

    /// <summary>How many samples go at the beginning and at the end of a block.</summary>
    /// <param name="blockStart">The samples of the part before the block.</param>
    /// <param name="blockSize">The block's samples.</param>
    public (int Before, int After) Of(long blockStart, int blockSize) =>
        (Limit(Start - blockStart, blockSize), Limit(blockStart + blockSize - End, blockSize));

    private static int Limit(long samples, int block) => (int)Math.Min(Math.Max(samples, 0), block);

    // Never more than the time; but who made it of samples has lost less than a tick.
    private static long ToSamples(TimeSpan time, int sampleRate) => time > TimeSpan.Zero
        ? (long)((decimal)(time.Ticks + 1) * sampleRate / TimeSpan.TicksPerSecond)
        : 0;
}
