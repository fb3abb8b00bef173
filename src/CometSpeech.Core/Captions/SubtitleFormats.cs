namespace CometSpeech.Core.Captions;

/// <summary>Extensions and paths of caption files.</summary>
public static class SubtitleFormats
{
    /// <summary>The extension with its dot, as in <c>.srt</c>.</summary>
    public static string GetExtension(SubtitleFormat format) => format switch
    {
        SubtitleFormat.Srt => ".srt",
        SubtitleFormat.Vtt => ".vtt",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>
    /// The caption file of an audio file: beside it, with its name but for the extension, as players look for it.
    /// </summary>
    public static string GetPath(string audio, SubtitleFormat format) =>
        // The name of a hidden file is no extension: .notes becomes .notes.srt.
        Path.GetFileName(audio).LastIndexOf('.') > 0
            ? Path.ChangeExtension(audio, GetExtension(format))
            : audio + GetExtension(format);
}
