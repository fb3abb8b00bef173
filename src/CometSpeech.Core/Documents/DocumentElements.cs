namespace CometSpeech.Core.Documents;

/// <summary>Parts of a document that can be spoken or left out.</summary>
[Flags]
public enum DocumentElements
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Blocks of code, and of what programs print. Code inside a sentence is always spoken.</summary>
    Code = 1,

    /// <summary>Footnotes and endnotes, where their marks stand and where their texts stand.</summary>
    Note = 1 << 1,

    /// <summary>Addresses in full; else of an address that is its own text the host alone is spoken.</summary>
    Address = 1 << 2,

    /// <summary>Text that is struck out or deleted.</summary>
    Deleted = 1 << 3,

    /// <summary>Emoji and pictographs.</summary>
    Emoji = 1 << 4,

    /// <summary>A Markdown file's front matter (YAML between lines of three hyphens).</summary>
    FrontMatter = 1 << 5,

    /// <summary>The reading of ruby in place of what it stands over.</summary>
    RubyReading = 1 << 6,

    /// <summary>Menus, page headers and footers, tables of contents, indexes, imprints.</summary>
    Navigation = 1 << 7,

    /// <summary>Headings. Chapters have their titles from them even when they are not spoken.</summary>
    Heading = 1 << 8,

    /// <summary>Tables.</summary>
    Table = 1 << 9,

    /// <summary>Block quotes.</summary>
    Quote = 1 << 10,

    /// <summary>The text that stands for an image.</summary>
    ImageText = 1 << 11,

    /// <summary>Captions of figures and tables.</summary>
    Caption = 1 << 12,

    /// <summary>What is spoken when nobody says otherwise.</summary>
    Default = Heading | Table | Quote | ImageText | Caption,
}
