using CometSpeech.Core.Documents.Narration;
using CometSpeech.Core.Documents.Word.Packaging;
using CometSpeech.Core.Documents.Word.Styles;

namespace CometSpeech.Core.Documents.Word;

/// <summary>
/// Reads Word documents: Office Open XML (ECMA-376), transitional and strict, with the framework's zip and XML.
/// </summary>
internal static class WordReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="stream">The file; must seek. It is left open.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends it between two nodes.</param>
    /// <exception cref="DocumentException">It cannot be read.</exception>
    public static SpokenDocument Read(
        Stream stream, DocumentOptions options, CancellationToken cancellationToken)
    {
        CompoundFile.Refuse(stream);
        WordPackage package = WordPackage.Open(stream, cancellationToken);
        WordStyles styles = ReadStyles(package);
        WordProperties properties = ReadProperties(package);
        List<string> warnings = [];
        WordNarrator narrator = Narrate(package, styles, options, ignoresFields: false);
        if (narrator.IsFieldOpen)
        {
            warnings.Add("A field of it has no end: all text of fields is spoken, tables of contents too.");
            narrator = Narrate(package, styles, options, ignoresFields: true);
        }

        if (narrator.HasForeignPart)
        {
            warnings.Add("It holds another document, which is not read: open and save it in Word to have it merged.");
        }

        NarratedText text = narrator.Builder.Build();
        IReadOnlyList<DocumentSection> sections =
            HeadingChapters.Divide(text, options.ChapterLevel, warnings, out string? heading);
        OmissionWarnings.AddTo(warnings, narrator.Builder.Omissions);
        return new SpokenDocument
        {
            // What stands on the page counts more than a property that nobody sees and a template may have filled.
            Title = narrator.Title ?? heading ?? properties.Title,
            Authors = properties.Authors,
            Language = styles.Language ?? properties.Language,
            Sections = sections,
            Code = narrator.Code,
            Omissions = narrator.Builder.Omissions,
            Warnings = warnings,
        };
    }

    private static WordNarrator Narrate(
        WordPackage package, WordStyles styles, DocumentOptions options, bool ignoresFields)
    {
        var narrator = new WordNarrator(package, styles, new NarrationBuilder(), options, ignoresFields);
        narrator.Narrate(package.Main);
        return narrator;
    }

    private static WordStyles ReadStyles(WordPackage package)
    {
        using WordXmlReader? reader = package.OpenRelated("styles");
        return WordStyles.Read(reader);
    }

    private static WordProperties ReadProperties(WordPackage package)
    {
        using WordXmlReader? reader = package.OpenProperties();
        return WordProperties.Read(reader);
    }
}
