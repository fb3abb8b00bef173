using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Mpeg;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Mpeg;

/// <summary>
/// Silence in MP3, with the speech around it cut in the middle of a word; judged by ffmpeg and mp3val.
/// </summary>
public class Mp3SilenceTests
{
    // What the frame before the silence leaves in a decoder, the overlap and the filter bank, is over after so many
    // samples. Less than half a step of 16 bits it is after 0 to 657 of these settings, whose speech ends in mid-word.
    private const int Tail = 1056;
    private const int AudibleTail = 720;

    [SkippableTheory]
    [InlineData("ffmpeg -b:a 128k")]
    [InlineData("ffmpeg -b:a 64k")]
    [InlineData("ffmpeg -b:a 32k")]
    [InlineData("ffmpeg -q:a 4")]
    [InlineData("ffmpeg -q:a 2 -ac 2")]
    [InlineData("ffmpeg -abr 1 -b:a 56k")]
    [InlineData("ffmpeg -ar 8000 -b:a 16k")]
    [InlineData("ffmpeg -ar 16000 -q:a 4")]
    [InlineData("ffmpeg -ar 44100 -b:a 128k -ac 2 -joint_stereo 1")]
    [InlineData("ffmpeg -ar 44100 -b:a 192k -ac 2 -joint_stereo 0")]
    [InlineData("ffmpeg -ar 44100 -q:a 4")]
    [InlineData("ffmpeg -ar 48000 -b:a 32k")]
    [InlineData("ffmpeg -ar 48000 -q:a 2 -ac 2")]
    [InlineData("ffmpeg -ar 24000 -b:a 64k -write_xing 0")]
    [InlineData("lame -p -b 64 -m m")]
    [InlineData("lame -p -V 4 -m m")]
    [InlineData("lame -p -b 128 -m j --resample 44.1")]
    [InlineData("lame --nores -b 64 -m m")]
    [InlineData("lame -V 4 -m j --resample 44.1")]
    [InlineData("lame --abr 80 -m m --resample 48")]
    public void Speech_around_silence_stays_the_same(string options)
    {
        byte[] first = Encode(options, 0, 20_011);
        byte[] second = Encode(options, 20_011, 30_000);

        JoinResult joined = JoinResult.JoinAroundSilence(AudioFormat.Mp3, first, second);

        (AudioProperties before, AudioProperties after) = (joined.Parts[0], joined.Parts[1]);
        AudioProperties whole = joined.Whole;
        byte[] file = joined.Bytes;
        int frame = before.SampleRate >= 32_000 ? 1152 : 576;
        long silence = (long)Math.Round(before.SampleRate / 2.0 / frame) * frame;
        Assert.Equal(before.SampleCount + silence + after.SampleCount, whole.SampleCount);
        Assert.Equal((uint)(whole.SampleCount / frame), Mp3File.ReadCounts(file).Frames);
        Assert.Equal((uint)file.Length, Mp3File.ReadCounts(file).Bytes);
        Assert.Equal(whole.Duration.TotalSeconds, AudioTools.ProbeDuration(file, ".mp3"), 0.001);
        Assert.Empty(Mp3File.Faults(Mp3File.Mp3val(file)));

        int channels = whole.Channels;
        float[] decoded = Decode(file);
        long start = before.SampleCount * channels;
        long end = start + (silence * channels);
        Assert.Equal(whole.SampleCount * channels, decoded.Length);
        Assert.Equal(0, FloatSamples.CountDifferences(decoded, 0, Decode(first), 0, start));
        Assert.Equal(0, FloatSamples.CountDifferences(decoded, end, Decode(second), 0, decoded.Length - end));
        Assert.Equal(0, FloatSamples.Peak(decoded, start + (Tail * channels), end - start - (Tail * channels)));
        long audible = AudibleTail * channels;
        Assert.InRange(FloatSamples.Peak(decoded, start + audible, end - start - audible), 0, FloatSamples.HalfStep);
    }

