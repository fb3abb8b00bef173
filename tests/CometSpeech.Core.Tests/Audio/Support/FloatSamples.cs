namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>Samples as ffmpeg decodes them, not rounded to 16 bits: equal ones are equal to the last bit.</summary>
internal static class FloatSamples
{
    /// <summary>Half a step of 16 bits: what is smaller is nothing.</summary>
    public const float HalfStep = 0.5f / 32768;

    /// <summary>Samples per channel and channels interleaved, 1 for full scale.</summary>
    /// <param name="audio">A whole file.</param>
    /// <param name="extension">Its extension with the dot.</param>
    public static float[] Decode(byte[] audio, string extension) => AudioTools.WithFile(audio, extension, file =>
    {
        ToolResult result = AudioTools.Run("ffmpeg", "-v", "error", "-nostdin", "-i", file, "-f", "f32le", "-");
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"ffmpeg: {result.Error}");
        float[] samples = new float[result.Output.Length / sizeof(float)];
        Buffer.BlockCopy(result.Output, 0, samples, 0, samples.Length * sizeof(float));
        return samples;
    });

    /// <summary>How many samples differ in a stretch of two files.</summary>
    public static int CountDifferences(float[] one, long oneStart, float[] other, long otherStart, long count)
    {
        int differences = 0;
        for (long i = 0; i < count; i++)
        {
            differences += one[oneStart + i] == other[otherStart + i] ? 0 : 1;
        }

        return differences;
    }

    /// <summary>The loudest sample of a stretch.</summary>
    public static float Peak(float[] samples, long start, long count)
    {
        float peak = 0;
        for (long i = start; i < start + count; i++)
        {
            peak = Math.Max(peak, Math.Abs(samples[i]));
        }

        return peak;
    }
}
