using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CometSpeech.Tests.LocalServer;

/// <summary>Has ffmpeg, a program that knows nothing of this repository, decode an answer.</summary>
internal static class FfmpegDecoder
{
    private const int SampleRate = 24000;

    private static readonly Lazy<bool> s_isThere = new(() =>
    {
        try
        {
            using Process process =
                Process.Start(new ProcessStartInfo("ffmpeg", "-version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    /// <summary>Skips the running test where ffmpeg is missing.</summary>
    public static void SkipWithout() => Skip.IfNot(s_isThere.Value, "ffmpeg is not installed.");

    /// <summary>The samples at 24 kHz mono; fails on whatever ffmpeg calls an error.</summary>
    public static async Task<short[]> DecodeAsync(byte[] audio, string format)
    {
        string[] inputFormat = format == "pcm" ? ["-f", "s16le", "-ar", "24000", "-ac", "1"] : [];
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, audio);
            ProcessStartInfo start = new(
                "ffmpeg",
                ["-v", "error", .. inputFormat, "-i", path, "-f", "s16le", "-ar", "24000", "-ac", "1", "pipe:1"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            Task<string> complaints = process.StandardError.ReadToEndAsync();
            using MemoryStream samples = new();
            await process.StandardOutput.BaseStream.CopyToAsync(samples);
            await process.WaitForExitAsync();
            Assert.Equal((0, string.Empty), (process.ExitCode, await complaints));
            return MemoryMarshal.Cast<byte, short>(samples.ToArray()).ToArray();
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The frequency of a pure tone in hertz, from the zero crossings in its middle half.</summary>
    public static double FrequencyOf(ReadOnlySpan<short> tone)
    {
        ReadOnlySpan<short> middle = tone[(tone.Length / 4)..(tone.Length * 3 / 4)];
        int first = -1;
        int last = -1;
        int crossings = -1;
        for (int i = 1; i < middle.Length; i++)
        {
            if (middle[i - 1] < 0 && middle[i] >= 0)
            {
                first = first < 0 ? i : first;
                last = i;
                crossings++;
            }
        }

        return crossings * (double)SampleRate / (last - first);
    }
}
