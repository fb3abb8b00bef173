using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Mpeg;

/// <summary>The level curve of MP3, which is read without decoding, beside the samples that ffmpeg decodes.</summary>
public class Mp3LevelTests
{
    private const int Rate = AudioFixtures.SampleRate;
    private const double Floor = -80;
    private const double Softest = -60;
    private const double Steady = 6;

    // What ffmpeg leaves out where the encoder tells of its delay, and leaves in where it does not.
    private const int UntoldDelay = 576 + 529;

    private static readonly byte[] s_sound = CreateSound();

    // One channel and two, alike and not; constant, variable and average bitrates, most and least bits; each rate of
    // samples of MPEG-1, MPEG-2 and MPEG-2.5; with check words; another encoder.
    [SkippableTheory]
    [InlineData("-b:a 64k", 2)]
    [InlineData("-b:a 160k", 2)]
    [InlineData("-b:a 32k", 2)]
    [InlineData("-q:a 4", 2)]
    [InlineData("-q:a 0", 2)]
    [InlineData("-abr 1 -b:a 56k", 2)]
    [InlineData("-b:a 96k -ac 2", 2)]
    [InlineData("-b:a 96k -af pan=stereo|c0=c0|c1=0.3*c0,adelay=0|40", 2)]
    [InlineData("-b:a 96k -joint_stereo 0 -af pan=stereo|c0=c0|c1=0.3*c0,adelay=0|40", 2)]
    [InlineData("-ar 44100 -b:a 320k -af pan=stereo|c0=c0|c1=0.3*c0,adelay=0|40", 2)]
    [InlineData("-ar 44100 -b:a 128k", 2)]
    [InlineData("-ar 48000 -q:a 4", 2)]
    [InlineData("-ar 32000 -b:a 64k", 2)]
    [InlineData("-ar 22050 -b:a 48k", 2)]
    [InlineData("-ar 16000 -b:a 48k", 2)]
    [InlineData("-ar 12000 -b:a 32k", 4)]
    [InlineData("-ar 11025 -b:a 32k", 4)]
    [InlineData("-ar 8000 -b:a 24k", 4)]
    [InlineData("-c:a libshine -b:a 64k", 2)]
    [InlineData("-c:a libshine -ar 44100 -b:a 128k -ac 2", 2)]
    public void Level_is_that_of_the_decoded_samples(string options, double mostDecibels)
    {
        byte[] part = AudioTools.Encode(s_sound, ".mp3", options.Split(' '));

        AudioProperties told = KnownSilence.Probe(AudioFormat.Mp3, part);

        AssertLevels(told, AudioTools.Decode(part, ".mp3"), 0, mostDecibels);
    }

    [SkippableTheory]
    [InlineData("-V 2")]
    [InlineData("-b 64 -p")]
    [InlineData("-b 128 -m j -p")]
    [InlineData("-b 320 -m j")]
    [InlineData("--abr 64 -m j")]
    [InlineData("--noreplaygain --resample 44.1 -b 96")]
    public void Level_is_that_of_the_decoded_samples_of_lame(string options)
    {
        byte[] part = EncodedSpeech.EncodeByLame(0, 55_305, options.Split(' '));

        // Where the bitrate is constant, lame tells of nothing.
        bool isTold = System.Text.Encoding.ASCII.GetString(part, 0, 200) is { } head
            && (head.Contains("Xing") || head.Contains("Info"));
        AssertLevels(
            KnownSilence.Probe(AudioFormat.Mp3, part),
            AudioTools.Decode(part, ".mp3"),
            isTold ? 0 : UntoldDelay,
            2);
    }

    // A frame whose main data begins before the part's first one is silent in a joined file.
    [SkippableFact]
    public void Frames_whose_bits_are_missing_are_silent()
    {
        byte[] frames = Mp3File.WithoutInfo(AudioTools.Encode(s_sound, ".mp3", "-b:a", "64k"));
        LevelCurve whole = KnownSilence.Probe(AudioFormat.Mp3, frames).Levels!;
        // As long as 24 steps.
        const int Frames = 5;
        byte[] rest = frames;
        for (int i = 0; i < Frames; i++)
        {
            rest = [.. rest.Skip(Mp3File.FrameLength(rest))];
        }

        LevelCurve levels = KnownSilence.Probe(AudioFormat.Mp3, rest).Levels!;

        double shift = Frames * 576.0 / Rate;
        int same = Enumerable.Range(0, levels.Count).First(i => levels.TimeOf(i) > 0.1);
        Assert.All(
            Enumerable.Range(same, levels.Count - same),
            i => Assert.Equal(At(whole, levels.TimeOf(i) + shift), levels[i], 1.0));
        Assert.Equal(Floor, levels[0], 0.5);
    }

