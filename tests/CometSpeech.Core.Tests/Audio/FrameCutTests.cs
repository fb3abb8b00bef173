using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio;

/// <summary>Which frames stay of a part whose silence is left out.</summary>
public class FrameCutTests
{
    // Thousands of samples at 1 kHz, in frames of a hundred that are 150 late; 120 are wrong where a decoder begins.
    [Theory]
    [InlineData(0, 0, null, 0, long.MaxValue)]
    [InlineData(99, 99, null, 0, long.MaxValue)]
    [InlineData(100, 0, null, 100, long.MaxValue)]
    [InlineData(599, 0, null, 500, long.MaxValue)]
    // The sound ends at 10,000 - 1000 + 150.
    [InlineData(0, 1000, null, 0, 9200)]
    [InlineData(0, 100, null, 0, long.MaxValue)]
    // The sound ends earlier than what is left out begins.
    [InlineData(0, 1000, 8000, 0, 9000)]
    [InlineData(0, 1000, 8849, 0, 9000)]
    [InlineData(0, 1000, 8850, 0, 9100)]
    [InlineData(0, 10_000, 0, 0, 200)]
    [InlineData(9000, 5000, 8000, 9000, 9000)]
    public void Frames_with_sound_stay(int leading, int trailing, int? soundEnd, long first, long end)
    {
        AudioProperties audio = new()
        {
            Format = AudioFormat.Mp3, SampleRate = 1000, Channels = 1, SampleCount = 10_000,
        };
        JoinedPart part = new(
            "part",
            audio,
            TimeSpan.FromMilliseconds(leading),
            TimeSpan.FromMilliseconds(trailing),
            soundEnd is { } at ? TimeSpan.FromMilliseconds(at) : null);

        FrameCut cut = FrameCut.Find(part, frameSamples: 100, sampleRate: 1000, delay: 150, settling: 120);

        Assert.Equal((first, end), (cut.First, cut.End));
    }

    [Fact]
    public void A_decoder_settles_before_the_sound()
    {
        JoinedPart part = new("part", null, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(500));

        Assert.Equal(
            new FrameCut(400, long.MaxValue, 400), FrameCut.Find(part, 100, 1000, delay: 50, settling: 120));
    }

    [Theory]
    [InlineData(AudioFormat.Mp3)]
    [InlineData(AudioFormat.Aac)]
    public async Task Runs_of_any_length_are_cut_at_the_same_frames(AudioFormat format)
    {
        byte[] part = [.. AudioFixtures.Parts(format).SelectMany(bytes => bytes)];
        AudioProperties told = KnownSilence.Probe(format, part);
        JoinedPart cut = new("part", told, TimeSpan.FromMilliseconds(510), TimeSpan.FromMilliseconds(640));
        byte[] expected = JoinResult.Join(format, part, cut).Bytes;
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(format, output);

        // The window grows by a few bytes at a time, so that runs are of one frame or a few.
        await joiner.AppendAsync(new PulledStream(part, 700), cut, default);
        AudioProperties whole = joiner.Complete();

        Assert.Equal(expected, output.ToArray());
        Assert.InRange(told.SampleCount - whole.SampleCount, 20_000, 1.15 * AudioFixtures.SampleRate);
    }
}
