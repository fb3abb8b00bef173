namespace CometSpeech.Core.Documents.Books;

internal static class EpubReader
{
    public static SpokenDocument Read(
        Stream stream, DocumentOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
