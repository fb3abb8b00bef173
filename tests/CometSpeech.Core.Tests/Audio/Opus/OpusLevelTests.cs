using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Levels;
#if NET8_0_OR_GREATER // CsCheck is for newer frameworks only.
using CometSpeech.Core.Audio.Opus;
#endif
using CometSpeech.Core.Tests.Audio.Support;
#if NET8_0_OR_GREATER
using CsCheck;
#endif

namespace CometSpeech.Core.Tests.Audio.Opus;

/// <summary>The level curve of Opus: of a voice-like sound whose places are known.</summary>
public class OpusLevelTests
{
    private const int Rate = AudioFixtures.SampleRate;
    private const int Burst = 8_400;
    private const double Loud = 6000;

    private static readonly int[] s_starts = [12_345, 37_001, 60_123, 85_431, 110_007, 135_555];

    // What takes such a sound for music goes over to CELT, which speech does not make it do: only bitrates are here
    // that leave it no choice.
    [SkippableTheory]
    [InlineData("-application voip -b:a 12k")]
    [InlineData("-application voip -b:a 12k -frame_duration 10")]
    [InlineData("-application voip -b:a 16k")]
    [InlineData("-application voip -b:a 16k -vbr off")]
    [InlineData("-application voip -b:a 16k -frame_duration 40")]
    [InlineData("-application voip -b:a 16k -frame_duration 60")]
    [InlineData("-application voip -b:a 16k -fec 1 -packet_loss 20")]
    [InlineData("-application audio -b:a 64k")]
    [InlineData("-application audio -b:a 64k -ac 2")]
    [InlineData("-application audio -b:a 64k -frame_duration 2.5")]
    [InlineData("-application audio -b:a 64k -frame_duration 10")]
    [InlineData("-application audio -b:a 96k -frame_duration 60")]
    [InlineData("-application lowdelay -b:a 64k")]
    [InlineData("-application lowdelay -b:a 64k -frame_duration 5")]
    public void Sound_begins_and_ends_where_it_is(string options)
    {
        LevelCurve levels = Encode(options, [.. s_starts.Select(start => (start, Burst, Loud))]).Levels!;

        double quiet = Level(levels, 0.1, 0.4);
        double loud = Level(levels, (s_starts[0] / (double)Rate) + 0.1, (s_starts[0] / (double)Rate) + 0.3);
        Assert.True(loud > quiet + 15, $"{quiet} {loud}");
        double threshold = quiet + (0.45 * (loud - quiet));
        foreach (int start in s_starts)
        {
            // A frame is up to 20 ms, and counts as loud when some of its sound is; the gain goes back in steps.
            double begins = Crossing(levels, (start / (double)Rate) - 0.15, level => level >= threshold);
            double ends = Crossing(levels, ((start + (Burst / 2)) / (double)Rate), level => level < threshold);
            Assert.InRange((begins * 1000) - (start / 24.0), -24, 18);
            Assert.InRange((ends * 1000) - ((start + Burst) / 24.0), -12, 46);
        }
    }

    [SkippableFact]
    public void Louder_speech_has_the_higher_gain()
    {
        LevelCurve levels = Encode(
            "-application voip -b:a 12k",
            (s_starts[0], Burst, 500),
            (s_starts[2], Burst, 2000),
            (s_starts[4], Burst, 8000)).Levels!;

        double[] found = [.. new[] { 0, 2, 4 }.Select(
            i => Level(levels, (s_starts[i] / (double)Rate) + 0.1, (s_starts[i] / (double)Rate) + 0.3))];
        // By 12 dB each; the gain is that of what prediction leaves over.
        Assert.InRange(found[1] - found[0], 7, 15);
        Assert.InRange(found[2] - found[1], 7, 15);
    }

    // Of all settings: nothing is thrown, and the curve is as long as the part.
    [SkippableTheory, MemberData(nameof(OpusSettings.Rows), MemberType = typeof(OpusSettings))]
    public void Curve_covers_the_part_with_speech_above_silence(string options)
    {
        byte[] part = AudioTools.Encode(
            KnownSilence.Create(14_400, 10_000, 30_000, 14_400), ".opus", OpusSettings.Split(options));

        AudioProperties probed = KnownSilence.Probe(AudioFormat.Opus, part);

        LevelCurve levels = probed.Levels!;
        // To the part's end, or up to the end of a packet later.
        double end = levels.TimeOf(levels.Count - 1) + (levels.StepSeconds / 2);
        Assert.InRange(end - probed.Duration.TotalSeconds, -0.015, 0.06);
        Assert.InRange(levels.TimeOf(0), -0.01, 0.01);
        double silence = Math.Max(Level(levels, 0.1, 0.5), Level(levels, 1.95, 2.4));
        Assert.True(Level(levels, 0.6, 1.85) > silence + 10, $"{silence}");
    }

    [SkippableFact]
    public void Streams_glued_together_keep_the_time_that_joining_gives_them()
    {
        byte[] part = AudioTools.Encode(
            KnownSilence.Bursts(40_000, (20_000, Burst, Loud)), ".opus", "-c:a", "libopus", "-b:a", "16k");
        byte[] glued = [.. part, .. part, .. part];

        LevelCurve levels = KnownSilence.Probe(AudioFormat.Opus, glued).Levels!;

        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Opus, new MemoryStream());
        double third = 0;
        for (int i = 0; i < 3; i++)
        {
            JoinResult.Append(joiner, part);
            third = joiner.PartOrigin.TotalSeconds;
        }

        double threshold = (Level(levels, 0.1, 0.4) + Level(levels, 0.9, 1.1)) / 2;
        double begins = Crossing(levels, third + 0.6, level => level >= threshold);
        Assert.InRange(begins - third - (20_000 / 24_000.0), -0.024, 0.012);
    }

    [Fact]
    public void Nobody_who_does_not_ask_gets_levels()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Opus, 1);

        Assert.Null(JoinResult.Join(AudioFormat.Opus, part).Parts[0].Levels);
        Assert.NotNull(KnownSilence.Probe(AudioFormat.Opus, part).Levels);
    }

#if NET8_0_OR_GREATER
    [Fact]
    public void Packets_of_any_bytes_have_levels_of_their_length() =>
        Gen.Byte.Array[1, 60].Sample(
            packet =>
            {
                int samples = OpusPacket.GetSampleCount(packet);
                LevelCurveBuilder levels = new();
                if (samples > 0)
                {
                    new OpusLevelMeter(levels).Add(packet);
                }

                // Of those of speech coding, every 5 ms.
                Assert.Equal(samples / 240, levels.Count);
            },
            iter: 20_000);
#endif

    private static AudioProperties Encode(string options, params (int Start, int Count, double Amplitude)[] bursts) =>
        KnownSilence.Probe(
            AudioFormat.Opus,
            AudioTools.Encode(
                KnownSilence.Bursts(160_000, bursts), ".opus", OpusSettings.Split(options)));

    private static double Level(LevelCurve levels, double from, double to) => Enumerable.Range(0, levels.Count)
        .Where(i => levels.TimeOf(i) >= from && levels.TimeOf(i) < to)
        .Average(i => levels[i]);

    private static double Crossing(LevelCurve levels, double from, Func<double, bool> isThere)
    {
        int first = Enumerable.Range(0, levels.Count).First(i => levels.TimeOf(i) >= from && isThere(levels[i]));
        return levels.TimeOf(first) - (levels.StepSeconds / 2);
    }
}
