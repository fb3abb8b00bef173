namespace CometSpeech.Core.Documents.Markup;

/// <summary>What is done with an element.</summary>
internal enum MarkupTreatment
{
    /// <summary>Its content is part of the text around it.</summary>
    Inline,

    /// <summary>Its content is a paragraph, or several.</summary>
    Block,

    /// <summary>Lines of verse: what would be paragraphs in it are lines.</summary>
    Stanza,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>A list whose items have no numbers.</summary>
    List,

    /// <summary>A list whose items have numbers.</summary>
    OrderedList,

    /// <summary>An item of a list.</summary>
    Item,

    /// <summary>A term of a definition list.</summary>
    Term,

    /// <summary>What a term of a definition list means.</summary>
    Definition,

    /// <summary>A table.</summary>
    Table,

    /// <summary>The caption of a figure or a table.</summary>
    Caption,

    /// <summary>A picture with its caption.</summary>
    Figure,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>Code, or other text whose lines stand as they are.</summary>
    Code,

    /// <summary>Code in a sentence.</summary>
    CodeWords,

    /// <summary>A block quote.</summary>
    Quote,

    /// <summary>Words in quotation marks.</summary>
    QuotedWords,

    /// <summary>A link, or the target of one.</summary>
    Link,

    /// <summary>Raised or lowered text.</summary>
    Script,

    /// <summary>Text with its reading beside it.</summary>
    Ruby,

    /// <summary>A formula.</summary>
    Formula,

    /// <summary>The end of a line.</summary>
    LineBreak,

    /// <summary>Text that is struck out.</summary>
    Deletion,

    /// <summary>The mark of a note.</summary>
    NoteMark,

    /// <summary>A note, or several.</summary>
    Note,

    /// <summary>A menu, a table of contents, an index and their like.</summary>
    Navigation,

    /// <summary>The header or footer of a page, or of a part of it.</summary>
    Margin,

    /// <summary>What stands beside the content.</summary>
    Aside,

    /// <summary>A field or button of a form.</summary>
    FormField,

    /// <summary>What a field of a form is called.</summary>
    FieldLabel,

    /// <summary>A window over the page.</summary>
    Dialog,

    /// <summary>What is there for programs that read a screen.</summary>
    ScreenReaderText,

    /// <summary>Nothing of it is spoken, and nobody misses it.</summary>
    Silent,
}
