namespace CometSpeech.Core.Documents.Markup;

internal static class MarkdownReader
{
    public static SpokenDocument Read(
        string text, DocumentOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
