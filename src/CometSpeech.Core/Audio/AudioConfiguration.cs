namespace CometSpeech.Core.Audio;

/// <summary>
/// What all parts of one file must have in common, for a file tells it once: sample rate, channels and the like, as far
/// as the format's headers go.
/// </summary>
/// <param name="key">What must be equal, by its own equality.</param>
/// <param name="text">The same for messages, as in «mp3, 24000 Hz, 1 channel(s)».</param>
internal sealed class AudioConfiguration(object key, string text)
{
    private readonly object _key = key;

    /// <summary>That of raw samples; in either order of their bytes.</summary>
    public static AudioConfiguration Of(PcmFormat samples) =>
        new((samples.SampleRate, samples.Channels), $"pcm, {samples}");

    /// <summary>Whether two parts make one file.</summary>
    public static bool Agree(AudioProperties part, AudioProperties other) =>
        part.Format == other.Format
        && (part.Configuration is not { } configuration || other.Configuration?.Agrees(configuration) != false);

    /// <summary>The failure for a part that makes no file with the first one.</summary>
    /// <param name="name">How messages call the part.</param>
    /// <param name="part">The part.</param>
    /// <param name="firstName">How they call the first one.</param>
    /// <param name="first">The first one.</param>
    public static AudioFormatException Different(
        string name, AudioProperties part, string firstName, AudioProperties first) =>
        part.Format == first.Format
            ? AudioFormatException.Different(
                name, part.Configuration!.ToString(), firstName, first.Configuration!.ToString())
            : AudioFormatException.Different(
                name, AudioFormats.GetName(part.Format), firstName, AudioFormats.GetName(first.Format));

    /// <summary>Whether what has the one may stand in a file with what has the other.</summary>
    public bool Agrees(AudioConfiguration other) => _key.Equals(other._key);

    /// <inheritdoc/>
    public override string ToString() => text;
}
