using System.Globalization;

namespace CometSpeech.Core.Text.Unicode;

/// <summary>Classifies characters for the text splitter: spaces, line breaks, case, closing marks.</summary>
internal static class Characters
{
    /// <summary>Whether a text may be cut here: not at the white space that is there to forbid it.</summary>
    public static bool IsBreakingSpace(char unit) =>
        char.IsWhiteSpace(unit) && unit is not ('\u00A0' or '\u2007' or '\u202F');

    /// <summary>Whether a line ends with it: the breaks of Unicode Standard 15.0, table 5-1, among them the line
    /// tabulation (VT), which word processors write for a line break, and the form feed.</summary>
    public static bool IsLineBreak(char unit) => unit is (>= '\n' and <= '\r') or '\u0085' or '\u2028' or '\u2029';

    /// <summary>
    /// Whether a lower-case letter is at the index. Georgian has none in the sense of sentences
    /// (auxiliary/SentenceBreakProperty.txt: OLetter); newer versions of Unicode call its ordinary letters lower case
    /// all the same, older ones do not.
    /// </summary>
    public static bool IsLower(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index) == UnicodeCategory.LowercaseLetter
            && text[index] is not (>= '\u10D0' and <= '\u10FF');

    public static bool IsCased(string text, int index) =>
        IsLower(text, index) || IsUpper(text, index);

    /// <summary>Whether a capital letter is at the index.</summary>
    public static bool IsUpper(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter;

    /// <summary>Whether lines of lists, tables, quoted mails and short messages begin with it.</summary>
    public static bool IsBullet(char unit) =>
        unit is '-' or '*' or '+' or '•' or '–' or '—' or '·' or '>' or '|' or '#' or '@';

    /// <summary>Whether a letter or a number is at the index: what makes sound when it is read out.</summary>
    public static bool IsSpoken(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

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

    /// <summary>Whether there is a line break in the range.</summary>
    public static bool HasLineBreak(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (IsLineBreak(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The index before which white space begins that ends at <paramref name="end"/>, not before
    /// <paramref name="start"/>.
    /// </summary>
    public static int TrimEnd(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return end;
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
}
