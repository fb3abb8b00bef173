namespace CometSpeech.Core.Audio.Wave;

/// <summary>Silence in formats whose samples are plain.</summary>
internal static class Silence
{
    /// <summary>The samples of a duration, to the nearest.</summary>
    public static long Samples(TimeSpan duration, int sampleRate)
    {
        if (duration < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), "Silence lasts zero or longer.");
        }

        return (long)Math.Round((decimal)duration.Ticks * sampleRate / TimeSpan.TicksPerSecond);
    }

    /// <summary>Writes that many bytes of one value.</summary>
    /// <returns>The count.</returns>
    public static long Write(Stream output, long count, byte value)
    {
        byte[] block = new byte[(int)Math.Min(count, 64 * 1024)];
        block.AsSpan().Fill(value);
        for (long left = count; left > 0;)
        {
            int step = (int)Math.Min(left, block.Length);
            output.Write(block, 0, step);
            left -= step;
        }

        return count;
    }
}
