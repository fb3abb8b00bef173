using System.Globalization;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>Parts made on the spot, for encodings that the recorded ones do not have.</summary>
internal static class EncodedSpeech
{
    /// <summary>The recorded speech of all three parts, 55,305 samples of 16 bits at 24 kHz.</summary>
    public static byte[] Pcm { get; } = [.. SpeechFixtures.Parts(AudioFormat.Pcm).SelectMany(part => part)];

    /// <summary>A stretch of the recorded speech, encoded by ffmpeg.</summary>
    /// <param name="extension">The file's extension with the dot.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="options">Options for the output, as in <c>-ar 48000</c>.</param>
    public static byte[] Encode(string extension, int start, int count, params string[] options) =>
        Convert(Pcm.AsSpan(start * 2, count * 2).ToArray(), ".pcm", extension, (input, output) =>
            ("ffmpeg", ["-v", "error", "-nostdin", "-f", "s16le", "-ar", "24000", "-ac", "1", "-i", input, .. options, output]));

    /// <summary>A stretch of the recorded speech, encoded by opusenc or flac.</summary>
    public static byte[] EncodeBy(string tool, int start, int count, params string[] options) =>
        Convert(WavPart(start, count), ".wav", "." + (tool == "flac" ? "flac" : "opus"), (input, output) =>
            (tool, tool == "flac" ? ["--silent", .. options, "-o", output, input] : ["--quiet", .. options, input, output]));

    private static byte[] WavPart(int start, int count) => Encode(".wav", start, count);

    private static byte[] Convert(byte[] source, string sourceExtension, string extension, Func<string, string, (string Tool, string[] Arguments)> command) =>
        AudioTools.WithFile(source, sourceExtension, input =>
        {
            string output = Path.ChangeExtension(input, ".encoded" + extension);
            try
            {
                (string tool, string[] arguments) = command(input, output);
                ToolResult result = AudioTools.Run(tool, arguments);
                Assert.True(result.ExitCode == 0, string.Format(CultureInfo.InvariantCulture, "{0}: {1}", tool, result.Error));
                return File.ReadAllBytes(output);
            }
            finally
            {
                File.Delete(output);
            }
        });
}
