namespace CometSpeech.Input.Documents;

/// <summary>What is spoken of a text or a document.</summary>
/// <param name="Text">The whole of it; may be empty.</param>
internal sealed record DocumentText(string Text)
{
    /// <inheritdoc cref="InputText.Chapters"/>
    public IReadOnlyList<TextChapter> Chapters { get; init; } = [];

    /// <summary>What a document says of itself; null for plain text.</summary>
    public DocumentInfo? Document { get; init; }

    /// <summary>What <c>ConvertTo-SpokenText</c> put out before.</summary>
    public static DocumentText Of(SpokenText spoken) => new(spoken.Text)
    {
        Chapters = spoken.Chapter is { } chapter ? new[] { new TextChapter(chapter, 0) } : [],
        Document = spoken.Document,
    };
}
