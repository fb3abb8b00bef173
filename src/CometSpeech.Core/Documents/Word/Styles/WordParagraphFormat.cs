using CometSpeech.Core.Documents.Word.Packaging;

namespace CometSpeech.Core.Documents.Word.Styles;

/// <summary>What of a paragraph's properties a listener hears (ECMA-376 part 1, 17.3.1).</summary>
internal sealed class WordParagraphFormat
{
    /// <summary>The id of the style; null for the default one.</summary>
    public string? Style { get; private set; }

    /// <summary>The level of a heading, 1 to 9; 0 for body text; null when nothing is said.</summary>
    public int? HeadingLevel { get; private set; }

    /// <summary>The id of the numbering, 0 for none; null when nothing is said.</summary>
    public int? NumberingId { get; private set; }

    /// <summary>The level of the numbering, from 0; null when nothing is said.</summary>
    public int? NumberingLevel { get; private set; }

    /// <summary>Whether it is the large first letter of the next paragraph.</summary>
    public bool IsDropCap { get; private set; }

    /// <summary>Whether its mark was deleted or moved away: it goes on in the next paragraph.</summary>
    public bool IsMarkDeleted { get; private set; }

    /// <summary>Reads <c>w:pPr</c> to its end.</summary>
    public static WordParagraphFormat Read(WordXmlReader reader)
    {
        var format = new WordParagraphFormat();
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            switch (reader.Name)
            {
                case "pStyle":
                    format.Style = reader.Value;
                    break;
                case "outlineLvl":
                    // 9 is body text.
                    format.HeadingLevel = reader.Number is >= 0 and < 9 ? reader.Number + 1 : 0;
                    break;
                case "numId":
                    format.NumberingId = reader.Number;
                    break;
                case "ilvl":
                    format.NumberingLevel = reader.Number;
                    break;
                case "framePr":
                    format.IsDropCap = reader.Attribute("dropCap") is "drop" or "margin";
                    break;
                case "rPr":
                    format.IsMarkDeleted = WordRunFormat.Read(reader).IsMarkDeleted;
                    break;
                case "pPrChange":
                case "sectPr":
                    reader.Skip();
                    break;
            }
        }

        return format;
    }
}
