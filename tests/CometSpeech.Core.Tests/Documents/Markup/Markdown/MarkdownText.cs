using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Markup.Markdown;

/// <summary>Reads Markdown in tests.</summary>
internal static class MarkdownText
{
    public static SpokenDocument Read(string markdown, DocumentElements spoken = DocumentElements.Default) =>
        DocumentReader.Read(
            markdown, DocumentFormat.Markdown, new DocumentOptions { Spoken = spoken }, CancellationToken.None);

    /// <summary>All that is spoken, with a blank line between chapters.</summary>
    public static string Spoken(string markdown, DocumentElements spoken = DocumentElements.Default) =>
        string.Join("\n\n", Read(markdown, spoken).Sections.Select(section => section.Text));
}
