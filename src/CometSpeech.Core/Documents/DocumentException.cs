namespace CometSpeech.Core.Documents;

/// <summary>A document cannot be read.</summary>
/// <param name="failure">Why.</param>
/// <param name="place">
/// Where in the document: an entry of the archive, with the line where there is one (<c>OEBPS/ch1.xhtml, line 12</c>);
/// null for the document as a whole.
/// </param>
/// <param name="message">
/// What is wrong, as the end of a sentence that begins with the document or the place: <c>it nests deeper than 256
/// elements</c>.
/// </param>
/// <param name="inner">The cause.</param>
public sealed class DocumentException(
    DocumentFailure failure, string? place, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public DocumentFailure Failure { get; } = failure;

    /// <summary>Where in the document; null for the document as a whole.</summary>
    public string? Place { get; } = place;
}
