using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>FLAC as the reference encoder makes it, and as three decoders hear it.</summary>
internal static class FlacTools
{
    // Two channels that have something in common and are not alike.
    private const string TwoChannels = "[0:a]asplit[a][b];[b]adelay=3[c];[a][c]join=inputs=2:channel_layout=stereo";

    /// <summary>A stretch of the recorded speech, encoded by flac.</summary>
    /// <param name="start">The first sample at 24 kHz.</param>
    /// <param name="count">The number of samples at 24 kHz.</param>
    /// <param name="rate">The rate of the file, in hertz.</param>
    /// <param name="channels">1 or 2.</param>
    /// <param name="bits">8, 16, 24 or 32.</param>
    /// <param name="options">Options of flac, as in <c>-8 -b 1152</c>.</param>
    public static byte[] Encode(int start, int count, int rate, int channels, int bits, string options) =>
        Encode(EncodedSpeech.Pcm.AsSpan(start * 2, count * 2).ToArray(), rate, channels, bits, options);

    /// <inheritdoc cref="Encode(int, int, int, int, int, string)"/>
    /// <param name="pcm">Samples of 16 bits at 24 kHz, mono.</param>
    /// <param name="rate">The rate of the file, in hertz.</param>
    /// <param name="channels">1 or 2.</param>
    /// <param name="bits">8, 16, 24 or 32.</param>
    /// <param name="options">Options of flac.</param>
    public static byte[] Encode(byte[] pcm, int rate, int channels, int bits, string options)
    {
        string[] filter = channels == 2 ? ["-filter_complex", TwoChannels] : [];
        string codec = bits == 8 ? "pcm_u8" : $"pcm_s{bits}le";
        byte[] wav = AudioTools.Encode(pcm, ".wav", [.. filter, "-ar", $"{rate}", "-c:a", codec]);
        return EncodedSpeech.EncodeByFlac(wav, options.Split([' '], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>All bits of the samples, as the reference decoder gives them.</summary>
    public static byte[] Decode(byte[] audio, params string[] options) => AudioTools.WithFile(audio, ".flac", file =>
    {
        string[] raw = ["--silent", "--stdout", "--force-raw-format", "--endian=little", "--sign=signed"];
        ToolResult result = AudioTools.Run("flac", ["--decode", .. raw, .. options, file]);
        Assert.True(result.ExitCode == 0, $"flac: {result.Error}");
        return result.Output;
    });

    /// <summary>The same, as ffmpeg gives them.</summary>
    public static byte[] DecodeByFfmpeg(byte[] audio, int bits) => AudioTools.WithFile(audio, ".flac", file =>
    {
        string format = bits == 8 ? "s8" : $"s{bits}le";
        ToolResult result = AudioTools.Run("ffmpeg", "-v", "error", "-nostdin", "-i", file, "-f", format, "-");
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"ffmpeg: {result.Error}");
        return result.Output;
    });

    /// <summary>The same, as our decoder gives them.</summary>
    public static byte[] DecodeByUs(byte[] audio)
    {
        using PartReader part = new();
        part.Open(new MemoryStream(audio), default);
        FlacScanner scanner = new();
        scanner.Begin(part, "part", null);
        FlacDecoder decoder = new();
        using MemoryStream samples = new();
        while (scanner.ReadAsync().AsTask().GetAwaiter().GetResult())
        {
            ArraySegment<byte> frame = scanner.Unit;
            Assert.True(decoder.TryDecode(frame, scanner.Header, scanner.Info), $"sample {scanner.FrameStart}");
            int bits = scanner.Info.BitsPerSample;
            for (int i = 0; i < scanner.Header.BlockSize * scanner.Info.Channels; i++)
            {
                int sample = decoder[i % scanner.Info.Channels][i / scanner.Info.Channels];
                for (int shift = 0; shift < bits; shift += 8)
                {
                    samples.WriteByte((byte)(sample >> shift));
                }
            }
        }

        return samples.ToArray();
    }

    /// <summary>That the reference decoder finds no fault; a checksum of the samples may be missing.</summary>
    public static void AssertValid(byte[] audio)
    {
        ToolResult test = AudioTools.WithFile(
            audio, ".flac", file => AudioTools.Run("flac", "--test", "--silent", file));
        bool hasMd5 = audio.AsSpan(26, 16).ToArray().Any(value => value != 0);
        Assert.Equal(0, test.ExitCode);
        Assert.True(test.Error.Length == 0 || (!hasMd5 && test.Error.Contains("MD5")), test.Error);
    }
}
