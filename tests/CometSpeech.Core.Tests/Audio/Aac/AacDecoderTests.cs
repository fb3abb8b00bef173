using System.Runtime.InteropServices;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Aac.Decoding;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Aac;

/// <summary>Our samples are those of ffmpeg's decoder.</summary>
public class AacDecoderTests
{
    private const int Rate = 24_000;

    // What sums of floating point numbers in another order leave: 130 dB and more; any fault is far louder.
    private const double LeastSignalToNoise = 100;

    // Speech, then clicks in silence (short windows), then noise.
    private static readonly byte[] s_pcm =
    [
        .. EncodedSpeech.Pcm,
        .. KnownSilence.Bursts(
            24_000, (3_000, 300, 20_000), (9_000, 60, 25_000), (9_500, 60, 25_000), (15_000, 2_000, 9_000)),
        .. Noise(12_000),
    ];

    // Without perceptual noise substitution: each decoder makes its own noise.
    [SkippableTheory]
    [InlineData("-b:a 64k")]
    [InlineData("-b:a 32k")]
    [InlineData("-q:a 1")]
    [InlineData("-b:a 64k -aac_coder fast")]
    [InlineData("-ar 8000 -b:a 24k")]
    [InlineData("-ar 11025 -b:a 24k")]
    [InlineData("-ar 16000 -b:a 32k")]
    [InlineData("-ar 22050 -b:a 48k")]
    [InlineData("-ar 32000 -b:a 48k")]
    [InlineData("-ar 44100 -b:a 96k")]
    [InlineData("-ar 48000 -b:a 160k")]
    [InlineData("-ar 64000 -b:a 96k")]
    [InlineData("-ar 96000 -b:a 128k")]
    [InlineData("-ar 44100 -b:a 128k -ac 2")]
    [InlineData("-ar 44100 -b:a 64k -ac 2 -aac_ms 1 -af apulsator=hz=2")]
    [InlineData("-ar 48000 -b:a 64k -ac 2 -aac_is 1 -af aecho=0.8:0.9:40:0.3,apulsator=hz=2")]
    public void Sound_decodes_to_what_ffmpeg_hears(string options)
    {
        byte[] aac = AudioTools.Encode(s_pcm, ".aac", ["-aac_pns", "0", .. options.Split(' ')]);

        float[] ours = Decode(aac);
        float[] theirs = DecodeByFfmpeg(aac);

        Assert.Equal(theirs.Length, ours.Length);
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            signal += (double)theirs[i] * theirs[i];
            noise += (theirs[i] - (ours[i] / 32_768.0)) * (theirs[i] - (ours[i] / 32_768.0));
        }

