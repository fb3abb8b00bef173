using System.Globalization;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>Whether a player that jumps into the file hears what stands there.</summary>
internal static class SeekAssert
{
    private static readonly double[] s_fractions = [0.05, 0.21, 0.4, 0.63, 0.8, 0.96];

    /// <summary>
    /// Seeks to six places with ffmpeg and compares with the same places of the file decoded from its beginning.
    /// </summary>
    /// <param name="audio">A whole file of 24 kHz mono or, for Opus, 48 kHz mono.</param>
    /// <param name="extension">Its extension.</param>
    /// <param name="tolerance">
    /// The largest difference of samples; above 0, the first 150 ms are left to the decoder to settle.
    /// </param>
    public static void LandsExactly(byte[] audio, string extension, int tolerance)
    {
        short[] all = AudioTools.Decode(audio, extension);
        int rate = extension == ".opus" ? 48_000 : AudioFixtures.SampleRate;
        foreach (double fraction in s_fractions)
        {
            // Whole milliseconds, so that the place is a whole sample at either rate.
            int milliseconds = (int)(all.Length * fraction * 1000 / rate);
            int start = milliseconds * (rate / 1000);
            string place = (milliseconds / 1000.0).ToString(CultureInfo.InvariantCulture);

            short[] rest = AudioTools.Decode(audio, extension, "-ss", place);

            Assert.Equal(all.Length - start, rest.Length);
            int settled = tolerance == 0 ? 0 : rate * 3 / 20;
            int worst = 0;
            for (int i = settled; i < rest.Length; i++)
            {
                worst = Math.Max(worst, Math.Abs(rest[i] - all[start + i]));
            }

            Assert.True(worst <= tolerance, $"At {place} s a sample is off by {worst}.");
        }
    }
}
