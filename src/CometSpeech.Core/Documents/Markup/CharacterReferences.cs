using System.Globalization;
using System.Net;
using System.Text;
using Markdig.Helpers;

namespace CometSpeech.Core.Documents.Markup;

/// <summary>
/// Decodes the character references of HTML, <c>&amp;eacute;</c> and <c>&amp;#233;</c>, as browsers do (HTML, 13.2.5.72
/// to 13.2.5.80): all names, those of old pages without a semicolon, and numbers that are meant as Windows-1252.
/// </summary>
internal static class CharacterReferences
{
    // frac34, Ccedil, brvbar: the longest that need no semicolon.
    private const int LongestOld = 6;

    // CounterClockwiseContourIntegral.
    private const int Longest = 31;

    // 0x80 to 0x9F; those that it lacks stay controls.
    private const string Windows1252 =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>Decodes all references in a text.</summary>
    /// <param name="text">The text of an element, or an attribute's value.</param>
    /// <param name="isAttribute">
    /// Whether it is a value: there <c>&amp;copy=1</c> is a part of an address.
    /// </param>
    public static string Decode(string text, bool isAttribute)
    {
        int index = text.IndexOf('&');
        if (index < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        int start = 0;
        while (index >= 0)
        {
            int end = index + 1;
            string? signs = end < text.Length && text[end] == '#'
                ? DecodeNumber(text, ref end)
                : DecodeName(text, ref end, isAttribute);
            if (signs is not null)
            {
                decoded.Append(text, start, index - start).Append(signs);
                start = end;
            }

            index = text.IndexOf('&', end);
        }

        return decoded.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>What a name stands for.</summary>
    /// <param name="name">It, without <c>&amp;</c> and semicolon.</param>
    /// <returns>One or two characters; null when HTML does not know it.</returns>
    public static string? Find(string name) => EntityHelper.DecodeEntity(name.AsSpan());

    private static string? DecodeName(string text, ref int index, bool isAttribute)
    {
        int start = index;
        int end = start;
        while (end < text.Length && end - start <= Longest && IsOfName(text[end]))
        {
            end++;
        }

        if (end < text.Length && text[end] == ';' && Find(text.Substring(start, end - start)) is { } signs)
        {
            index = end + 1;
            return signs;
        }

        for (int length = Math.Min(LongestOld, end - start); length > 1; length--)
        {
            int next = start + length;
            bool isAddress = isAttribute && next < text.Length && (text[next] == '=' || IsOfName(text[next]));
            if (!isAddress && FindOld(text.Substring(start, length)) is { } sign)
            {
                index = next;
                return sign;
            }
        }

        return null;
    }

    // The old names are those of Latin-1 in HTML 4, and a few in capitals.
    private static string? FindOld(string name)
    {
        if (name is "AMP" or "COPY" or "GT" or "LT" or "QUOT" or "REG")
        {
            return Find(name);
        }

        string decoded = WebUtility.HtmlDecode($"&{name};");
        return decoded.Length == 1 && decoded[0] <= '\u00FF' && name != "apos" ? decoded : null;
    }

    private static string? DecodeNumber(string text, ref int index)
    {
        int start = index + 1;
        bool isHexadecimal = start < text.Length && text[start] is 'x' or 'X';
        start += isHexadecimal ? 1 : 0;
        int end = start;
        while (end < text.Length && (isHexadecimal ? IsHexadecimal(text[end]) : text[end] is >= '0' and <= '9'))
        {
            end++;
        }

        if (end == start)
        {
            return null;
        }

        NumberStyles style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        index = end < text.Length && text[end] == ';' ? end + 1 : end;
        return int.TryParse(text.Substring(start, end - start), style, CultureInfo.InvariantCulture, out int number)
            ? Write(number)
            : "\uFFFD";
    }

    private static string Write(int number) => number switch
    {
        >= 0x80 and <= 0x9F => Windows1252[number - 0x80].ToString(),
        <= 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) => "\uFFFD",
        _ => char.ConvertFromUtf32(number),
    };

    private static bool IsOfName(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static bool IsHexadecimal(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
