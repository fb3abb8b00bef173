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

    [Theory, InlineData(AudioFormat.Mp3), InlineData(AudioFormat.Aac)]
    public void Coded_formats_have_no_silence_to_give(AudioFormat format)
    {
        using AudioJoiner joiner = AudioJoiner.Create(format, new MemoryStream());

        Assert.False(joiner.CanAppendSilence);
        Assert.Throws<NotSupportedException>(() => joiner.AppendSilence(TimeSpan.FromSeconds(1)));
    }
}
