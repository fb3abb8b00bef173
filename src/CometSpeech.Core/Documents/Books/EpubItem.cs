namespace CometSpeech.Core.Documents.Books;

/// <summary>A file that a book's manifest lists (EPUB 3.3, 5.6.2).</summary>
internal sealed class EpubItem(string? path, string href, string mediaType, string properties, string fallback)
{
    /// <summary>The archive's entry; null when it is not in the book.</summary>
    public string? Path { get; } = path;

    /// <summary>The link as it is written.</summary>
    public string Href { get; } = href;

    /// <summary>Its media type in small letters, without parameters.</summary>
    public string MediaType { get; } = mediaType;

    /// <summary>Its properties, between white space.</summary>
    public string Properties { get; } = properties;

    /// <summary>The id of the file that stands for it where its type is not read; empty for none.</summary>
    public string Fallback { get; } = fallback;

    /// <summary>Whether it is a document of XHTML or HTML.</summary>
    public bool IsText => MediaType switch
    {
        // The last is of the Open eBook format, from which EPUB 2 comes.
        "application/xhtml+xml" or "text/html" or "text/x-oeb1-document" => true,
        "" => Path is not null && DocumentFormats.FromPath(Path) == DocumentFormat.Html,
        _ => false,
    };

    /// <summary>Whether it is a picture or a drawing.</summary>
    public bool IsImage => MediaType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>Whether it is a picture that players of audio show: they draw nothing.</summary>
    public bool IsPicture => IsImage && MediaType != "image/svg+xml";
}
