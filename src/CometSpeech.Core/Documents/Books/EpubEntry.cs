namespace CometSpeech.Core.Documents.Books;

/// <summary>An entry of a book's table of contents.</summary>
internal sealed class EpubEntry(string title, EpubLink link, int level, bool isHidden)
{
    /// <summary>What it says.</summary>
    public string Title { get; } = title;

    /// <summary>Where it leads.</summary>
    public EpubLink Link { get; } = link;

    /// <summary>How deep it lies, from 1.</summary>
    public int Level { get; } = level;

    /// <summary>Whether the book does not show it.</summary>
    public bool IsHidden { get; } = isHidden;
}