    [Fact]
    public void Whatever_bits_frames_have_they_have_levels()
    {
        var random = new Random(5);
        for (int round = 0; round < 400; round++)
        {
            LevelCurve levels = KnownSilence.Probe(AudioFormat.Mp3, CreateNoise(random)).Levels!;

            Assert.All(Enumerable.Range(0, levels.Count), i => Assert.InRange(levels[i], Floor, -Floor));
        }
    }

    // Speech, then clicks and short bursts in silence: encoders shorten their windows for them.
    private static byte[] CreateSound()
    {
        var random = new Random(4);
        byte[] sound = new byte[EncodedSpeech.Pcm.Length + (2 * Rate)];
        EncodedSpeech.Pcm.CopyTo(sound, 0);
        for (int i = 0; i < Rate; i++)
        {
            int loudest = i % 3001 < 400 ? 9000 : 3;
            short sample = (short)random.Next(-loudest, loudest + 1);
            sound[EncodedSpeech.Pcm.Length + (2 * i)] = (byte)sample;
            sound[EncodedSpeech.Pcm.Length + (2 * i) + 1] = (byte)(sample >> 8);
        }

        return sound;
    }

    // True headers of one configuration, and nothing but noise behind them.
    private static byte[] CreateNoise(Random random)
    {
        int version = new[] { 0, 2, 3 }[random.Next(3)];
        int rate = random.Next(3);
        int mode = random.Next(4);
        List<byte> part = [];
        for (int i = 0; i < 12; i++)
        {
            byte[] header =
            [
                0xFF,
                (byte)(0xE2 | (version << 3) | random.Next(2)),
                (byte)((random.Next(5, 15) << 4) | (rate << 2) | (random.Next(2) << 1)),
                (byte)((mode << 6) | (random.Next(4) << 4)),
            ];
            byte[] frame = new byte[Mp3File.FrameLength(header)];
            random.NextBytes(frame);
            header.CopyTo(frame, 0);
            if (random.Next(2) == 0)
            {
                // main_data_begin: its bits are there.
                frame[(header[1] & 1) == 0 ? 6 : 4] = 0;
            }

            part.AddRange(frame);
        }

        return [.. part];
    }

    private static void AssertLevels(AudioProperties told, short[] samples, int before, double mostDecibels)
    {
        LevelCurve levels = told.Levels!;
        int step = (int)Math.Round(levels.StepSeconds * told.SampleRate);
        int length = step * told.Channels;
        int first = before + (int)Math.Round((levels.OffsetSeconds * told.SampleRate) - (step / 2.0));
        double[] decoded =
        [
            .. Enumerable.Range(0, levels.Count).Select(i => (first + (i * step)) * told.Channels)
                .Select(start => start < 0 || start + length > samples.Length ? double.NaN : Level(
                    samples.AsSpan(start, length))),
        ];
        List<double> differences = [];
        for (int i = 1; i < levels.Count - 1; i++)
        {
            // Where the sound is steady: there it is no matter on which side of a step's end a sample counts.
            bool isSteady = Math.Abs(decoded[i] - decoded[i - 1]) < Steady
                && Math.Abs(decoded[i] - decoded[i + 1]) < Steady;
            if (isSteady && Math.Max(decoded[i], levels[i]) > Softest)
            {
                differences.Add(levels[i] - decoded[i]);
            }
        }

        differences.Sort();
        Assert.True(differences.Count > 100, $"{differences.Count}");
        Assert.InRange(differences[differences.Count / 2], -0.2, 0.2);
        Assert.InRange(differences[differences.Count / 20], -mostDecibels, 0);
        Assert.InRange(differences[differences.Count * 19 / 20], 0, mostDecibels);
    }

    private static double Level(ReadOnlySpan<short> samples)
    {
        double sum = 0;
        foreach (short sample in samples)
        {
            sum += sample * sample;
        }

        return Math.Max(Floor, 10 * Math.Log10((sum / samples.Length / (32_768.0 * 32_768)) + 1e-12));
    }

    private static float At(LevelCurve levels, double time) =>
        levels[(int)Math.Round((time - levels.OffsetSeconds) / levels.StepSeconds)];
}
