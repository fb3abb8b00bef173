using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>Reads HTML for tests: paragraphs with a bar between them.</summary>
internal static class Spoken
{
    public static string Html(
        string html, DocumentElements also = DocumentElements.None, DocumentElements not = DocumentElements.None) =>
        TextOf(Read(html, also, not));

    public static SpokenDocument Read(
        string html, DocumentElements also = DocumentElements.None, DocumentElements not = DocumentElements.None) =>
        DocumentReader.Read(
            html,
            DocumentFormat.Html,
            new DocumentOptions { ChapterLevel = 0, Spoken = (DocumentElements.Default | also) & ~not },
            CancellationToken.None);

    public static string TextOf(SpokenDocument document) =>
        string.Join("\n\n", document.Sections.Select(section => section.Text)).Replace("\n\n", " | ");
}
