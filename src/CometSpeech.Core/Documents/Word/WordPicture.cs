using System.Text.RegularExpressions;
using CometSpeech.Core.Documents.Markup;
using CometSpeech.Core.Documents.Word.Packaging;

namespace CometSpeech.Core.Documents.Word;

/// <summary>What a drawing says of itself (ECMA-376 part 1, 20.4.2.5).</summary>
/// <param name="Text">The text that stands for it; null for none.</param>
/// <param name="IsSilent">Whether it is marked as decorative, or hidden.</param>
internal readonly record struct WordPicture(string? Text, bool IsSilent)
{
    private static readonly string[] s_extensions =
        [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".emf", ".wmf", ".webp"];

    // What Word adds to a text that it wrote itself.
    private static readonly Regex s_generated = new(
        @"(Description automatically generated( with \w+ confidence)?|AI-generated content may be incorrect"
            + "|Automatisch generierte Beschreibung|Description générée automatiquement"
            + @"|Descripción generada automáticamente)\.?$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    /// <summary>Reads <c>wp:docPr</c> to its end.</summary>
    public static WordPicture Read(WordXmlReader reader)
    {
        string? text = GetText(reader.Attribute("descr")) ?? GetText(reader.Attribute("title"));
        bool isSilent = reader.Attribute("hidden") is "1" or "true";
        int depth = reader.Depth;
        while (reader.ReadInside(depth))
        {
            // An extension of Word 2019: adec:decorative.
            isSilent |= reader.IsElement && reader.Name == "decorative" && reader.Value is "1" or "true";
        }

        return new WordPicture(text, isSilent);
    }

    /// <summary>
    /// A text that stands for a picture, without what Word adds; null for a blank one, and for the file's name that
    /// Word puts there.
    /// </summary>
    public static string? GetText(string? text)
    {
        text = s_generated.Replace(MarkupText.WithoutTags(text ?? "").Trim(), "").TrimEnd();
        return text.Length == 0 || s_extensions.Any(IsEnd) ? null : text;

        bool IsEnd(string extension) => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
    }
}
