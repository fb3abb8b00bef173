namespace CometSpeech.Core.Documents;

/// <summary>What a text is written in.</summary>
public enum DocumentFormat
{
    /// <summary>Plain text: spoken as it is.</summary>
    Text,

    /// <summary>Markdown: CommonMark, with GitHub's tables, notes, task lists and front matter.</summary>
    Markdown,

    /// <summary>A page of HTML or XHTML.</summary>
    Html,

    /// <summary>A book: EPUB 2 or 3, not encrypted.</summary>
    Epub,

    /// <summary>A document of Word: Office Open XML, not encrypted.</summary>
    Docx,
}
