namespace CometSpeech.Core.Documents.Word.Styles;

/// <summary>What a paragraph is by its style, other than a heading.</summary>
internal enum WordRole
{
    /// <summary>A paragraph of the text.</summary>
    Body,

    /// <summary>The document's title.</summary>
    Title,

    /// <summary>An entry or the heading of a table of contents, of figures or of authorities, or of an index.</summary>
    Contents,

    /// <summary>The caption of a figure or table.</summary>
    Caption,

    /// <summary>A block quote.</summary>
    Quote,

    /// <summary>A block of code or preformatted text; of a run's style, code in a sentence.</summary>
    Code,

    /// <summary>A term of a definition list.</summary>
    Term,

    /// <summary>A definition of a definition list.</summary>
    Definition,
}
