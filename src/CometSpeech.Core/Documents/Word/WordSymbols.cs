using System.Globalization;
using System.Text;

namespace CometSpeech.Core.Documents.Word;

/// <summary>
/// Writes the signs of symbol fonts as Unicode has them: what <c>w:sym</c> names (ECMA-376 part 1, 17.3.3.30), and text
/// in such a font. Word keeps them as the font's own code plus 0xF000, older programs as ASCII.
/// </summary>
internal static class WordSymbols
{
    private const char Private = '\uF000';

    // Of the font Symbol, from 0x20 on: the mapping table SYMBOL.TXT of Unicode. The pieces of which large brackets are
    // made, and the logo, are none that is spoken.
    private const string Symbol =
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\0αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\0"
        + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
        + "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\0\0↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
        + "◊〈®©™∑\0\0\0\0\0\0\0\0\0\0\0〉∫";

    // Of Wingdings what says something: arrows of three kinds, a cross and a tick, both in boxes too.
    private const string WingdingsCodes = "\xDF\xE0\xE1\xE2\xE7\xE8\xE9\xEA\xEF\xF0\xF1\xF2\xF3\xFB\xFC\xFD\xFE";
    private const string Wingdings = "←→↑↓←→↑↓←→↑↓↔✗✓☒☑";

    /// <summary>Whether a font has signs where others have letters.</summary>
    public static bool IsSymbolFont(string? font) => font is { Length: > 5 }
        && (font.Equals("Symbol", StringComparison.OrdinalIgnoreCase)
            || font.StartsWith("Wingdings", StringComparison.OrdinalIgnoreCase)
            || font.Equals("Webdings", StringComparison.OrdinalIgnoreCase)
            || font.Equals("ZapfDingbats", StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes a text of a symbol font.</summary>
    /// <param name="text">It, as the document has it.</param>
    /// <param name="font">The font.</param>
    /// <param name="isLost">Whether a sign of it is left out, because nothing says what it is.</param>
    public static string Write(string text, string font, out bool isLost)
    {
        var written = new StringBuilder(text.Length);
        isLost = false;
        foreach (char c in text)
        {
            // What is neither ASCII nor the font's own is a letter of another font that stands in.
            char sign = c is > ' ' and <= '~' or (>= Private and <= '\uF0FF') ? Find((char)(c & 0xFF), font) : c;
            isLost |= sign == '\0';
            written.Append(sign == '\0' ? "" : sign.ToString());
        }

        return written.ToString();
    }

    /// <summary>The text of a <c>w:sym</c>.</summary>
    /// <param name="code">Its code in hexadecimal digits.</param>
    /// <param name="font">Its font.</param>
    /// <returns>The sign; empty when nothing says what it is.</returns>
    public static string Read(string? code, string? font)
    {
        if (!ushort.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort number)
            || number < ' '
            || char.IsSurrogate((char)number))
        {
            return "";
        }

        string text = ((char)number).ToString();
        if (IsSymbolFont(font))
        {
            // Both ways of writing it are found.
            return Write(number < 0x100 ? ((char)(Private + number)).ToString() : text, font!, out _);
        }

        return number is >= 0xE000 and <= 0xF8FF ? "" : text;
    }

    private static char Find(char code, string font)
    {
        if (code == ' ')
        {
            return ' ';
        }

        if (font.Equals("Symbol", StringComparison.OrdinalIgnoreCase))
        {
            int index = code - ' ';
            return index >= 0 && index < Symbol.Length ? Symbol[index] : '\0';
        }

        int sign = font.Equals("Wingdings", StringComparison.OrdinalIgnoreCase) ? WingdingsCodes.IndexOf(code) : -1;
        return sign >= 0 ? Wingdings[sign] : '\0';
    }
}
