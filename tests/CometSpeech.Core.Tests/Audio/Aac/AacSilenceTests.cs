using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Aac;

/// <summary>Silence in ADTS, with the speech around it cut in the middle of a word; judged by ffmpeg.</summary>
public class AacSilenceTests
{
    [SkippableTheory]
    [InlineData("-b:a 64k")]
    [InlineData("-b:a 32k")]
    [InlineData("-b:a 96k -ac 2")]
    [InlineData("-q:a 1")]
    [InlineData("-b:a 64k -aac_coder fast")]
    [InlineData("-b:a 64k -aac_tns 0")]
    [InlineData("-b:a 96k -ac 2 -aac_ms 1")]
    [InlineData("-b:a 96k -ac 2 -aac_ms 0")]
    [InlineData("-ar 8000 -b:a 24k")]
    [InlineData("-ar 16000 -b:a 32k")]
    [InlineData("-ar 44100 -b:a 128k -ac 2")]
    [InlineData("-ar 44100 -b:a 64k")]
    [InlineData("-ar 48000 -b:a 96k")]
    [InlineData("-ar 48000 -b:a 128k -ac 2")]
    public void Speech_around_silence_stays_the_same(string options)
    {
        byte[] first = Encode(options, 0, 20_011);
        byte[] second = Encode(options, 20_011, 30_000);

        JoinResult joined = JoinResult.JoinAroundSilence(AudioFormat.Aac, first, second);

        (AudioProperties before, AudioProperties after) = (joined.Parts[0], joined.Parts[1]);
        AudioProperties whole = joined.Whole;
        byte[] file = joined.Bytes;
        long frames = (long)Math.Round(before.SampleRate / 2.0 / 1024);
        Assert.Equal(before.SampleCount + (frames * 1024) + after.SampleCount, whole.SampleCount);
        Assert.Equal(first.Length + (frames * (whole.Channels == 1 ? 11 : 13)) + second.Length, file.Length);

        int channels = whole.Channels;
        float[] decoded = FloatSamples.Decode(file, ".aac");
        long start = before.SampleCount * channels;
        long end = start + (frames * 1024 * channels);
        Assert.Equal(whole.SampleCount * channels, decoded.Length);
        Assert.Equal(0, FloatSamples.CountDifferences(decoded, 0, FloatSamples.Decode(first, ".aac"), 0, start));
        Assert.Equal(
            0,
            FloatSamples.CountDifferences(
                decoded, end, FloatSamples.Decode(second, ".aac"), 0, decoded.Length - end));
        long tail = 1024 * channels;
        Assert.Equal(0, FloatSamples.Peak(decoded, start + tail, end - start - tail));
    }

    [Fact]
    public void Silent_frames_are_those_of_the_specification()
    {
        byte[] mono = [0xFF, 0xF0, 0x58, 0x40, 0x04, 0x3F, 0xFC, 0, 0, 0b0000_0111, 0xFF];
        byte[] stereo = [0xFF, 0xF1, 0x58, 0x80, 0x04, 0x3F, 0xFC, 0b0010_1010, 0xFF];

        Assert.Equal(
            [0xFF, 0xF1, 0x58, 0x40, 0x01, 0x7F, 0xFC, 0x06, 0, 0, 0x07],
            AacSilentFrame.TryCreate(mono));
        Assert.Equal(
            [0xFF, 0xF1, 0x58, 0x80, 0x01, 0xBF, 0xFC, 0x2B, 0, 0, 0, 0, 0x1C],
            AacSilentFrame.TryCreate(stereo));
    }

    [Fact]
    public void Data_and_fill_before_the_channels_are_passed_over()
    {
        // Fill of one byte, data of one byte that begins at a whole byte, and the element 000 0101.
        byte[] block = Bits("110 0001 10101010 100 0000 1 00000001 0 11111111 000 0101 11111111 0 00 0 000001");
        byte[] frame = [0xFF, 0xF1, 0x58, 0x40, 0x04, 0x3F, 0xFC, .. block];

        Assert.True(AacElement.TryFind(frame, out bool isPair, out int tag));
        Assert.Equal((false, 5), (isPair, tag));
    }

