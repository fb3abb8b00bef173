using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio;

public class AudioContainersTests
{
    [Theory]
    [InlineData(AudioFormat.Pcm, AudioContainer.Wav, AudioContainer.Wav)]
    [InlineData(AudioFormat.Wav, AudioContainer.Pcm, AudioContainer.Pcm)]
    [InlineData(AudioFormat.Aac, AudioContainer.M4b, AudioContainer.M4b)]
    [InlineData(AudioFormat.Mp3, AudioContainer.M4b, AudioContainer.Mp3)]
    [InlineData(AudioFormat.Mp3, AudioContainer.Wav, AudioContainer.Mp3)]
    [InlineData(AudioFormat.Wav, AudioContainer.Mp3, AudioContainer.Wav)]
    public void Parts_stay_what_they_are_where_the_container_cannot_hold_them(
        AudioFormat parts, AudioContainer wanted, AudioContainer container) =>
        Assert.Equal(container, AudioContainers.Choose(parts, wanted));

    [Theory]
    [InlineData(".m4b", AudioContainer.M4b)]
    [InlineData(".M4A", AudioContainer.M4a)]
    [InlineData(".ogg", AudioContainer.Ogg)]
    [InlineData(".aac", AudioContainer.Adts)]
    [InlineData(".mp4", null)]
    [InlineData(null, null)]
    public void Extension_tells_the_container(string? extension, AudioContainer? container) =>
        Assert.Equal(container, AudioContainers.FromExtension(extension));

    [Theory]
    [InlineData(AudioContainer.Mp3)]
    [InlineData(AudioContainer.Ogg)]
    [InlineData(AudioContainer.Adts)]
    [InlineData(AudioContainer.Flac)]
    [InlineData(AudioContainer.Wav)]
    [InlineData(AudioContainer.Pcm)]
    [InlineData(AudioContainer.M4a)]
    [InlineData(AudioContainer.M4b)]
    public void Names_and_extensions_lead_back(AudioContainer container)
    {
        Assert.Equal(container, AudioContainers.FromExtension(AudioContainers.GetExtension(container)));
        Assert.True(AudioContainers.CanHold(container, AudioContainers.PartsOf(container)));
    }
}
