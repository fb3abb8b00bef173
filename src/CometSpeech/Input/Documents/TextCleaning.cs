using CometSpeech.Core.Documents;
using CometSpeech.Core.Wording;

namespace CometSpeech.Input.Documents;

/// <summary>How texts are cleaned before they are spoken.</summary>
/// <param name="OfDocuments">How documents are.</param>
/// <param name="OfText">How plain text is.</param>
/// <param name="Options">What stays nevertheless.</param>
internal sealed record TextCleaning(TextCleanup OfDocuments, TextCleanup OfText, TextCleanerOptions Options)
{
    /// <summary>What happens when nobody says otherwise: text is sent as it is.</summary>
    public static TextCleaning Default { get; } =
        new(TextCleanup.Basic, TextCleanup.None, TextCleanerOptions.None);

    /// <summary>As <c>-TextCleanup</c> says.</summary>
    /// <param name="name">Its argument; null when there is none.</param>
    /// <param name="spoken">What is spoken of documents: addresses and emoji stay among them.</param>
    public static TextCleaning From(string? name, DocumentElements spoken)
    {
        TextCleanerOptions options =
            ((spoken & DocumentElements.Emoji) != 0 ? TextCleanerOptions.KeepEmoji : TextCleanerOptions.None)
            | ((spoken & DocumentElements.Address) != 0 ? TextCleanerOptions.KeepAddresses : TextCleanerOptions.None);
        return Enum.TryParse(name, ignoreCase: true, out TextCleanup cleanup)
            ? new TextCleaning(cleanup, cleanup, options)
            : Default with { Options = options };
    }

    /// <summary>Cleans plain text.</summary>
    public string CleanText(string text) => TextCleaner.Clean(text, OfText, Options);

    /// <summary>Cleans a part of a document, or its title.</summary>
    /// <param name="text">The part.</param>
    /// <param name="codeMarks">What <see cref="TextCleaner.FindCodeMarks"/> has found in the document.</param>
    public string CleanDocument(string text, ICollection<string> codeMarks) =>
        TextCleaner.Clean(text, OfDocuments, Options, codeMarks);
}
