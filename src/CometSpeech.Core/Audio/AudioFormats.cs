namespace CometSpeech.Core.Audio;

/// <summary>How the formats are called, in requests and in file names.</summary>
public static class AudioFormats
{
    private static readonly AudioFormat[] s_all =
        [AudioFormat.Mp3, AudioFormat.Opus, AudioFormat.Aac, AudioFormat.Flac, AudioFormat.Wav, AudioFormat.Pcm];

    /// <summary>All formats, in the order of the endpoint's documentation.</summary>
    public static IReadOnlyList<AudioFormat> All => s_all;

    /// <summary>The value of <c>response_format</c>, as in <c>mp3</c>.</summary>
    public static string GetName(AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => "mp3",
        AudioFormat.Opus => "opus",
        AudioFormat.Aac => "aac",
        AudioFormat.Flac => "flac",
        AudioFormat.Wav => "wav",
        AudioFormat.Pcm => "pcm",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>
    /// The format of a <c>response_format</c> value in any case; null when there is none of that name.
    /// </summary>
    public static AudioFormat? FromName(string? name)
    {
        foreach (AudioFormat format in s_all)
        {
            if (string.Equals(GetName(format), name, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the format is plain samples, with a header or without: the one can be made of the other.
    /// </summary>
    public static bool IsPlain(AudioFormat format) => format is AudioFormat.Wav or AudioFormat.Pcm;

    /// <summary>The usual file extension with its dot, as in <c>.mp3</c>.</summary>
    public static string GetExtension(AudioFormat format) => "." + GetName(format);

    /// <summary>
    /// The format of a file extension with its dot, in any case; also <c>.ogg</c> and <c>.oga</c> (Opus; RFC 7845, 9,
    /// RFC 5334, 10.3), <c>.wave</c> and <c>.raw</c> (PCM). Null when unknown.
    /// </summary>
    public static AudioFormat? FromExtension(string? extension) => extension?.ToLowerInvariant() switch
    {
        ".ogg" or ".oga" => AudioFormat.Opus,
        ".wave" => AudioFormat.Wav,
        ".raw" => AudioFormat.Pcm,
        { Length: > 1 } other when other[0] == '.' => FromName(other.Substring(1)),
        _ => null,
    };
}
