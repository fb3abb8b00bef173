using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Captions;

/// <summary>Writes cues in one format, in UTF-8.</summary>
internal abstract class CueWriter : IDisposable
{
    // A cue of two lines is some 130 bytes.
    private const int BufferSize = 4096;

    /// <param name="output">Where the file goes; it is left open.</param>
    /// <param name="newLine">What ends a line.</param>
    protected CueWriter(Stream output, string newLine)
    {
        // Lone surrogates become U+FFFD.
        Text = new StreamWriter(output, new UTF8Encoding(false), BufferSize, leaveOpen: true) { NewLine = newLine };
    }

    protected StreamWriter Text { get; }

    /// <summary>Makes the writer of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Where the file goes; it is left open.</param>
    public static CueWriter Create(SubtitleFormat format, Stream output) => format switch
    {
        SubtitleFormat.Srt => new SrtWriter(output),
        SubtitleFormat.Vtt => new VttWriter(output),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Writes the next cue.</summary>
    public abstract void Write(Cue cue);

    /// <summary>Hands everything to the stream.</summary>
    public void Flush() => Text.Flush();

    /// <summary>
    /// Drops what was not handed over. It touches the stream no more, which is closed by then when the file is in its
    /// place: a <see cref="StreamWriter"/>'s own Dispose would flush it.
    /// </summary>
    public void Dispose()
    {
    }

    /// <summary>A time as <c>HH:MM:SS,mmm</c>; hours may have more digits.</summary>
    protected static string Format(TimeSpan time, char separator) => string.Format(
        CultureInfo.InvariantCulture,
        "{0:00}:{1:00}:{2:00}{3}{4:000}",
        (long)time.TotalHours,
        time.Minutes,
        time.Seconds,
        separator,
        time.Milliseconds);
}
