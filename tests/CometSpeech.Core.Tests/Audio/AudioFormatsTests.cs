using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio;

public class AudioFormatsTests
{
    [Theory]
    [InlineData(".mp3", AudioFormat.Mp3)]
    [InlineData(".OPUS", AudioFormat.Opus)]
    [InlineData(".ogg", AudioFormat.Opus)]
    [InlineData(".Aac", AudioFormat.Aac)]
    [InlineData(".flac", AudioFormat.Flac)]
    [InlineData(".wav", AudioFormat.Wav)]
    [InlineData(".pcm", AudioFormat.Pcm)]
    [InlineData(".RAW", AudioFormat.Pcm)]
    [InlineData(".oga", AudioFormat.Opus)]
    [InlineData(".wave", AudioFormat.Wav)]
    public void Extension_tells_the_format(string extension, AudioFormat format) =>
        Assert.Equal(format, AudioFormats.FromExtension(extension));

    [Theory, InlineData(null), InlineData(""), InlineData("."), InlineData("mp3"), InlineData(".txt"), InlineData(".0")]
    public void Unknown_extension_tells_nothing(string? extension) =>
        Assert.Null(AudioFormats.FromExtension(extension));

    [Fact]
    public void Names_and_extensions_lead_back()
    {
        Assert.Equal(["mp3", "opus", "aac", "flac", "wav", "pcm"], AudioFormats.All.Select(AudioFormats.GetName));
        Assert.All(AudioFormats.All, format =>
        {
            Assert.Equal(format, AudioFormats.FromName(AudioFormats.GetName(format).ToUpperInvariant()));
            Assert.Equal(format, AudioFormats.FromExtension(AudioFormats.GetExtension(format)));
        });
        Assert.Null(AudioFormats.FromName("ogg"));
    }
}
