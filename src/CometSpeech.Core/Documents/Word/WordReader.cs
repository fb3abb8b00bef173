namespace CometSpeech.Core.Documents.Word;

internal static class WordReader
{
    public static SpokenDocument Read(
        Stream stream, DocumentOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
