namespace CometSpeech.Core.Documents;

/// <summary>How a document is read.</summary>
public sealed class DocumentOptions
{
    /// <summary>The options when nobody says otherwise.</summary>
    public static DocumentOptions Default { get; } = new();

    /// <summary>
    /// The deepest level of headings that begin chapters, 1 to 6; 0 for no chapters from headings; null for the rule of
    /// <see cref="Narration.HeadingChapters"/>, and for a book's own table of contents.
    /// </summary>
    public int? ChapterLevel { get; init; }

    /// <summary>What is spoken.</summary>
    public DocumentElements Spoken { get; init; } = DocumentElements.Default;

    /// <summary>Whether an element is spoken.</summary>
    public bool Speaks(DocumentElements element) => (Spoken & element) != 0;
}
