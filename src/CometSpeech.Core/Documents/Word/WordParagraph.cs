using CometSpeech.Core.Documents.Word.Styles;

namespace CometSpeech.Core.Documents.Word;

/// <summary>The paragraph that is being spoken.</summary>
/// <param name="Format">Its properties.</param>
/// <param name="Style">Its style.</param>
/// <param name="Level">The level of a heading, 1 to 9; 0 for none.</param>
/// <param name="Omission">What is left out with it; null where it is spoken or left out without a count.</param>
/// <param name="IsSilent">Whether it is left out.</param>
internal sealed record WordParagraph(
    WordParagraphFormat Format, WordStyle Style, int Level, DocumentOmission? Omission, bool IsSilent)
{
    /// <summary>No paragraph.</summary>
    public static WordParagraph None { get; } = new(new WordParagraphFormat(), WordStyle.None, 0, null, false);

    /// <summary>What it is.</summary>
    public WordRole Role => Level > 0 ? WordRole.Body : Style.Role;

    /// <summary>Finds out what a paragraph is.</summary>
    /// <param name="format">Its properties.</param>
    /// <param name="styles">The document's styles.</param>
    /// <param name="options">What is spoken.</param>
    public static WordParagraph Create(WordParagraphFormat format, WordStyles styles, DocumentOptions options)
    {
        WordStyle style = styles.Get(format.Style);
        int level = format.HeadingLevel ?? style.HeadingLevel ?? 0;
        // An entry of a table of contents is none of its headings, whatever its level is.
        if (style.Role is WordRole.Contents or WordRole.Title)
        {
            level = 0;
        }

        var paragraph = new WordParagraph(format, style, level, null, false);
        (DocumentElements Element, DocumentOmission? Omission)? kind = paragraph.Role switch
        {
            WordRole.Contents => (DocumentElements.Navigation, DocumentOmission.Navigation),
            WordRole.Code => (DocumentElements.Code, DocumentOmission.Code),
            WordRole.Quote => (DocumentElements.Quote, DocumentOmission.Quote),
            WordRole.Caption => (DocumentElements.Caption, null),
            _ => null,
        };
        return kind is null || options.Speaks(kind.Value.Element)
            ? paragraph
            : paragraph with { Omission = kind.Value.Omission, IsSilent = true };
    }
}
