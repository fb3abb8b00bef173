namespace CometSpeech.Core.Documents;

/// <summary>A document as a person would read it aloud.</summary>
public sealed class SpokenDocument
{
    /// <summary>The title; null when the document names none.</summary>
    public string? Title { get; init; }

    /// <summary>The authors, in the document's order.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The language as the document names it (BCP 47, as a rule); null when it names none.</summary>
    public string? Language { get; init; }

    /// <summary>The cover; null for none.</summary>
    public DocumentCover? Cover { get; init; }

    /// <summary>The chapters in order; none of them is blank. Empty when the document says nothing.</summary>
    public required IReadOnlyList<DocumentSection> Sections { get; init; }

    /// <summary>Words of its code that have brackets or signs as notes' marks have them: <c>items[1]</c>.</summary>
    public ICollection<string> Code { get; init; } = [];

    /// <summary>What was left out.</summary>
    public DocumentOmissions Omissions { get; init; } = new();

    /// <summary>What a person should know, each a whole sentence.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
