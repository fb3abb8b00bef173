using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Tests.Audio.Support;
using CometSpeech.Core.Tests.Audio.Wave;

namespace CometSpeech.Core.Tests.Audio.Flac;

public class FlacLevelsTests
{
    [SkippableTheory]
    [InlineData(8_000, 1, 16)]
    [InlineData(22_050, 2, 16)]
    [InlineData(24_000, 1, 16)]
    [InlineData(44_100, 2, 24)]
    public void Levels_are_those_of_the_same_samples_in_wav(int rate, int channels, int bits)
    {
        byte[] part = FlacTools.Encode(3_000, 24_000, rate, channels, bits, "-8");
        byte[] samples = FlacTools.Decode(part);

        LevelCurve levels = Probe(part, true).Levels!;
        byte[] wave =
        [
            .. WaveBytes.Riff(), .. WaveBytes.Format(1, (ushort)channels, rate, (ushort)bits),
            .. WaveBytes.ChunkHeader("data", (uint)samples.Length), .. samples,
        ];
        LevelCurve expected = Probe(wave, true).Levels!;

        Assert.Equal(expected.StepSeconds, levels.StepSeconds);
        Assert.Equal(expected.OffsetSeconds, levels.OffsetSeconds);
        Assert.Equal(
            Enumerable.Range(0, expected.Count).Select(i => expected[i]),
            Enumerable.Range(0, levels.Count).Select(i => levels[i]));
    }

    [SkippableTheory]
    [InlineData(48_000, 1, 8)]
    [InlineData(24_000, 2, 16)]
    [InlineData(44_100, 1, 24)]
    public void Levels_are_root_mean_squares_of_5_ms(int rate, int channels, int bits)
    {
        byte[] part = FlacTools.Encode(3_000, 24_000, rate, channels, bits, "-8");
        byte[] samples = FlacTools.Decode(part);
        int width = bits / 8;
        int step = rate / 200;

        AudioProperties audio = Probe(part, true);
        LevelCurve levels = audio.Levels!;

        Assert.Equal(audio.SampleCount / step, levels.Count);
        for (int k = 0; k < levels.Count; k++)
        {
            double energy = 0;
            for (int i = k * step * channels; i < (k + 1) * step * channels; i++)
            {
                int sample = 0;
                for (int b = 0; b < width; b++)
                {
                    sample |= samples[(i * width) + b] << (32 - bits + (8 * b));
                }

                energy += Math.Pow(sample / (double)(1L << 31), 2);
            }

            double expected = Math.Max(-80, 10 * Math.Log10(energy / step / channels));

            // The curve keeps 255 levels of at most 80 dB; of 24 bits the lowest ones count little.
            Assert.InRange(levels[k], expected - 0.6, expected + 0.6);
        }
    }

    [SkippableFact]
    public void A_tone_in_silence_is_found_where_it_is()
    {
        const int Rate = 24_000;
        byte[] pcm = new byte[2 * Rate];
        for (int i = 6_000; i < 12_000; i++)
        {
            short sample = (short)(10_000 * Math.Sin(2 * Math.PI * 1_000 * i / Rate));
            pcm[2 * i] = (byte)sample;
            pcm[(2 * i) + 1] = (byte)(sample >> 8);
        }

        LevelCurve levels = Probe(FlacTools.Encode(pcm, Rate, 1, 16, "-5"), true).Levels!;

        for (int k = 0; k < levels.Count; k++)
        {
            bool isTone = levels.TimeOf(k) is > 0.25 and < 0.5;
            Assert.Equal(isTone ? 20 * Math.Log10(10_000 / 32_768.0 / Math.Sqrt(2)) : -80, levels[k], 0.2);
        }
    }

    [Fact]
    public void Levels_are_there_only_for_who_asks()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 1);

        Assert.Null(Probe(part, false).Levels);
        Assert.Equal(15_611 / 120, Probe(part, true).Levels!.Count);
    }

    [Fact]
    public void Glued_files_have_one_curve()
    {
        byte[] part = AudioFixtures.Part(AudioFormat.Flac, 1);

        Assert.Equal(2 * 15_611 / 120, Probe([.. part, .. part], true).Levels!.Count);
    }

    private static AudioProperties Probe(byte[] part, bool readsLevels) =>
        AudioProbe.ReadAsync(new MemoryStream(part), AudioFormat.Flac, "part", null, readsLevels, default)
            .GetAwaiter().GetResult();
}
