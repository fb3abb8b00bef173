using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Wave;

public class PcmJoinerTests
{
    [Fact]
    public void Samples_are_those_of_the_parts()
    {
        byte[][] parts = AudioFixtures.Parts(AudioFormat.Pcm);

        JoinResult joined = JoinResult.Join(AudioFormat.Pcm, parts);

        Assert.Equal(parts.SelectMany(part => part), joined.Bytes);
        Assert.Equal(AudioFixtures.SampleCounts.Sum(), joined.Whole.SampleCount);
        Assert.Equal(24_000, joined.Whole.SampleRate);
    }

    [Fact]
    public void Half_a_sample_does_not_swap_the_bytes_of_the_next_part()
    {
        JoinResult joined = JoinResult.Join(AudioFormat.Pcm, [1, 2, 3], [4, 5]);

        Assert.Equal([1, 2, 4, 5], joined.Bytes);
        Assert.True(joined.Parts[0].IsTruncated);
        Assert.Single(joined.Parts[0].Warnings);
        Assert.False(joined.Parts[1].IsTruncated);
    }

    [Fact]
    public async Task Silence_lasts_as_long_as_asked()
    {
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Pcm, output);
        await joiner.AppendAsync(new MemoryStream([1, 2]), "part 1");
        joiner.AppendSilence(TimeSpan.FromSeconds(10));
        joiner.AppendSilence(TimeSpan.Zero);
        AudioProperties whole = joiner.Complete();

        Assert.Equal(240_001, whole.SampleCount);
        Assert.Equal([1, 2, .. new byte[480_000]], output.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => joiner.AppendSilence(TimeSpan.FromTicks(-1)));
    }

    // RFC 2586 asks for big-endian samples in audio/L16, and servers that call little-endian ones so are many.
    [Theory, InlineData(true), InlineData(false)]
    public async Task Order_of_bytes_is_the_one_that_sounds(bool isBigEndian)
    {
        byte[] speech = AudioFixtures.Part(AudioFormat.Pcm, 1);
        byte[] sent = [.. speech];
        for (int i = 0; isBigEndian && i < sent.Length; i += 2)
        {
            (sent[i], sent[i + 1]) = (sent[i + 1], sent[i]);
        }

        PcmFormat told = new(24_000, 1, IsBigEndian: true);
        AudioProperties probed =
            await AudioProbe.ReadAsync(new MemoryStream(sent), AudioFormat.Pcm, "part 1", told, false, default);
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Pcm, output);
        await joiner.AppendAsync(new MemoryStream(sent), new JoinedPart("part 1", probed), default);
        joiner.Complete();

        Assert.Equal(told with { IsBigEndian = isBigEndian }, probed.Pcm);
        Assert.Equal(speech, output.ToArray());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Order_of_bytes_does_not_hang_on_how_they_arrive(bool isBigEndian)
    {
        // The step to the third sample tells: it is 1 in one order, and 256 in the other.
        byte[] sent = isBigEndian ? [0, 0, 0, 0, 0, 1, 0, 1] : [0, 0, 0, 0, 1, 0, 1, 0];
        PcmFormat told = new(24_000, 1, IsBigEndian: true);
        AudioProperties audio = new()
        {
            Format = AudioFormat.Pcm,
            SampleRate = 24_000,
            Channels = 1,
            SampleCount = 4,
            Pcm = told,
        };
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Pcm, new MemoryStream());
        AudioProperties part = await joiner.AppendAsync(
            new PulledStream(sent, maxRead: 1), new JoinedPart("part 1", audio), default);

        Assert.Equal(told with { IsBigEndian = isBigEndian }, part.Pcm);
    }

    [Fact]
    public async Task Samples_of_two_channels_stay_together()
    {
        AudioProperties told = new()
        {
            Format = AudioFormat.Pcm,
            SampleRate = 16_000,
            Channels = 2,
            SampleCount = 1,
            Pcm = new PcmFormat(16_000, 2),
        };
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(AudioFormat.Pcm, output);
        AudioProperties part = await joiner.AppendAsync(
            new MemoryStream([1, 2, 3, 4, 5, 6]), new JoinedPart("part 1", told), default);
        joiner.AppendSilence(TimeSpan.FromMilliseconds(1));
        AudioProperties whole = joiner.Complete();

        Assert.True(part.IsTruncated);
        Assert.Equal([1, 2, 3, 4, .. new byte[16 * 4]], output.ToArray());
        Assert.Equal((17, 16_000, 2), ((int)whole.SampleCount, whole.SampleRate, whole.Channels));
    }
}
