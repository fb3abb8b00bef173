using CometSpeech.Core.Audio;
using CometSpeech.Output.Files;

namespace CometSpeech.UnitTests.Output.Files;

/// <summary>What is asked for and what a file is to be, by its name and -ResponseFormat.</summary>
public sealed class FileFormatTests
{
    [Theory]
    [InlineData(null, null, AudioFormat.Mp3, AudioContainer.Mp3)]
    [InlineData(null, AudioFormat.Wav, AudioFormat.Wav, AudioContainer.Wav)]
    [InlineData("a.m4b", AudioFormat.Aac, AudioFormat.Aac, AudioContainer.M4b)]
    [InlineData("a.M4A", AudioFormat.Aac, AudioFormat.Aac, AudioContainer.M4a)]
    [InlineData("a.m4b", null, AudioFormat.Aac, AudioContainer.M4b)]
    [InlineData("a.WAV", null, AudioFormat.Wav, AudioContainer.Wav)]
    [InlineData("a.wav", AudioFormat.Pcm, AudioFormat.Pcm, AudioContainer.Wav)]
    [InlineData("a.pcm", AudioFormat.Wav, AudioFormat.Wav, AudioContainer.Pcm)]
    [InlineData("a.raw", AudioFormat.Wav, AudioFormat.Wav, AudioContainer.Pcm)]
    [InlineData("a.ogg", null, AudioFormat.Opus, AudioContainer.Ogg)]
    [InlineData("a.ogg", AudioFormat.Opus, AudioFormat.Opus, AudioContainer.Ogg)]
    [InlineData("a", null, AudioFormat.Mp3, AudioContainer.Mp3)]
    [InlineData("a.part1", AudioFormat.Flac, AudioFormat.Flac, AudioContainer.Flac)]
    [InlineData("a.2024-05-01", null, AudioFormat.Mp3, AudioContainer.Mp3)]
    [InlineData("Dr. Who", null, AudioFormat.Mp3, AudioContainer.Mp3)]
    public void A_name_that_promises_nothing_else_is_no_warning(
        string? name, AudioFormat? given, AudioFormat parts, AudioContainer container) =>
        Assert.Equal(new FileFormat(parts, container), FileFormat.Of(name, given));

    [Theory]
    [InlineData("a.mp4", null, "mp3", ".mp3")]
    [InlineData("a.webm", null, "mp3", ".mp3")]
    [InlineData("a.txt", null, "mp3", ".mp3")]
    [InlineData("a.webm", AudioFormat.Opus, "opus", ".opus")]
    public void An_extension_that_no_format_has_is_a_warning(
        string name, AudioFormat? given, string held, string instead)
    {
        string warning = FileFormat.Of(name, given).Warning!;

        Assert.StartsWith($"'{name}' will hold {held}, ", warning, StringComparison.Ordinal);
        Assert.EndsWith($": {instead} is its extension.", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.mp3", AudioFormat.Wav, "wav", "mp3")]
    [InlineData("a.wav", AudioFormat.Mp3, "mp3", "wav")]
    [InlineData("a.ogg", AudioFormat.Pcm, "pcm", "opus")]
    [InlineData("a.m4b", AudioFormat.Pcm, "pcm", "m4b")]
    [InlineData("a.M4A", AudioFormat.Mp3, "mp3", "m4a")]
    public void Two_formats_that_contradict_each_other_are_a_warning(
        string name, AudioFormat given, string held, string promised) =>
        Assert.Equal(
            $"'{name}' will hold {held}, as -ResponseFormat says, though its name says {promised}.",
            FileFormat.Of(name, given).Warning);
}
