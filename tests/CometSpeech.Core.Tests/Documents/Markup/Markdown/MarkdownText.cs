using CometSpeech.Core.Documents;
using CometSpeech.Core.Documents.Markup;

namespace CometSpeech.Core.Tests.Documents.Markup.Markdown;

/// <summary>Reads Markdown in tests, for as long as a busy machine takes for it.</summary>
internal static class MarkdownText
{
    public static SpokenDocument Read(string markdown, DocumentElements spoken = DocumentElements.Default) =>
        MarkdownReader.ReadBy(
            new StandingClock(), markdown, new DocumentOptions { Spoken = spoken }, CancellationToken.None);

    /// <summary>All that is spoken, with a blank line between chapters.</summary>
    public static string Spoken(string markdown, DocumentElements spoken = DocumentElements.Default) =>
        string.Join("\n\n", Read(markdown, spoken).Sections.Select(section => section.Text));

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
