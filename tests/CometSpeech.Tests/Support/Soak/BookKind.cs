namespace CometSpeech.Tests.Support.Soak;

/// <summary>What a book is read from.</summary>
internal enum BookKind
{
    /// <summary>A Markdown file whose headings are its chapters.</summary>
    Markdown,

    /// <summary>An EPUB file with a table of contents.</summary>
    Epub,

    /// <summary>Rows of a table, in which two speakers take turns.</summary>
    Play,
}
