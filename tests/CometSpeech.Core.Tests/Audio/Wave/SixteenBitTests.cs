using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio.Wave;

/// <summary>Samples of any WAVE file for a player that takes 16 bits, as ffmpeg converts them.</summary>
public class SixteenBitTests
{
    [SkippableTheory]
    [InlineData("pcm_u8", 0)]
    [InlineData("pcm_alaw", 0)]
    [InlineData("pcm_mulaw", 0)]
    [InlineData("pcm_s16le", 0)]
    [InlineData("pcm_s24le", 1)]
    [InlineData("pcm_s32le", 1)]
    [InlineData("pcm_f32le", 1)]
    [InlineData("pcm_f64le", 1)]
    public void Samples_become_those_of_16_bits(string codec, int tolerance)
    {
        byte[] wav = AudioTools.Encode(AudioFixtures.Part(AudioFormat.Pcm, 1), ".wav", "-c:a", codec);
        using MemoryStream output = new();
        using AudioJoiner joiner = AudioJoiner.Create(
            AudioFormat.Wav, output, new JoinOptions { Container = AudioContainer.Pcm });
        joiner.AppendAsync(new MemoryStream(wav, writable: false), "part 1").GetAwaiter().GetResult();
        joiner.Complete();

        short[] converted = AudioTools.ToSamples(joiner.SampleFormat!.ToSixteenBits(output.ToArray()));

        short[] expected = AudioTools.Decode(wav, ".wav");
        Assert.Equal(expected.Length, converted.Length);
        Assert.All(
            Enumerable.Range(0, expected.Length),
            i => Assert.InRange(converted[i] - expected[i], -tolerance, tolerance));
    }
}
