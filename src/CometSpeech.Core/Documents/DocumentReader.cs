using CometSpeech.Core.Documents.Books;
using CometSpeech.Core.Documents.Markup;
using CometSpeech.Core.Documents.Word;

namespace CometSpeech.Core.Documents;

/// <summary>
/// Reads documents. Nothing is written to disk, no address in a document is fetched. What a format needs is loaded with
/// the first document of it.
/// </summary>
public static class DocumentReader
{
    /// <summary>Reads a document that is text.</summary>
    /// <param name="text">The whole document.</param>
    /// <param name="format"><see cref="DocumentFormat.Markdown"/> or <see cref="DocumentFormat.Html"/>.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends it between two elements.</param>
    /// <exception cref="DocumentException">It cannot be read.</exception>
    public static SpokenDocument Read(
        string text, DocumentFormat format, DocumentOptions options, CancellationToken cancellationToken) =>
        format switch
        {
            DocumentFormat.Markdown => MarkdownReader.Read(text, options, cancellationToken),
            DocumentFormat.Html => HtmlReader.Read(text, options, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };

    /// <summary>Reads a document that is an archive.</summary>
    /// <param name="stream">The file; must seek. It is left open.</param>
    /// <param name="format"><see cref="DocumentFormat.Epub"/> or <see cref="DocumentFormat.Docx"/>.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends it between two elements.</param>
    /// <exception cref="DocumentException">It cannot be read.</exception>
    /// <exception cref="IOException">The file itself cannot be read.</exception>
    public static SpokenDocument Read(
        Stream stream, DocumentFormat format, DocumentOptions options, CancellationToken cancellationToken) =>
        format switch
        {
            DocumentFormat.Epub => EpubReader.Read(stream, options, cancellationToken),
            DocumentFormat.Docx => WordReader.Read(stream, options, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
}
