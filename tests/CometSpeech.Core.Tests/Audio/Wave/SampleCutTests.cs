using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;
using static CometSpeech.Core.Tests.Audio.Support.JoinResult;

namespace CometSpeech.Core.Tests.Audio.Wave;

/// <summary>Plain samples that are left out at a part's ends.</summary>
public class SampleCutTests
{
    [Theory]
    [InlineData(AudioFormat.Wav, 0, 0)]
    [InlineData(AudioFormat.Wav, 1, 0)]
    [InlineData(AudioFormat.Wav, 0, 1)]
    [InlineData(AudioFormat.Wav, 4_801, 2_399)]
    [InlineData(AudioFormat.Wav, 21_683, 0)]
    [InlineData(AudioFormat.Wav, 0, 21_683)]
    [InlineData(AudioFormat.Wav, 15_000, 15_000)]
    [InlineData(AudioFormat.Pcm, 4_801, 2_399)]
    public void Samples_left_out_are_those(AudioFormat format, int leading, int trailing)
    {
        byte[] part = AudioFixtures.Part(format, 2);
        byte[] samples = AudioFixtures.Part(AudioFormat.Pcm, 2);
        int cut = Math.Min(leading + trailing, 21_683);
        JoinResult joined = Join(format, joiner =>
        {
            Append(joiner, part);
            Append(joiner, part, leading / 24.0, trailing / 24.0);
            Assert.Equal(21_683, Samples(joiner.PartStart));
            Assert.Equal(21_683 - leading, Samples(joiner.PartOrigin));
            Assert.Equal((2 * 21_683) - cut, Samples(joiner.Length));
            Assert.Equal(joiner.Length, joiner.NextPartOrigin);
            Append(joiner, part);
        });

        Assert.Equal((3 * 21_683) - cut, joined.Whole.SampleCount);
        byte[] data = format == AudioFormat.Wav ? WaveBytes.Data(joined.Bytes) : joined.Bytes;
        IEnumerable<byte> kept = samples.Skip(2 * leading).Take(Math.Max(0, 2 * (21_683 - cut)));
        Assert.Equal([.. samples, .. kept, .. samples], data);
    }

    // A part that arrives in many runs, of a rate at which a sample is no whole number of the clock's ticks.
    [Theory, InlineData(44_100, 1), InlineData(22_050, 2), InlineData(11_025, 1)]
    public async Task Cuts_fall_between_runs_at_any_rate(int rate, int channels)
    {
        byte[] samples = [.. Enumerable.Range(0, 400_000 * channels).SelectMany(i => BitConverter.GetBytes((short)i))];
        PcmFormat pcm = new(rate, channels);
        AudioProperties audio = KnownSilence.Probe(AudioFormat.Pcm, samples, pcm);
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Pcm, output);
        int leading = 200_001;
        int trailing = 123_457;
        JoinedPart told = new("part", audio, Time(leading), Time(trailing));
        await joiner.AppendAsync(new MemoryStream(samples), told, default);

        Assert.Equal(400_000 - leading - trailing, joiner.Complete().SampleCount);
        int align = 2 * channels;
        Assert.Equal(samples.Skip(leading * align).Take((400_000 - leading - trailing) * align), output.ToArray());

        TimeSpan Time(int count) => TimeSpan.FromTicks(count * TimeSpan.TicksPerSecond / rate);
    }

    private static long Samples(TimeSpan time) => (long)Math.Round(time.TotalSeconds * AudioFixtures.SampleRate);
}
