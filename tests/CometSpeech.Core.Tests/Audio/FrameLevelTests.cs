using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Tests.Audio.Support;
using Xunit.Abstractions;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>
/// Where the levels of MP3 frames say that a burst of noise is, it is: counted from where the part's sound
/// begins.
/// </summary>
public class FrameLevelTests(ITestOutputHelper log)
{
    private const int Rate = 24_000;
    private const int Bursts = 20;
    private const int BurstLength = 6000;

    // Not a multiple of any frame's length, so that the bursts begin everywhere in frames.
    private const int Distance = 14_471;
    private const int First = 9000;

    [SkippableTheory]
    [InlineData(".mp3", "-b:a 128k")]
    [InlineData(".mp3", "-b:a 64k")]
    [InlineData(".mp3", "-b:a 32k")]
    [InlineData(".mp3", "-q:a 4")]
    [InlineData(".mp3", "-q:a 4 -write_xing 0")]
    [InlineData(".mp3", "-b:a 64k -write_xing 0")]
    [InlineData(".mp3", "-b:a 96k -ac 2")]
    [InlineData(".mp3", "-ar 16000 -b:a 48k")]
    [InlineData(".mp3", "-ar 8000 -b:a 24k")]
    [InlineData(".mp3", "-ar 44100 -b:a 128k -ac 2")]
    [InlineData(".mp3", "-ar 44100 -q:a 4")]
    [InlineData(".mp3", "-ar 48000 -b:a 96k -write_xing 0")]
    public void Levels_lie_where_the_sound_is(string extension, string options)
    {
        byte[] part = AudioTools.Encode(CreateBursts(), extension, options.Split(' '));

        AudioProperties told = KnownSilence.Probe(
            AudioFormats.FromExtension(extension)!.Value, part);

        LevelCurve levels = told.Levels!;
        int step = told.SampleRate / 200;
        Assert.Equal(told.SampleCount / step, levels.Count);
        Assert.Equal(step / (double)told.SampleRate, levels.StepSeconds, 9);
        float half = (Median(levels, inBursts: true) + Median(levels, inBursts: false)) / 2;
        List<double> middles = [];
        for (int i = 0; i < Bursts; i++)
        {
            double middle = (First + (i * Distance) + (BurstLength / 2)) / (double)Rate;
            (double rise, double fall) = FindBurst(levels, middle, half);
            middles.Add((((rise + fall) / 2) - middle) / levels.StepSeconds);
        }

        middles.Sort();
        log.WriteLine(
            $"{extension} {options}: off by {middles[Bursts / 2]:0.00} steps in the median ({middles[0]:0.00} to "
                + $"{middles[Bursts - 1]:0.00}; offset {levels.OffsetSeconds * told.SampleRate:0} samples)");
        Assert.InRange(middles[Bursts / 2], -0.5, 0.5);
        Assert.InRange(middles[Bursts / 4], -0.5, 0.5);
        Assert.InRange(middles[Bursts * 3 / 4], -0.5, 0.5);
    }

    [SkippableTheory]
    [InlineData(".mp3", "-b:a 128k")]
    [InlineData(".mp3", "-b:a 64k")]
    [InlineData(".mp3", "-q:a 4")]
    [InlineData(".mp3", "-b:a 96k -ac 2")]
    [InlineData(".mp3", "-ar 44100 -b:a 128k -ac 2")]
    public void Digital_silence_is_quieter_than_anything(string extension, string options)
    {
        // A second of zeros, one of the faintest noise, one of speech.
        byte[] pcm = new byte[2 * 3 * Rate];
        Random random = new(7);
        for (int i = Rate; i < 2 * Rate; i++)
        {
            BitConverter.GetBytes((short)random.Next(-1, 2)).CopyTo(pcm, 2 * i);
        }

        Buffer.BlockCopy(EncodedSpeech.Pcm, 0, pcm, 2 * 2 * Rate, 2 * Rate);
        byte[] part = AudioTools.Encode(pcm, extension, options.Split(' '));

        LevelCurve levels = KnownSilence.Probe(
            AudioFormats.FromExtension(extension)!.Value, part).Levels!;

        float[] medians = [.. new[] { 0.1, 1.1, 2.1 }.Select(from => Median(levels, from, from + 0.8))];
        if (extension == ".mp3")
        {
            // In decibels of full scale, and what is below -80 is on it.
            Assert.Equal(-80, medians[0]);
            Assert.Equal(-80, medians[1]);
            Assert.InRange(medians[2], -50, -10);
            return;
        }

        Assert.InRange(medians[0], 150, medians[1] - 1);
        Assert.InRange(medians[1], medians[0] + 1, medians[2] - 15);
    }

    [Theory]
    [InlineData(AudioFormat.Mp3)]
    [InlineData(AudioFormat.Aac)]
    public void Nobody_asked_for_levels(AudioFormat format) =>
        Assert.Null(KnownSilence.Probe(format, AudioFixtures.Part(format, 1), readsLevels: false).Levels);

    private static float Median(LevelCurve levels, double from, double to)
    {
        float[] found =
        [
            .. Enumerable.Range(0, levels.Count)
                .Where(i => levels.TimeOf(i) > from && levels.TimeOf(i) < to)
                .Select(i => levels[i])
                .OrderBy(level => level),
        ];
        return found[found.Length / 2];
    }

    // The middle of the levels that lie in bursts, or between them, with 60 ms to their edges.
    private static float Median(LevelCurve levels, bool inBursts)
    {
        const int Margin = 1440;
        List<float> found = [];
        for (int i = 0; i < levels.Count; i++)
        {
            double inBurst = ((levels.TimeOf(i) * Rate) - First) % Distance;
            bool isIn = inBurst > Margin && inBurst < BurstLength - Margin;
            bool isOut = inBurst > BurstLength + Margin && inBurst < Distance - Margin;
            if (inBursts ? isIn : isOut)
            {
                found.Add(levels[i]);
            }
        }

        found.Sort();
        return found[found.Count / 2];
    }

    // The burst's edges: where the curve passes the middle between silence and noise.
    private static (double Rise, double Fall) FindBurst(LevelCurve levels, double middle, float half)
    {
        int at = (int)Math.Round((middle - levels.OffsetSeconds) / levels.StepSeconds);
        int rise = at;
        while (levels[rise - 1] > half)
        {
            rise--;
        }

        int fall = at;
        while (levels[fall + 1] > half)
        {
            fall++;
        }

        return (Cross(levels, rise - 1, half), Cross(levels, fall, half));
    }

    private static double Cross(LevelCurve levels, int before, float half) => levels.TimeOf(before)
        + ((half - levels[before]) / (levels[before + 1] - levels[before]) * levels.StepSeconds);

    private static byte[] CreateBursts()
    {
        Random random = new(3);
        int count = First + (Bursts * Distance);
        byte[] pcm = new byte[count * 2];
        for (int i = 0; i < count; i++)
        {
            int inBurst = i < First ? BurstLength : (i - First) % Distance;
            int loudest = inBurst < BurstLength ? 4000 : 2;
            short sample = (short)random.Next(-loudest, loudest + 1);
            pcm[i * 2] = (byte)sample;
            pcm[(i * 2) + 1] = (byte)(sample >> 8);
        }

        return pcm;
    }
}
