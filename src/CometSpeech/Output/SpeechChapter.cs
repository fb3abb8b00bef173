namespace CometSpeech;

/// <summary>A chapter of a finished audio file, as <c>ConvertTo-Speech -PassThru</c> tells it.</summary>
public sealed class SpeechChapter
{
    internal SpeechChapter(string title, TimeSpan start, TimeSpan duration)
    {
        Title = title;
        Start = start;
        Duration = duration;
    }

    /// <summary>What it is called.</summary>
    public string Title { get; }

    /// <summary>Where it begins in the decoded file; zero for the first one.</summary>
    public TimeSpan Start { get; }

    /// <summary>How long it lasts: up to the next one, or to the file's end.</summary>
    public TimeSpan Duration { get; }

    /// <inheritdoc/>
    public override string ToString() => Title;
}
