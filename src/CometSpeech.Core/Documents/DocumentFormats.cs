namespace CometSpeech.Core.Documents;

/// <summary>Names and file extensions of <see cref="DocumentFormat"/>.</summary>
public static class DocumentFormats
{
    private static readonly Dictionary<string, DocumentFormat> s_formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".md"] = DocumentFormat.Markdown,
        [".markdown"] = DocumentFormat.Markdown,
        [".mdown"] = DocumentFormat.Markdown,
        [".mkd"] = DocumentFormat.Markdown,
        [".html"] = DocumentFormat.Html,
        [".htm"] = DocumentFormat.Html,
        [".xhtml"] = DocumentFormat.Html,
        [".epub"] = DocumentFormat.Epub,
        [".docx"] = DocumentFormat.Docx,
        [".docm"] = DocumentFormat.Docx,
    };

    /// <summary>
    /// The format that a file's extension names; <see cref="DocumentFormat.Text"/> for none and for any other. The
    /// content is not asked: text that is read as Markdown by mistake loses what is indented.
    /// </summary>
    /// <param name="path">A file's name or path.</param>
    public static DocumentFormat FromPath(string path) =>
        s_formats.TryGetValue(Path.GetExtension(path), out DocumentFormat format) ? format : DocumentFormat.Text;

    /// <summary>Whether a document of this format is text, and not an archive.</summary>
    public static bool IsText(DocumentFormat format) => format is not (DocumentFormat.Epub or DocumentFormat.Docx);

    /// <summary>
    /// The most bytes of a file of this format; more cannot be within <see cref="DocumentLimits"/>, whatever the
    /// encoding, so that such a file need not be read.
    /// </summary>
    public static long MaxFileBytes(DocumentFormat format) => format switch
    {
        // No encoding takes more than four bytes for a character's UTF-16 unit.
        DocumentFormat.Markdown => 4L * DocumentLimits.MarkdownCharacters,
        DocumentFormat.Html => 4L * DocumentLimits.HtmlCharacters,
        DocumentFormat.Epub or DocumentFormat.Docx => DocumentLimits.ContainerBytes,
        _ => long.MaxValue,
    };
}
