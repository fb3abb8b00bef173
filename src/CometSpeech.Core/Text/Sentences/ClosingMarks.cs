using System.Globalization;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text.Sentences;

/// <summary>
/// What stands directly behind a stop or a comma and belongs to what it ends: closing brackets and quotation marks,
/// the closing marks of Markdown and HTML, footnote marks («[1]», «¹», «†»), emoji.
/// </summary>
internal static class ClosingMarks
{
    // The longest tag that closes something here is «<a href="#footnote-12">12</a>» and its like; a text of nothing but
    // brackets must not take the square of its length.
    private const int TagReach = 64;

    // «[12, 13]», «[citation needed]».
    private const int BracketReach = 24;

    // «(12)».
    private const int ParenthesisReach = 5;

    /// <summary>The index behind all marks that close at <paramref name="index"/>.</summary>
    public static int Skip(string text, int index)
    {
        int before;
        do
        {
            before = index;
            index = SkipOne(text, index);
        }
        while (index > before);
        return SkipSpacedGuillemet(text, index);
    }

    /// <summary>The index behind the HTML tag at <paramref name="index"/>, or the index itself.</summary>
    public static int SkipTag(string text, int index)
    {
        int name = index + 1 < text.Length && text[index + 1] == '/' ? index + 2 : index + 1;
        if (text[index] != '<' || name >= text.Length || !IsAsciiLetter(text[name]))
        {
            return index;
        }

        int close = text.IndexOf('>', name, Math.Min(TagReach, text.Length - name));
        return close < 0 || text.IndexOf('<', name, close - name) >= 0 ? index : close + 1;
    }

    private static int SkipOne(string text, int index)
    {
        if (index >= text.Length || char.IsWhiteSpace(text[index]))
        {
            return index;
        }

        char unit = text[index];
        return unit switch
        {
            '[' => SkipNote(text, index, ']', BracketReach),
            '(' => SkipNote(text, index, ')', ParenthesisReach),
            '<' => SkipClosingTag(text, index),
            '*' or '_' or '~' or '`' => SkipEmphasis(text, index),
            _ when IsNoteMark(unit) || IsClosing(text, index) => Characters.SkipMarks(text, index + 1),
            _ when unit > 0x7F && IsEmoji(text, index) =>
                Characters.SkipMarks(text, index + CodePoints.Length(CodePoints.At(text, index))),
            _ => index,
        };
    }

    /// <summary>
    /// Brackets and quotation marks. Marks that open in one language and close in another («“» in English and in
    /// German) close where no letter or digit follows; Chinese and Japanese writing has no space there, and one use for
    /// each mark.
    /// </summary>
    private static bool IsClosing(string text, int index)
    {
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(text[index]);
        if (category == UnicodeCategory.ClosePunctuation)
        {
            return true;
        }

        bool isQuote = text[index] is '"' or '\''
            || category is UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation;
        if (!isQuote)
        {
            return false;
        }

        int next = Characters.SkipMarks(text, index + 1);
        return !IsWordAt(text, next)
            || (category == UnicodeCategory.FinalQuotePunctuation
                && Characters.IsIdeographic(CodePoints.At(text, next)));
    }

    /// <summary>Superscript numbers and daggers.</summary>
    private static bool IsNoteMark(char unit) =>
        unit is '\u00B9' or '\u00B2' or '\u00B3' or '\u2070' or (>= '\u2074' and <= '\u2079') or '†' or '‡';

    private static bool IsEmoji(string text, int index)
    {
        int codePoint = CodePoints.At(text, index);
        bool isFlag = codePoint is >= 0x1F1E6 and <= 0x1F1FF;
        return isFlag
            || (GraphemeBreakData.ExtendedPictographic.Contains(codePoint) && !SentenceTerminals.Contains(codePoint));
    }

    /// <summary>The number or the words in brackets without white space before: «late.[1]», «late.[^2]».</summary>
    private static int SkipNote(string text, int index, char close, int reach)
    {
        for (int i = index + 1; i < text.Length && i <= index + reach; i++)
        {
            if (text[i] == close)
            {
                return i > index + 1 ? i + 1 : index;
            }

            if (Characters.IsLineBreak(text[i]) || text[i] is '[' or '(')
            {
                break;
            }
        }

        return index;
    }

    /// <summary>Tags that end something, line breaks, and links and superscripts of footnotes.</summary>
    private static int SkipClosingTag(string text, int index)
    {
        int end = SkipTag(text, index);
        if (end == index || text[index + 1] == '/' || HasTagName(text, index + 1, "br"))
        {
            return end;
        }

        if (!HasTagName(text, index + 1, "sup") && !HasTagName(text, index + 1, "a"))
        {
            return index;
        }

        int close = text.IndexOf("</", end, Math.Min(BracketReach, text.Length - end), StringComparison.Ordinal);
        return close < 0 || text.IndexOf(' ', end, close - end) >= 0 ? index : SkipTag(text, close);
    }

    private static bool HasTagName(string text, int index, string name) =>
        string.Compare(text, index, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
            && !char.IsLetterOrDigit(text[index + name.Length]);

    /// <summary>«*late.*», «**late.**», «_late._»: they close where no letter or digit follows.</summary>
    private static int SkipEmphasis(string text, int index)
    {
        // «***» is the longest that Markdown knows; «````» and a rule of «_____» are none.
        const int MostMarks = 3;
        int end = index;
        while (end < text.Length && end - index < MostMarks && text[end] == text[index])
        {
            end++;
        }

        return IsWordAt(text, end) || (end < text.Length && text[end] == text[index]) ? index : end;
    }

    /// <summary>French puts a space before the mark that closes: « Il part. » Elle reste.</summary>
    private static int SkipSpacedGuillemet(string text, int index)
    {
        bool isSpaced = index + 1 < text.Length
            && text[index] is ' ' or '\u00A0' or '\u202F' && text[index + 1] is '»' or '›';
        return isSpaced && !IsWordAt(text, index + 2) ? index + 2 : index;
    }

    private static bool IsWordAt(string text, int index) => index < text.Length && char.IsLetterOrDigit(text, index);

    private static bool IsAsciiLetter(char unit) => unit is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
