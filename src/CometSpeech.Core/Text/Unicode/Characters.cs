using System.Globalization;

namespace CometSpeech.Core.Text.Unicode;

/// <summary>Classifies characters for the text splitter: spaces, line breaks, case, closing marks.</summary>
internal static class Characters
{
    /// <summary>Whether a text may be cut here: not at the white space that is there to forbid it.</summary>
    public static bool IsBreakingSpace(char unit) =>
        char.IsWhiteSpace(unit) && unit is not ('\u00A0' or '\u2007' or '\u202F');

    public static bool IsLineBreak(char unit) => unit is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>
    /// Whether a lower-case letter is at the index. Georgian has none in the sense of sentences
    /// (auxiliary/SentenceBreakProperty.txt: OLetter); newer versions of Unicode call its ordinary letters lower case
    /// all the same, older ones do not.
    /// </summary>
    public static bool IsLower(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index) == UnicodeCategory.LowercaseLetter
            && text[index] is not (>= '\u10D0' and <= '\u10FF');

    public static bool IsCased(string text, int index) =>
        IsLower(text, index)
            || CharUnicodeInfo.GetUnicodeCategory(text, index)
                is UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter;

    /// <summary>Whether it is Chinese or Japanese writing, which puts no white space between sentences.</summary>
    public static bool IsIdeographic(int codePoint) =>
        codePoint is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>
    /// Whether nothing but white space, bullets and opening brackets stands before the index on its line, as before the
    /// number of a list's item.
    /// </summary>
    public static bool IsAtLineStart(string text, int index)
    {
        // The indentation and the bullet of a nested list; what is indented deeper is no list, and a text of nothing
        // but dashes must not take the square of its length.
        const int Reach = 16;
        int start = index;
        while (start > 0 && index - start < Reach && text[start - 1] is ' ' or '\t' or '(' or '*' or '-' or '#' or '>')
        {
            start--;
        }

        return start == 0 || IsLineBreak(text[start - 1]);
    }

    /// <summary>
    /// The first index at or after <paramref name="index"/> that is no white space, or the length of the text.
    /// </summary>
    public static int SkipWhiteSpace(string text, int index)
    {
        while (index < text.Length && char.IsWhiteSpace(text[index]))
        {
            index++;
        }

        return index;
    }

    /// <summary>
    /// Passes over marks that belong to the character before, and invisible controls such as the direction marks (rule
    /// SB5 of Unicode Standard Annex 29).
    /// </summary>
    public static int SkipMarks(string text, int index)
    {
        const char SoftHyphen = '\u00AD';
        while (index < text.Length && text[index] >= SoftHyphen)
        {
            int codePoint = CodePoints.At(text, index);
            if (!TextElements.IsExtending(codePoint)
                && CharUnicodeInfo.GetUnicodeCategory(text, index) != UnicodeCategory.Format)
            {
                break;
            }

            index += CodePoints.Length(codePoint);
        }

        return index;
    }

    /// <summary>
    /// Passes over brackets and quotation marks that close. Marks that open in one language and close in another («“»
    /// in English and in German) close where no letter or digit follows; Chinese and Japanese writing has no space
    /// there, and one use for each mark.
    /// </summary>
    public static int SkipClosing(string text, int index)
    {
        while (index < text.Length && IsClosing(text, index))
        {
            index = SkipMarks(text, index + 1);
        }

        return SkipSpacedGuillemet(text, index);
    }

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

        int next = SkipMarks(text, index + 1);
        return next == text.Length || !char.IsLetterOrDigit(text, next)
            || (category == UnicodeCategory.FinalQuotePunctuation && IsIdeographic(CodePoints.At(text, next)));
    }

    /// <summary>French puts a space before the mark that closes: « Il part. » Elle reste.</summary>
    private static int SkipSpacedGuillemet(string text, int index)
    {
        bool isSpaced = index + 1 < text.Length
            && text[index] is ' ' or '\u00A0' or '\u202F' && text[index + 1] is '»' or '›';
        return isSpaced && (index + 2 == text.Length || !char.IsLetterOrDigit(text, index + 2)) ? index + 2 : index;
    }
}
