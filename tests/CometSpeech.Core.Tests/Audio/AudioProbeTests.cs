using System.Text;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Tests.Audio.Support;

namespace CometSpeech.Core.Tests.Audio;

public class AudioProbeTests
{
    public static TheoryData<AudioFormat> Marked => [.. AudioFormats.All.Where(format => format != AudioFormat.Pcm)];

    [Theory, MemberData(nameof(Marked))]
    public void Bytes_decide_whatever_was_asked_for(AudioFormat format)
    {
        foreach (byte[] part in AudioFixtures.Parts(format).Concat(AudioFixtures.Parts(format, streamed: true)))
        {
            Assert.All(AudioFormats.All, requested => Assert.Equal(format, Detect(part, requested)));
        }
    }

    [Fact]
    public void Any_bytes_are_pcm_where_pcm_was_asked_for()
    {
        byte[][] samples =
        [
            AudioFixtures.Part(AudioFormat.Pcm, 1),
            Encoding.ASCII.GetBytes("{<html>"),
            Encoding.ASCII.GetBytes("RIFF and no more than that"),
            [(byte)'I', (byte)'D', (byte)'3', 4, 0, 0, 0x80, 0, 0, 0, 1, 2],
            // One MPEG header may come by chance.
            [0xFF, 0xF3, 0x84, 0xC4, .. new byte[5000]],
            [0xFF, 0xF1, 0x58, 0x40, 0x02, 0x1F, 0xFC, .. new byte[5000]],
            [1],
        ];

        Assert.All(samples, part => Assert.Equal(AudioFormat.Pcm, Detect(part, AudioFormat.Pcm)));
        Assert.Null(Detect([], AudioFormat.Pcm));
    }

    [Fact]
    public void Tag_before_the_frames_is_looked_through()
    {
        byte[] tag = [(byte)'I', (byte)'D', (byte)'3', 4, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4];

        Assert.Equal(AudioFormat.Aac, Detect([.. tag, .. AudioFixtures.Part(AudioFormat.Aac, 1)], AudioFormat.Mp3));
        Assert.Equal(AudioFormat.Flac, Detect([.. tag, .. AudioFixtures.Part(AudioFormat.Flac, 1)], AudioFormat.Mp3));
        Assert.Equal(AudioFormat.Mp3, Detect([.. tag, .. AudioFixtures.Part(AudioFormat.Mp3, 1)], AudioFormat.Aac));

        byte[] longTag = [(byte)'I', (byte)'D', (byte)'3', 4, 0, 0, 0, 127, 0, 0];
        Assert.Equal(AudioFormat.Mp3, Detect(longTag, AudioFormat.Opus));
        Assert.Equal(AudioFormat.Aac, Detect(longTag, AudioFormat.Aac));
    }

    [Theory, InlineData(AudioFormat.Mp3), InlineData(AudioFormat.Aac)]
    public void Frames_behind_foreign_bytes_are_found(AudioFormat format) =>
        Assert.Equal(format, Detect([1, 2, 0xFF, 0xF3, 3, .. AudioFixtures.Part(format, 1)], format));

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "an HTML page")]
    [InlineData("{\"error\":{\"message\":\"no\"}}", "JSON")]
    [InlineData("  [1]", "JSON")]
    [InlineData("<?xml version=\"1.0\"?><e/>", "XML")]
    [InlineData("upstream\ntimed out", "text: «upstream timed out»")]
    [InlineData("", "is empty")]
    [InlineData("\u0001\u0002", "the bytes 01 02")]
    public async Task What_is_no_audio_is_told(string body, string expected)
    {
        foreach (AudioFormat requested in AudioFormats.All.Where(format => format != AudioFormat.Pcm))
        {
            using MemoryStream part = new(Encoding.ASCII.GetBytes(body));

            AudioFormatException error = await Assert.ThrowsAsync<AudioFormatException>(
                () => AudioProbe.ReadAsync(part, requested, "part 7"));

            Assert.Equal("part 7", error.PartName);
            Assert.StartsWith("part 7 ", error.Message, StringComparison.Ordinal);
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_format_than_asked_for_is_told()
    {
        using MemoryStream part = new(AudioFixtures.Part(AudioFormat.Mp3, 1));

        Assert.Equal(AudioFormat.Mp3, (await AudioProbe.ReadAsync(part, AudioFormat.Wav, "part 1")).Format);
    }

    private static AudioFormat? Detect(byte[] part, AudioFormat requested) =>
        AudioProbe.Detect(part, part.Length, requested);
}
