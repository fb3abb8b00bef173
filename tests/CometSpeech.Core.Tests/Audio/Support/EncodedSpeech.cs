using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>Parts made on the spot, for encodings that the recorded ones do not have.</summary>
internal static class EncodedSpeech
{
    /// <summary>The recorded speech of all three parts: 55,305 samples of 16 bits at 24 kHz.</summary>
    public static byte[] Pcm { get; } = [.. AudioFixtures.Parts(AudioFormat.Pcm).SelectMany(part => part)];

    /// <summary>A stretch of the recorded speech, encoded by ffmpeg.</summary>
    /// <param name="extension">The file's extension with the dot.</param>
    /// <param name="start">The first sample.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="options">Options for the output, as in <c>-ar 48000</c>.</param>
    public static byte[] Encode(string extension, int start, int count, params string[] options) =>
        AudioTools.Encode(Pcm.AsSpan(start * 2, count * 2).ToArray(), extension, options);

    /// <summary>The same, encoded by opusenc.</summary>
    public static byte[] EncodeByOpusenc(int start, int count, params string[] options) =>
        EncodeBy(
            "opusenc",
            ".opus",
            Encode(".wav", start, count),
            (input, output) => ["--quiet", .. options, input, output]);

    /// <summary>The same, encoded by lame; in two channels for <c>-m j</c>.</summary>
    public static byte[] EncodeByLame(int start, int count, params string[] options) => EncodeBy(
        "lame",
        ".mp3",
        Encode(".wav", start, count, "-ac", options.Contains("j") ? "2" : "1"),
        (input, output) => ["--quiet", .. options, input, output]);

    /// <summary>The same, encoded by flac.</summary>
    public static byte[] EncodeByFlac(int start, int count, params string[] options) =>
        EncodeByFlac(Encode(".wav", start, count), options);

    /// <summary>A WAVE file, encoded by flac.</summary>
    public static byte[] EncodeByFlac(byte[] wav, params string[] options) =>
        EncodeBy(
            "flac",
            ".flac",
            wav,
            (input, output) => ["--silent", "--force", .. options, "-o", output, input]);

    private static byte[] EncodeBy(
        string tool, string extension, byte[] wav, Func<string, string, string[]> arguments) =>
        AudioTools.WithFile(wav, ".wav", input => AudioTools.WithFile([], extension, output =>
        {
            ToolResult result = AudioTools.Run(tool, arguments(input, output));
            Assert.True(result.ExitCode == 0, $"{tool}: {result.Error}");
            return File.ReadAllBytes(output);
        }));
}
