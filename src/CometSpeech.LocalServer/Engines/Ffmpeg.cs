using System.ComponentModel;
using System.Diagnostics;

namespace CometSpeech.LocalServer.Engines;

/// <summary>Runs the ffmpeg of the PATH.</summary>
internal static class Ffmpeg
{
    private static readonly Lazy<bool> s_hasFlite = new(LookForFlite);

    /// <summary>Whether ffmpeg is there and has the flite voices; looked up once.</summary>
    public static bool HasFlite => s_hasFlite.Value;

    /// <summary>The arguments that encode to one format at 24 kHz mono and write it to standard output.</summary>
    public static IReadOnlyList<string> OutputArguments(string format) =>
    [
        "-ar", "24000", "-ac", "1",
        .. format switch
        {
            // The rates that the service's own files have for speech at 24 kHz; Opus counts at 48 kHz whatever goes in.
            "mp3" => ["-c:a", "libmp3lame", "-b:a", "160k", "-f", "mp3"],
            "opus" => ["-c:a", "libopus", "-b:a", "48k", "-f", "opus"],
            "aac" => ["-c:a", "aac", "-b:a", "64k", "-f", "adts"],
            "flac" => ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"],
            "pcm" => new[] { "-c:a", "pcm_s16le", "-f", "s16le" },
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No encoder for this format."),
        },
        "pipe:1",
    ];

    /// <summary>Runs ffmpeg and gives what it wrote to standard output.</summary>
    /// <param name="arguments">All arguments but those that keep it quiet.</param>
    /// <param name="folder">The folder to run in, so that file names need no escaping in filter graphs.</param>
    /// <param name="input">What standard input gives; empty when nothing is read from it.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="InvalidOperationException">ffmpeg failed; the message is its own.</exception>
    /// <exception cref="Win32Exception">There is no ffmpeg.</exception>
    public static async Task<byte[]> RunAsync(
        IEnumerable<string> arguments, string folder, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("ffmpeg", ["-hide_banner", "-v", "error", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenRegistration kill = cancellationToken.Register(() => process.Kill());
        using MemoryStream output = new();
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Task copy = process.StandardOutput.BaseStream.CopyToAsync(output, CancellationToken.None);
        await FeedAsync(process, input);
        await copy;
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException($"ffmpeg ended with {process.ExitCode}: {(await errors).Trim()}");
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, CancellationToken.None);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read everything: its exit code tells why.
        }
    }

    private static bool LookForFlite()
    {
        try
        {
            byte[] list = RunAsync(["-filters"], Path.GetTempPath(), default, CancellationToken.None)
                .GetAwaiter().GetResult();
            return System.Text.Encoding.UTF8.GetString(list).Contains(" flite ", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }
}
