using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CometSpeech.Tests.Support.Soak;

namespace CometSpeech.Benchmarks.Soak;

/// <summary>Has ffmpeg and ffprobe, which know nothing of this repository, read a finished file.</summary>
internal static class MediaPrograms
{
    /// <summary>Its samples and its chapters.</summary>
    /// <exception cref="InvalidOperationException">They find fault with it.</exception>
    public static async Task<SpokenAudio> ReadAsync(string path)
    {
        byte[] samples = await RunAsync(
            "ffmpeg", "-v", "error", "-i", path, "-map", "0:a", "-f", "s16le", "-ar", "24000", "-ac", "1", "pipe:1");
        byte[] probed = await RunAsync("ffprobe", "-v", "error", "-of", "json", "-show_chapters", path);
        using JsonDocument document = JsonDocument.Parse(probed);
        return new SpokenAudio(
            MemoryMarshal.Cast<byte, short>(samples).ToArray(),
            [
                .. document.RootElement.GetProperty("chapters").EnumerateArray().Select(chapter =>
                    double.Parse(chapter.GetProperty("start_time").GetString()!, CultureInfo.InvariantCulture)),
            ]);
    }

    private static async Task<byte[]> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && (await complaints).Length == 0
            ? output.ToArray()
            : throw new InvalidOperationException($"{program} says of '{arguments[^1]}': {await complaints}");
    }
}
