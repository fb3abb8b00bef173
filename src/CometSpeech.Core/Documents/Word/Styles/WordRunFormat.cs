using CometSpeech.Core.Documents.Word.Packaging;

namespace CometSpeech.Core.Documents.Word.Styles;

/// <summary>What of a run's properties a listener hears (ECMA-376 part 1, 17.3.2).</summary>
/// <param name="IsHidden">
/// Whether it is hidden (<c>w:vanish</c>, <c>w:webHidden</c>); null when nothing is said.
/// </param>
/// <param name="IsStruck">Whether it is struck out; null when nothing is said.</param>
/// <param name="IsBold">Whether it is bold, as headers of tables are; null when nothing is said.</param>
/// <param name="Position"><c>superscript</c>, <c>subscript</c> or <c>baseline</c>; null when nothing is said.</param>
/// <param name="Style">The id of the character style; null for none.</param>
/// <param name="Language">The language; null when nothing is said.</param>
/// <param name="Font">The font of its letters; empty for one of the theme; null when nothing is said.</param>
/// <param name="IsMarkDeleted">Of a paragraph's mark: whether it was deleted or moved away.</param>
internal readonly record struct WordRunFormat(
    bool? IsHidden,
    bool? IsStruck,
    bool? IsBold,
    string? Position,
    string? Style,
    string? Language,
    string? Font,
    bool IsMarkDeleted)
{
    /// <summary>Reads <c>w:rPr</c> to its end.</summary>
    public static WordRunFormat Read(WordXmlReader reader)
    {
        WordRunFormat format = default;
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            switch (reader.Name)
            {
                case "vanish":
                case "webHidden":
                    format = format with { IsHidden = reader.IsOn };
                    break;
                case "strike":
                case "dstrike":
                    // Both may stand there, one of them off.
                    format = format with { IsStruck = reader.IsOn || format.IsStruck == true };
                    break;
                case "b":
                    format = format with { IsBold = reader.IsOn };
                    break;
                case "vertAlign":
                    format = format with { Position = reader.Value };
                    break;
                case "rStyle":
                    format = format with { Style = reader.Value };
                    break;
                case "rFonts":
                    string? font = reader.Attribute("asciiTheme") is null
                        ? reader.Attribute("ascii") ?? reader.Attribute("hAnsi")
                        : "";
                    format = format with { Font = font ?? format.Font };
                    break;
                case "lang":
                    format = format with { Language = reader.Value };
                    break;
                case "del":
                case "moveFrom":
                    format = format with { IsMarkDeleted = true };
                    break;
                case "rPrChange":
                    // What it was before a change.
                    reader.Skip();
                    break;
            }
        }

        return format;
    }

    /// <summary>
    /// Lays this format over another. What is on in both styles of a run is off (17.7.3); what stands at the run itself
    /// counts alone.
    /// </summary>
    /// <param name="below">The format below it.</param>
    /// <param name="isStyle">Whether this is a style's.</param>
    public WordRunFormat Over(WordRunFormat below, bool isStyle) => this with
    {
        IsHidden = Toggle(IsHidden, below.IsHidden, isStyle),
        IsStruck = Toggle(IsStruck, below.IsStruck, isStyle),
        IsBold = Toggle(IsBold, below.IsBold, isStyle),
        Position = Position ?? below.Position,
        Font = Font ?? below.Font,
    };

    private static bool? Toggle(bool? above, bool? below, bool isStyle) =>
        isStyle && above is not null && below is not null ? above != below : above ?? below;
}