    [SkippableTheory]
    [InlineData("-b:a 64k", 192, "FF F3 84")]
    [InlineData("-q:a 4", 24, "FF F3 14")]
    [InlineData("-ar 44100 -b:a 128k -ac 2", 417, "FF FB 90")]
    [InlineData("-ar 44100 -q:a 4", 104, "FF FB 10")]
    public void Silence_has_the_bitrate_of_a_constant_one_and_else_the_lowest(
        string options, int length, string header)
    {
        byte[] part = Encode("ffmpeg " + options, 0, 20_000);

        byte[] silence = SilenceAfter(part, 0.2);

        Assert.Equal(0, silence.Length % length);
        Assert.Equal(header, BitConverter.ToString(silence, 0, 3).Replace('-', ' '));
        Assert.Equal(0, silence[3] & 0x30);
        Assert.All(silence.Take(length).Skip(4), value => Assert.Equal(0, value));
        Assert.Equal(silence.Take(length), silence.Skip(length).Take(length));
    }

    [Fact]
    public void Silent_frame_of_24_kHz_mono_has_24_bytes()
    {
        byte[] neighbour = [0xFF, 0xF2, 0x86, 0xF4];

        byte[] frame = Mp3SilentFrame.Create(neighbour, Mp3SilentFrame.LowestBitrate);

        Assert.Equal([0xFF, 0xF3, 0x14, 0xC4, .. new byte[20]], frame);
    }

    [Fact]
    public void Each_pause_has_about_its_nearest_step()
    {
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Mp3, new MemoryStream());
        byte[] part = AudioFixtures.Part(AudioFormat.Mp3, 1);
        Random random = new(5);
        int far = 0;
        for (int i = 0; i < 200; i++)
        {
            JoinResult.Append(joiner, part);
            TimeSpan before = joiner.Length;
            TimeSpan wanted = TimeSpan.FromMilliseconds(random.Next(100, 900));
            joiner.AppendSilence(wanted);
            double error = Math.Abs((joiner.Length - before - wanted).TotalMilliseconds);
            Assert.InRange(error, 0, 24);
            far += error > 16 ? 1 : 0;
        }

        // Rounding leaves 12 ms over, a little more where that keeps the sum small; were all made up for at once, every
        // tenth would be farther off than this.
        Assert.InRange(far, 0, 8);
    }

    [Fact]
    public void Two_hundred_pauses_drift_by_less_than_a_step()
    {
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Mp3, new MemoryStream());
        byte[] part = AudioFixtures.Part(AudioFormat.Mp3, 1);
        long samples = 0;
        for (int i = 0; i < 200; i++)
        {
            samples += JoinResult.Append(joiner, part).SampleCount;
            joiner.AppendSilence(TimeSpan.FromMilliseconds(310));
            double due = samples + ((i + 1) * 0.310 * AudioFixtures.SampleRate);
            Assert.InRange(AudioProperties.ToSamples(joiner.Length, AudioFixtures.SampleRate) - due, -576, 576);
        }
    }

    [Fact]
    public void Padding_of_the_last_part_is_not_that_of_silence_behind_it()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Mp3, 1);
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Mp3, output);
        JoinResult.Append(joiner, part);
        joiner.AppendSilence(TimeSpan.FromMilliseconds(100));
        joiner.Complete();

        byte[] file = output.ToArray();

        Assert.Equal(576, Mp3InfoFrame.ReadEncoderTag(file.AsSpan(0, Mp3File.FrameLength(file)))!.Delay);
        Assert.Equal(0, Mp3InfoFrame.ReadEncoderTag(file.AsSpan(0, Mp3File.FrameLength(file)))!.Padding);
    }

    internal static byte[] Encode(string options, int start, int count)
    {
        string[] words = options.Split(' ');
        return words[0] == "lame"
            ? EncodedSpeech.EncodeByLame(start, count, [.. words.Skip(1)])
            : EncodedSpeech.Encode(".mp3", start, count, [.. words.Skip(1)]);
    }

    private static float[] Decode(byte[] file) => FloatSamples.Decode(Mp3File.WithoutInfo(file), ".mp3");

    private static byte[] SilenceAfter(byte[] part, double seconds)
    {
        byte[] alone = JoinResult.Join(AudioFormat.Mp3, part, new JoinedPart("part")).Bytes;
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Mp3, output);
        JoinResult.Append(joiner, part);
        joiner.AppendSilence(TimeSpan.FromSeconds(seconds));
        joiner.Complete();
        return [.. output.ToArray().Skip(alone.Length)];
    }
}
