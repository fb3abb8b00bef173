namespace CometSpeech.Core.Captions;

/// <summary>Writes cues in one format, in UTF-8.</summary>
internal abstract class CueWriter : IDisposable
{
    /// <summary>Makes the writer of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Where the file goes; it is left open.</param>
    public static CueWriter Create(SubtitleFormat format, Stream output) => throw new NotImplementedException();

    /// <summary>Hands everything to the stream.</summary>
    public abstract void Flush();

    /// <inheritdoc/>
    public abstract void Dispose();
}
