using CometSpeech.Core.Text.Sentences;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>
/// Places inside a sentence where a reader pauses: after a comma, semicolon, colon, dash or ellipsis.
/// </summary>
internal static class ClauseBoundary
{
    /// <summary>
    /// The marks of scripts other than Latin, ascending: Armenian, Arabic, NKo, Ethiopic, Mongolian, ideographic, Lisu,
    /// Vai, Bamum, and the vertical, small, full-width and half-width forms. Greek U+037E is the canonical equal of a
    /// semicolon.
    /// </summary>
    private const string OtherMarks =
        "\u037E\u055D\u060C\u061B\u07F8\u1363\u1364\u1365\u1366\u1802\u1804\u1808\u3001\uA4FE\uA60D\uA6F4\uA6F5\uA6F6"
        + "\uFE10\uFE11\uFE13\uFE14\uFE50\uFE51\uFE54\uFE55\uFF0C\uFF1A\uFF1B\uFF64";

    private const char EmDash = '—';
    private const char EnDash = '–';
    private const char Ellipsis = '…';

    /// <summary>Whether it is a comma, semicolon or colon of any script.</summary>
    public static bool IsMark(char unit) =>
        unit < 0x80 ? unit is ',' or ';' or ':' : unit >= OtherMarks[0] && OtherMarks.IndexOf(unit) >= 0;

    /// <summary>Whether the character at <paramref name="index"/> ends a clause.</summary>
    /// <param name="end">The index after it and what closes after it.</param>
    public static bool TryGetEnd(string text, int index, out int end)
    {
        char unit = text[index];
        bool isDash = unit is EmDash or EnDash or '-';
        bool isEllipsis = unit == Ellipsis || (unit == '.' && index > 0 && text[index - 1] == '.');
        if (!isDash && !isEllipsis && !IsMark(unit))
        {
            end = -1;
            return false;
        }

        end = Characters.SkipMarks(text, index + 1);
        bool opensBehindDash = isDash && end < text.Length && text[end] is '(' or '[' or '<';
        end = opensBehindDash ? end : ClosingMarks.Skip(text, end);
        bool isSpaced = end == text.Length || char.IsWhiteSpace(text[end]);
        if (isDash)
        {
            // At the start of a line it is a bullet or begins a speech. With white space only before it, it opens an
            // aside; a hyphen or an en dash without any joins words or numbers.
            bool isSpacedBefore = index > 0 && char.IsWhiteSpace(text[index - 1]);
            return isSpacedBefore
                ? isSpaced && !Characters.IsAtLineStart(text, index)
                : unit == EmDash && end < text.Length && text[end] != EmDash;
        }

        return isSpaced || (unit >= 0x80 && !isEllipsis && !char.IsDigit(text[end]) && !IsMark(text[end]));
    }
}
