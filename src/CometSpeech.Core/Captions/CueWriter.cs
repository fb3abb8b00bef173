namespace CometSpeech.Core.Captions;

/// <summary>Writes cues in one format, in UTF-8.</summary>
internal abstract class CueWriter : IDisposable
{
    /// <summary>The name's extension, as in <c>.srt</c>.</summary>
    public static string GetExtension(SubtitleFormat format) => format switch
    {
        SubtitleFormat.Srt => ".srt",
        SubtitleFormat.Vtt => ".vtt",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Makes the writer of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Where the file goes; it is left open.</param>
    public static CueWriter Create(SubtitleFormat format, Stream output) => throw new NotImplementedException();

    /// <summary>Hands everything to the stream.</summary>
    public abstract void Flush();

    /// <inheritdoc/>
    public abstract void Dispose();
}
