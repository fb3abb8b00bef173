namespace CometSpeech.Core.Wording;

/// <summary>A pronunciation file cannot be read, or an entry cannot be used.</summary>
public sealed class PronunciationException : Exception
{
    /// <param name="message">What is wrong; a sentence, which the place is put before.</param>
    /// <param name="path">The file; null when there is none.</param>
    /// <param name="line">The line, from 1; 0 when it is not known.</param>
    /// <param name="cause">What happened underneath.</param>
    public PronunciationException(string message, string? path = null, int line = 0, Exception? cause = null)
        : base(path is null ? message : $"'{path}'{(line > 0 ? $", line {line}" : "")}: {message}", cause)
    {
        Path = path;
        Line = line;
    }

    /// <param name="message">What is wrong with it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cause">What happened underneath.</param>
    internal PronunciationException(string message, PronunciationEntry entry, Exception? cause = null)
        : this(message, entry.Path, entry.Line, cause)
    {
    }

    /// <summary>The file; null when the entry comes from none.</summary>
    public string? Path { get; }

    /// <summary>The line, from 1; 0 when it is not known.</summary>
    public int Line { get; }
}
