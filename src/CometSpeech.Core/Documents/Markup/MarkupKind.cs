namespace CometSpeech.Core.Documents.Markup;

/// <summary>Where markup comes from.</summary>
internal enum MarkupKind
{
    /// <summary>A page of HTML: it has menus, page headers and footers, and perhaps a main content.</summary>
    Page,

    /// <summary>HTML that was made of Markdown: all of it is content.</summary>
    Markdown,

    /// <summary>A document of a book: all of it is content, its headers too.</summary>
    Book,
}
