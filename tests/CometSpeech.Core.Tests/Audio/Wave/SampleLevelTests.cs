using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Wave;

/// <summary>The level curve of plain samples.</summary>
public class SampleLevelTests
{
    // A tone of half of full scale between 500 and 900 ms of 1.4 seconds: its root mean square is -9.03 dB.
    private const double ToneLevel = -9.03;
    private const double Floor = -80;

    private static readonly byte[] s_pcm = CreateTone();

    [SkippableTheory]
    [InlineData("-c:a pcm_u8")]
    [InlineData("-c:a pcm_s16le")]
    [InlineData("-c:a pcm_s16le -ac 2")]
    [InlineData("-c:a pcm_s16le -ar 22050")]
    [InlineData("-c:a pcm_s24le")]
    [InlineData("-c:a pcm_s24le -ac 2")]
    [InlineData("-c:a pcm_s32le")]
    [InlineData("-c:a pcm_f32le")]
    [InlineData("-c:a pcm_f64le -ac 2")]
    [InlineData("-c:a pcm_alaw")]
    [InlineData("-c:a pcm_mulaw")]
    public void Tone_has_its_level_at_its_place(string options)
    {
        AudioProperties probed = KnownSilence.Probe(
            AudioFormat.Wav, AudioTools.Encode(s_pcm, ".wav", options.Split(' ')));

        // Of two channels ffmpeg gives each half of the power. A-law has no zero, its least value is 8. Converting the
        // rate smears a little.
        AssertTone(
            probed.Levels!,
            options.Contains("-ac 2") ? ToneLevel - 3.01 : ToneLevel,
            options.Contains("-ar") ? 0.006 : 0.0001,
            options.Contains("alaw") ? -72.25 : Floor);
        Assert.InRange(probed.Levels!.StepSeconds, 0.0049, 0.005);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Raw_samples_have_levels_in_the_order_that_sounds(bool isToldBigEndian, bool isBigEndian)
    {
        byte[] sent = [.. s_pcm];
        for (int i = 0; isBigEndian && i < sent.Length; i += 2)
        {
            (sent[i], sent[i + 1]) = (sent[i + 1], sent[i]);
        }

        PcmFormat told = new(AudioFixtures.SampleRate, 1, isToldBigEndian);

        AssertTone(KnownSilence.Probe(AudioFormat.Pcm, sent, told).Levels!, ToneLevel, 0.0001);
    }

    [Fact]
    public void Samples_that_are_no_numbers_are_silent()
    {
        byte[] samples = [.. Enumerable.Repeat(float.NaN, 3000).Concat(Enumerable.Repeat(float.PositiveInfinity, 3000))
            .SelectMany(BitConverter.GetBytes)];
        byte[] wav = WaveBytes.Make(samples, (uint)samples.Length);
        wav[20] = 3;
        wav[32] = 4;
        wav[34] = 32;

        LevelCurve levels = KnownSilence.Probe(AudioFormat.Wav, wav).Levels!;

        Assert.Equal(6000 / 120, levels.Count);
        Assert.Equal(Floor, levels[10], 3);
    }

    [Fact]
    public void Less_than_a_step_has_no_levels() =>
        Assert.Null(KnownSilence.Probe(AudioFormat.Pcm, new byte[2 * 119]).Levels);

    private static void AssertTone(LevelCurve levels, double expected, double tolerance, double floor = Floor)
    {
        double half = levels.StepSeconds / 2;
        int first = Enumerable.Range(0, levels.Count).First(i => levels[i] > -40);
        int last = Enumerable.Range(0, levels.Count).Last(i => levels[i] > -40);
        Assert.InRange(levels.TimeOf(first) - half, 0.5 - tolerance, 0.5 + tolerance);
        Assert.InRange(levels.TimeOf(last) + half, 0.9 - tolerance, 0.9 + tolerance);
        Assert.InRange(levels.TimeOf(0), half - 0.0001, half + 0.0001);
        Assert.InRange(levels[(first + last) / 2], expected - 0.3, expected + 0.3);
        Assert.InRange(levels[first / 2], floor - 0.01, floor + 0.01);
        Assert.InRange(levels[last + (first / 2)], floor - 0.01, floor + 0.01);
    }

    private static byte[] CreateTone()
    {
        byte[] pcm = new byte[2 * 33_600];
        for (int i = 12_000; i < 21_600; i++)
        {
            short sample = (short)(16_384 * Math.Sin(2 * Math.PI * 1000 * i / AudioFixtures.SampleRate));
            pcm[2 * i] = (byte)sample;
            pcm[(2 * i) + 1] = (byte)(sample >> 8);
        }

        return pcm;
    }
}
