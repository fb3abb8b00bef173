namespace CometSpeech.Core.Documents;

/// <summary>A kind of thing that is left out of a document.</summary>
public enum DocumentOmission
{
    /// <summary>A block of code, or of what a program printed.</summary>
    Code,

    /// <summary>A footnote or endnote.</summary>
    Note,

    /// <summary>An image without a text, or one whose text is a sign on a link.</summary>
    Image,

    /// <summary>A formula that nothing says in words.</summary>
    Formula,

    /// <summary>Text that is struck out or deleted.</summary>
    Deletion,

    /// <summary>A menu, a table of contents, an index or their like.</summary>
    Navigation,

    /// <summary>A field or button of a form.</summary>
    Form,

    /// <summary>A Markdown file's front matter.</summary>
    FrontMatter,

    /// <summary>A table; spoken as a rule.</summary>
    Table,

    /// <summary>A block quote; spoken as a rule.</summary>
    Quote,

    /// <summary>A document of a book that is beside its order of reading.</summary>
    Nonlinear,
}
