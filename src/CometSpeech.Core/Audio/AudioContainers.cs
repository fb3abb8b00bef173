namespace CometSpeech.Core.Audio;

/// <summary>Which container a file's name asks for, and what it can hold.</summary>
public static class AudioContainers
{
    /// <summary>The container that parts of a format have by themselves.</summary>
    public static AudioContainer Of(AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => AudioContainer.Mp3,
        AudioFormat.Opus => AudioContainer.Ogg,
        AudioFormat.Aac => AudioContainer.Adts,
        AudioFormat.Flac => AudioContainer.Flac,
        AudioFormat.Wav => AudioContainer.Wav,
        AudioFormat.Pcm => AudioContainer.Pcm,
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The format to ask a service for when nothing but the container is known.</summary>
    public static AudioFormat PartsOf(AudioContainer container) => container switch
    {
        AudioContainer.Mp3 => AudioFormat.Mp3,
        AudioContainer.Ogg => AudioFormat.Opus,
        AudioContainer.Adts or AudioContainer.M4a or AudioContainer.M4b => AudioFormat.Aac,
        AudioContainer.Flac => AudioFormat.Flac,
        AudioContainer.Wav => AudioFormat.Wav,
        AudioContainer.Pcm => AudioFormat.Pcm,
        _ => throw new ArgumentOutOfRangeException(nameof(container)),
    };

    /// <summary>
    /// Whether parts of a format can be put into the container without encoding them anew; FLAC is decoded to samples.
    /// </summary>
    public static bool CanHold(AudioContainer container, AudioFormat parts) =>
        PartsOf(container) == parts
            || (AudioFormats.IsPlain(parts) && AudioFormats.IsPlain(PartsOf(container)))
            || (container == AudioContainer.Pcm && parts == AudioFormat.Flac);

    /// <summary>The container of a file that is to be one and is made of parts of a format.</summary>
    /// <returns>The wanted one where it can hold them; else that of the parts.</returns>
    public static AudioContainer Choose(AudioFormat parts, AudioContainer wanted) =>
        CanHold(wanted, parts) ? wanted : Of(parts);

    /// <summary>The usual name, as in <c>m4b</c>: that of the extension.</summary>
    public static string GetName(AudioContainer container) => container switch
    {
        AudioContainer.M4a => "m4a",
        AudioContainer.M4b => "m4b",
        _ => AudioFormats.GetName(PartsOf(container)),
    };

    /// <summary>The usual file extension with its dot, as in <c>.m4b</c>.</summary>
    public static string GetExtension(AudioContainer container) => "." + GetName(container);

    /// <summary>
    /// The container of a file extension with its dot, in any case, as <see cref="AudioFormats.FromExtension"/> and
    /// <c>.m4a</c>, <c>.m4b</c>. Null when unknown.
    /// </summary>
    public static AudioContainer? FromExtension(string? extension) => extension?.ToLowerInvariant() switch
    {
        ".m4a" => AudioContainer.M4a,
        ".m4b" => AudioContainer.M4b,
        _ => AudioFormats.FromExtension(extension) is { } format ? Of(format) : null,
    };
}
