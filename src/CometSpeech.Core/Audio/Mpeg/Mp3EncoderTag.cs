namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>What an MP3 encoder tells of its work in the info frame.</summary>
/// <param name="Name">The encoder's name and version, 9 bytes.</param>
/// <param name="Delay">The samples that the encoder put before the sound, 0 to 4095.</param>
/// <param name="Padding">The samples that it put after the sound, 0 to 4095.</param>
/// <param name="Frames">The audio frames that follow; -1 when not told.</param>
internal sealed record Mp3EncoderTag(byte[] Name, int Delay, int Padding, long Frames)
{
    /// <summary>The length of <see cref="Name"/>.</summary>
    public const int NameLength = 9;
}