    [Fact]
    public void Kinds_that_silence_does_not_fit_take_none()
    {
        byte[] silence = Frame(0x58, 0x40, Bits("000 0000 00000000 0 00 0 000000 0 0 0 0 111"));
        // Not LC; channels that the frames tell; three channels; spectral band replication, with fill behind it.
        byte[] main = Frame(0x18, 0x40, Bits("000 0000 00000000 0 00 0 000000 0 0 0 0 111"));
        byte[] told = Frame(0x58, 0x00, Bits("000 0000 00000000 0 00 0 000000 0 0 0 0 111"));
        byte[] three = Frame(0x58, 0xC0, Bits("000 0000 00000000 0 00 0 000000 0 0 0 0 111"));
        byte[] replicated = Frame(
            0x58,
            0x40,
            Bits("000 0000 00000000 0 00 0 000000 0 0 0 0 110 0010 1101 000011110000 110 0001 00000000 111"));

        Assert.True(CanAppendSilence(silence));
        Assert.False(CanAppendSilence(main));
        Assert.False(CanAppendSilence(told));
        Assert.False(CanAppendSilence(three));
        Assert.False(CanAppendSilence(replicated));
    }

    [Fact]
    public void Frames_of_any_bytes_are_looked_at()
    {
        Random random = new(11);
        for (int i = 0; i < 5000; i++)
        {
            byte[] block = new byte[random.Next(1, 8)];
            random.NextBytes(block);
            // Zeros at the end, where the block's own end is looked for.
            block.AsSpan(random.Next(0, block.Length)).Clear();
            byte[] frame = Frame(0x58, (byte)(random.Next(4) << 6), block);

            bool canAppend = CanAppendSilence(frame);

            Assert.True(!canAppend || AacElement.TryFind(frame, out _, out _));
        }
    }

    [Fact]
    public void No_recorded_speech_is_taken_for_another_kind()
    {
        Assert.All(AudioFixtures.Parts(AudioFormat.Aac), part =>
        {
            using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Aac, new MemoryStream());
            JoinResult.Append(joiner, part);
            Assert.True(joiner.CanAppendSilence);
        });
    }

    [Fact]
    public void Two_hundred_pauses_drift_by_less_than_a_step()
    {
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Aac, new MemoryStream());
        byte[] part = AudioFixtures.Part(AudioFormat.Aac, 1);
        long samples = 0;
        for (int i = 0; i < 200; i++)
        {
            samples += JoinResult.Append(joiner, part).SampleCount;
            joiner.AppendSilence(TimeSpan.FromMilliseconds(310));
            double due = samples + ((i + 1) * 0.310 * AudioFixtures.SampleRate);
            Assert.InRange(AudioProperties.ToSamples(joiner.Length, AudioFixtures.SampleRate) - due, -1024, 1024);
        }
    }

    // Noise substitution is random: no decoder gives the same samples twice.
    internal static byte[] Encode(string options, int start, int count) =>
        EncodedSpeech.Encode(".aac", start, count, ["-aac_pns", "0", .. options.Split(' ')]);

    private static bool CanAppendSilence(byte[] frame)
    {
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Aac, new MemoryStream());
        JoinResult.Append(joiner, [.. Enumerable.Repeat(frame, 6).SelectMany(bytes => bytes)]);
        if (!joiner.CanAppendSilence)
        {
            Assert.Throws<NotSupportedException>(() => joiner.AppendSilence(TimeSpan.FromSeconds(1)));
        }

        return joiner.CanAppendSilence;
    }

    private static byte[] Frame(byte profile, byte channels, byte[] block)
    {
        int length = 7 + block.Length;
        return
        [
            0xFF, 0xF1, profile, channels, (byte)(length >> 3), (byte)(length << 5 | 0x1F), 0xFC, .. block,
        ];
    }

    private static byte[] Bits(string text)
    {
        string bits = text.Replace(" ", "");
        byte[] bytes = new byte[(bits.Length + 7) / 8];
        for (int i = 0; i < bits.Length; i++)
        {
            bytes[i / 8] |= (byte)((bits[i] - '0') << (7 - (i % 8)));
        }

        return bytes;
    }
}
