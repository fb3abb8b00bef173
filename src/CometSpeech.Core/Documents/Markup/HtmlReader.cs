namespace CometSpeech.Core.Documents.Markup;

internal static class HtmlReader
{
    public static SpokenDocument Read(
        string text, DocumentOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