        double decibels = 10 * Math.Log10(signal / noise);
        Assert.True(decibels > LeastSignalToNoise, $"{options}: {decibels:F1} dB");
    }

    [SkippableTheory]
    [InlineData("-b:a 64k")]
    [InlineData("-b:a 24k")]
    [InlineData("-ar 44100 -b:a 48k -ac 2")]
    public void Noise_that_is_only_told_of_is_as_loud_as_ffmpeg_makes_it(string options)
    {
        byte[] aac = AudioTools.Encode(Noise(4 * Rate), ".aac", ["-aac_pns", "1", .. options.Split(' ')]);

        double ours = 10 * Math.Log10(Decode(aac).Sum(sample => sample / 32_768.0 * sample / 32_768.0));
        double theirs = 10 * Math.Log10(DecodeByFfmpeg(aac).Sum(sample => (double)sample * sample));

        Assert.InRange(ours - theirs, -0.5, 0.5);
    }

    [SkippableFact]
    public void Levels_are_those_of_the_samples_that_ffmpeg_decodes()
    {
        byte[] aac = AudioTools.Encode(s_pcm, ".aac", ["-aac_pns", "0", "-b:a", "64k"]);
        float[] samples = DecodeByFfmpeg(aac);

        LevelCurve levels = KnownSilence.Probe(AudioFormat.Aac, aac).Levels!;

        const int Step = Rate / 200;
        // What a decoder puts before the sound is counted off.
        Assert.Equal(((Step / 2) - 1024) / (double)Rate, levels.OffsetSeconds, 9);
        Assert.Equal(samples.Length / Step, levels.Count);
        for (int i = 0; i < levels.Count; i++)
        {
            double power = samples.Skip(i * Step).Take(Step).Average(sample => (double)sample * sample);
            double told = Math.Max(-80, 10 * Math.Log10(power));
            Assert.InRange(levels[i] - told, -0.3, 0.3);
        }
    }

    [Fact]
    public void What_cannot_be_decoded_counts_as_speech()
    {
        byte[] aac = AudioFixtures.Part(AudioFormat.Aac, 1);
        LevelCurve whole = KnownSilence.Probe(AudioFormat.Aac, aac).Levels!;
        // From the middle on each frame's first element is a coupling channel, which speech never has.
        byte[] foreign = [.. aac];
        List<int> frames = FrameStarts(aac);
        foreach (int start in frames.Skip(frames.Count / 2))
        {
            foreign[start + AdtsFrameHeader.Length] = (byte)(foreign[start + AdtsFrameHeader.Length] & 0x1F | 0x40);
        }

        LevelCurve levels = KnownSilence.Probe(AudioFormat.Aac, foreign).Levels!;

        Assert.Equal(whole.Count, levels.Count);
        float[] rest = [.. Enumerable.Range(levels.Count / 2, levels.Count / 2).Skip(20).Select(i => levels[i])];
        Assert.All(rest, level => Assert.InRange(level, -40, 0));
    }

    [Fact]
    public void Damaged_frames_neither_throw_nor_read_on()
    {
        byte[] aac = AudioFixtures.Part(AudioFormat.Aac, 1);
        List<int> frames = FrameStarts(aac);
        var random = new Random(5);
        var decoder = new AacDecoder();
        float[] left = new float[AacChannel.Length];
        float[] right = new float[AacChannel.Length];
        int refused = 0;
        for (int round = 0; round < 20_000; round++)
        {
            int start = frames[random.Next(frames.Count)];
            Assert.True(AdtsFrameHeader.TryRead(aac.AsSpan(start), out var frame));
            byte[] bytes = [.. aac.AsSpan(start + AdtsFrameHeader.Length, frame.Length - AdtsFrameHeader.Length)];
            for (int flips = random.Next(1, 9); flips > 0; flips--)
            {
                // Most of what is told stands at the beginning.
                bytes[Math.Min(random.Next(bytes.Length), random.Next(bytes.Length))] = (byte)random.Next(256);
            }

            Array.Resize(ref bytes, random.Next(1, bytes.Length + 1));
            BitReader bits = new(bytes);
            int rate = random.Next(13);
            if (!decoder.TryDecode(ref bits, bytes.Length * 8, ScaleFactorBands.Of(rate)!, left, right))
            {
                refused++;
            }

            Assert.DoesNotContain(left, sample => float.IsNaN(sample) || float.IsInfinity(sample));
        }

        Assert.InRange(refused, 1_000, 19_900);
    }

    private static List<int> FrameStarts(byte[] aac)
    {
        List<int> starts = [];
        for (int at = 0; AdtsFrameHeader.TryRead(aac.AsSpan(at), out var frame); at += frame.Length)
        {
            starts.Add(at);
        }

        return starts;
    }

    // Channels side by side, as ffmpeg writes them.
    private static float[] Decode(byte[] aac)
    {
        var decoder = new AacDecoder();
        float[] left = new float[AacChannel.Length];
        float[] right = new float[AacChannel.Length];
        List<float> samples = [];
        foreach (int start in FrameStarts(aac))
        {
            Assert.True(AdtsFrameHeader.TryRead(aac.AsSpan(start), out var frame));
            ReadOnlySpan<byte> bytes = AdtsFrameHeader.Block(aac.AsSpan(start, frame.Length));
            ScaleFactorBands bands = ScaleFactorBands.Of(AdtsFrameHeader.FrequencyIndex(aac.AsSpan(start)))!;
            BitReader bits = new(bytes);
            Assert.True(decoder.TryDecode(ref bits, bytes.Length * 8, bands, left, right));
            for (int i = 0; i < left.Length; i++)
            {
                samples.Add(left[i]);
                if (decoder.Channels == 2)
                {
                    samples.Add(right[i]);
                }
            }
        }

        return [.. samples];
    }

    private static float[] DecodeByFfmpeg(byte[] aac) => AudioTools.WithFile(aac, ".aac", path =>
    {
        // All that the decoder gives, what it puts before the sound as well.
        ToolResult decoded = AudioTools.Run(
            "ffmpeg", ["-v", "error", "-flags2", "+skip_manual", "-i", path, "-f", "f32le", "-"]);
        Assert.True(decoded.ExitCode == 0, decoded.Error);
        return MemoryMarshal.Cast<byte, float>(decoded.Output).ToArray();
    });

    private static byte[] Noise(int samples)
    {
        var random = new Random(3);
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < samples; i++)
        {
            short sample = (short)random.Next(-3_000, 3_000);
            pcm[2 * i] = (byte)sample;
            pcm[(2 * i) + 1] = (byte)(sample >> 8);
        }

        return pcm;
    }
}
