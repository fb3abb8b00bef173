using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>
/// Independent programs that judge what the joiners write. A test that needs a missing one is skipped and says so.
/// </summary>
internal static class AudioTools
{
    // Characters, with a space, two quotes and a zero at the end (Microsoft's page of CreateProcessW).
    private const int LongestCommandLine = 32_767 - 4;

    /// <summary>Samples per channel and channels interleaved, 16 bits, as ffmpeg decodes the file's bytes.</summary>
    /// <param name="audio">A whole file.</param>
    /// <param name="extension">Its extension with the dot.</param>
    /// <param name="before">Options before the input, as in <c>-ss 1.5</c>.</param>
    public static short[] Decode(byte[] audio, string extension, params string[] before)
    {
        if (extension == ".pcm")
        {
            return ToSamples(audio);
        }

        return WithFile(audio, extension, file =>
        {
            ToolResult result = Run("ffmpeg", ["-v", "error", "-nostdin", .. before, "-i", file, "-f", "s16le", "-"]);
            Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"ffmpeg: {result.Error}");
            return ToSamples(result.Output);
        });
    }

    /// <summary>Encodes 24 kHz mono samples with ffmpeg.</summary>
    public static byte[] Encode(byte[] pcm, string extension, params string[] options) =>
        EncodeAll([pcm], extension, options)[0];

    /// <summary>The same for many at once: starting ffmpeg takes longer than encoding a few seconds.</summary>
    public static byte[][] EncodeAll(byte[][] pcm, string extension, params string[] options)
    {
        using TestFolder folder = new();
        string Source(int index) => folder[$"{index}.pcm"];
        string Target(int index) => folder[$"{index}{extension}"];
        List<string> inputs = [], outputs = [];
        for (int i = 0; i < pcm.Length; i++)
        {
            File.WriteAllBytes(Source(i), pcm[i]);
            inputs.AddRange(["-f", "s16le", "-ar", "24000", "-ac", "1", "-i", Source(i)]);
            // A filter among the options takes the only input by itself.
            string[] map = pcm.Length > 1 ? ["-map", $"{i}"] : [];
            outputs.AddRange([.. map, .. options, Target(i)]);
        }

        ToolResult result = Run("ffmpeg", ["-v", "error", "-nostdin", "-y", .. inputs, .. outputs]);
        Assert.True(result.ExitCode == 0, $"ffmpeg: {result.Error}");
        return [.. Enumerable.Range(0, pcm.Length).Select(i => File.ReadAllBytes(Target(i)))];
    }

    /// <summary>The duration that ffprobe reports, in seconds.</summary>
    public static double ProbeDuration(byte[] audio, string extension) => WithFile(audio, extension, file =>
    {
        ToolResult result = Run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file);
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"ffprobe: {result.Error}");
        return double.Parse(Encoding.ASCII.GetString(result.Output), CultureInfo.InvariantCulture);
    });

    /// <summary>Writes the bytes to a temporary file for as long as the action runs.</summary>
    public static T WithFile<T>(byte[] audio, string extension, Func<string, T> action)
    {
        string file = Path.Combine(Path.GetTempPath(), "CometSpeech-" + Guid.NewGuid().ToString("N") + extension);
        File.WriteAllBytes(file, audio);
        try
        {
            return action(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Runs a program to its end; skips the test when it is not installed.</summary>
    public static ToolResult Run(string tool, params string[] arguments) => Pipe([], tool, arguments);

    /// <summary>The same, with the bytes as its standard input.</summary>
    public static ToolResult Pipe(byte[] input, string tool, params string[] arguments)
    {
        Skip.IfNot(Exists(tool), $"{tool} is not installed.");
        string line = string.Join(" ", arguments.Select(Quote));
        Skip.If(
            Path.DirectorySeparatorChar == '\\' && tool.Length + line.Length > LongestCommandLine,
            "Windows takes no command line that long.");
        using Process process = new();
        process.StartInfo = new ProcessStartInfo(tool, line)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        StringBuilder error = new();
        process.ErrorDataReceived += (_, line) => error.Append(line.Data).Append(line.Data is null ? "" : "\n");
        process.Start();
        process.BeginErrorReadLine();
        Task fed = Task.Run(() =>
        {
            try
            {
                using Stream stream = process.StandardInput.BaseStream;
                stream.Write(input, 0, input.Length);
            }
            catch (IOException)
            {
                // It has ended: what it says tells why.
            }
        });
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        fed.GetAwaiter().GetResult();
        return new ToolResult(process.ExitCode, output.ToArray(), error.ToString());
    }

    /// <summary>Runs a program of Python that uses mutagen; skips the test where that is not installed.</summary>
    public static ToolResult RunMutagen(params string[] arguments)
    {
        // Debian's Python, which Debian's package is for; another one may stand before it in the path. Wine's is that.
        string python = Path.DirectorySeparatorChar == '\\' ? "python3" : "/usr/bin/python3";
        Skip.IfNot(Run(python, "-c", "import mutagen").ExitCode == 0, "mutagen for Python is not installed.");
        ToolResult result = Run(python, arguments);
        Assert.True(result.ExitCode == 0, $"mutagen: {result.Error}");
        return result;
    }

    public static short[] ToSamples(byte[] bytes)
    {
        short[] samples = new short[bytes.Length / 2];
        Buffer.BlockCopy(bytes, 0, samples, 0, samples.Length * 2);
        return samples;
    }

    private static bool Exists(string tool)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(
            folder => File.Exists(Path.Combine(folder, tool)) || File.Exists(Path.Combine(folder, tool + ".exe")));
    }

    private static string Quote(string argument) => argument.Contains(' ') ? $"\"{argument}\"" : argument;
}

/// <summary>What a program left behind.</summary>
internal sealed record ToolResult(int ExitCode, byte[] Output, string Error);
