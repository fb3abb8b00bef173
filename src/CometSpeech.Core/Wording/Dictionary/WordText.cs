using System.Globalization;
using System.Text;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Dictionary;

/// <summary>How the words of entries and texts are compared, and where they end.</summary>
internal static class WordText
{
    // The first code point that may be in another form than C: before it nothing combines.
    private const char FirstCombining = '\u0300';

    /// <summary>An entry's text in Unicode form C, with single spaces and straight apostrophes.</summary>
    public static string Normalize(string text)
    {
        var normal = new StringBuilder(text.Length);
        string composed = Compose(text.Trim());
        for (int i = 0; i < composed.Length; i++)
        {
            if (!char.IsWhiteSpace(composed[i]))
            {
                normal.Append(Straighten(composed[i]));
            }
            else if (!char.IsWhiteSpace(composed[i - 1]))
            {
                normal.Append(' ');
            }
        }

        return normal.ToString();
    }

    /// <summary>
    /// The text in Unicode form C; the same instance when it is. Lone surrogates and U+FFFE stay.
    /// </summary>
    public static string Compose(string text)
    {
        int first = 0;
        while (first < text.Length && text[first] < FirstCombining)
        {
            first++;
        }

        if (first == text.Length)
        {
            return text;
        }

        int lone = FindRefused(text, first);
        if (lone == text.Length)
        {
            return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        }

        // The framework refuses a text that has one.
        var composed = new StringBuilder(text.Length);
        for (int start = 0; start < text.Length; lone = FindRefused(text, start))
        {
            composed.Append(text.Substring(start, lone - start).Normalize(NormalizationForm.FormC));
            if (lone < text.Length)
            {
                composed.Append(text[lone]);
            }

            start = lone + 1;
        }

        return composed.ToString();
    }

    /// <summary>A text without regard to capitals, unit by unit, in no language.</summary>
    public static string Fold(string text) => new([.. text.Select(Fold)]);

    /// <summary>A unit without regard to capitals and to the form of the apostrophe.</summary>
    public static char Fold(char unit) => unit < 0x80
        ? unit is >= 'A' and <= 'Z' ? (char)(unit | 0x20) : unit
        : char.ToLowerInvariant(Straighten(unit));

    /// <summary>The straight apostrophe for the typographic one.</summary>
    public static char Straighten(char unit) => unit == '’' ? '\'' : unit;

    /// <summary>Whether a word goes on across the index: no entry begins or ends there.</summary>
    public static bool IsInsideWord(string text, int index)
    {
        if (index <= 0 || index >= text.Length)
        {
            return false;
        }

        int before = CodePoints.Before(text, index);
        int beforeIndex = index - CodePoints.Length(before);
        return CodePoints.IsInsidePair(text, index)
            || (IsWordPart(text, beforeIndex) && IsWordPart(text, index)
                && (TextElements.IsExtending(CodePoints.At(text, index))
                    || !(IsUnspaced(before) || IsUnspaced(CodePoints.At(text, index)))));
    }

    /// <summary>Whether a word's end and a word's beginning, put beside each other, would be one word.</summary>
    public static bool Runs(string left, int last, string right, int first)
    {
        last -= char.IsLowSurrogate(left[last]) && last > 0 ? 1 : 0;
        return IsWordPart(left, last) && IsWordPart(right, first)
            && !IsUnspaced(CodePoints.At(left, last)) && !IsUnspaced(CodePoints.At(right, first));
    }

    private static bool IsWordPart(string text, int index) => text[index] is '\u200C' or '\u200D' or '\u00AD'
        || CharUnicodeInfo.GetUnicodeCategory(text, index)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.ConnectorPunctuation;

    // Han, kana, Thai, Lao, Myanmar and Khmer put no spaces between words.
    private static bool IsUnspaced(int codePoint) => Characters.IsIdeographic(codePoint)
        || codePoint is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
            or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAA7F) or (>= 0xFF66 and <= 0xFF9F);

    // What String.Normalize throws for.
    private static int FindRefused(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] == '\uFFFE')
            {
                return i;
            }

            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return i;
                }

                i++;
            }
        }

        return text.Length;
    }
}
