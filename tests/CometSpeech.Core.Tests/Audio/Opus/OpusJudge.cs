using System.Text;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Opus;

/// <summary>What opusinfo, opusdec and ffprobe say of a joined file.</summary>
internal static class OpusJudge
{
    /// <summary>What opusdec gives, in 32 bits: to 16 bits it would come with noise.</summary>
    public static float[] Decode(byte[] file)
    {
        byte[] bytes = AudioTools.WithFile(
            file,
            ".opus",
            path => AudioTools.Run("opusdec", "--quiet", "--float", "--rate", "48000", path, "-").Output);
        // A header of RIFF WAVE, or none.
        int data = bytes.AsSpan(0, 128).IndexOf("data"u8);
        int start = data < 0 ? 0 : data + 8;
        float[] samples = new float[(bytes.Length - start) / sizeof(float)];
        Buffer.BlockCopy(bytes, start, samples, 0, samples.Length * sizeof(float));
        return samples;
    }

    /// <summary>One stream without a warning, as long as the joiner says.</summary>
    public static void IsClean(JoinResult joined)
    {
        ToolResult info = AudioTools.WithFile(joined.Bytes, ".opus", file => AudioTools.Run("opusinfo", file));
        string report = Encoding.UTF8.GetString(info.Output) + info.Error;
        Assert.DoesNotContain("WARNING", report);
        Assert.Single(report.Split('\n'), line => line.Contains("New logical stream"));

        byte[] decoded = AudioTools.WithFile(
            joined.Bytes, ".opus", file => AudioTools.Run("opusdec", "--quiet", "--rate", "48000", file, "-").Output);
        Assert.Equal(joined.Whole.SampleCount, decoded.Length / 2 / joined.Whole.Channels);

        // ffprobe counts the pre-skip as well.
        Assert.InRange(AudioTools.ProbeDuration(joined.Bytes, ".opus") - joined.Whole.Duration.TotalSeconds, 0, 0.0066);
    }
}
