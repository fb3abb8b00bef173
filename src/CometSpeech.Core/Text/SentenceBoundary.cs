using System.Globalization;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text;

/// <summary>
/// Ends of sentences. The start is the default of Unicode Standard Annex 29, section 5: a terminator, what closes after
/// it, white space. Unlike there the end of a line is none, since hard-wrapped text has one in every sentence, and a
/// full stop after an abbreviation, an initial or an ordinal is none unless the next word says otherwise. In doubt a
/// sentence goes on: a cut missed costs nothing where the next full stop is near, a cut too many is heard.
/// </summary>
internal static class SentenceBoundary
{
    /// <summary>Whether the character whose last UTF-16 unit is at <paramref name="index"/> ends a sentence.</summary>
    /// <param name="end">
    /// The index after it and what closes after it; white space comes next, or the next sentence.
    /// </param>
    public static bool TryGetEnd(string text, int index, out int end)
    {
        end = -1;
        char unit = text[index];
        bool isTerminator = unit < 0x80
            ? unit is '.' or '!' or '?'
            : SentenceTerminals.Contains(CodePoints.Before(text, index + 1));
        if (!isTerminator)
        {
            return false;
        }

        int terminator = CodePoints.Before(text, index + 1);
        int afterMarks = Characters.SkipMarks(text, index + 1);
        if (IsTerminatorAt(text, afterMarks))
        {
            return false; // Not the last one of «?!» or «...».
        }

        end = Characters.SkipClosing(text, afterMarks);
        int afterSpace = Characters.SkipWhiteSpace(text, end);
        int next = afterSpace > end ? Characters.SkipMarks(text, afterSpace) : afterSpace;
        if (next == text.Length)
        {
            return true;
        }

        bool needsSpace = unit < 0x80 || SentenceTerminals.IsFullStop(terminator);
        bool isParted = next > end || !needsSpace || Characters.IsIdeographic(CodePoints.At(text, next));
        if (!isParted || ClauseBoundary.IsMark(text[next]) || IsTerminatorAt(text, next))
        {
            return false; // Rule SB8a of Annex 29 for the last two.
        }

        return SentenceTerminals.IsFullStop(terminator)
            ? IsFullStopEnd(text, index, next)
            : end == afterMarks || !Characters.IsLower(text, next); // «Stop!» he said.
    }

    private static bool IsTerminatorAt(string text, int index) =>
        index < text.Length && SentenceTerminals.Contains(CodePoints.At(text, index));

    private static bool IsFullStopEnd(string text, int index, int next)
    {
        const int DotsOfEllipsis = 3;
        int run = 1;
        bool onlyFullStops = true;
        while (run <= DotsOfEllipsis && index - run >= 0 && SentenceTerminals.Contains(text[index - run]))
        {
            onlyFullStops &= SentenceTerminals.IsFullStop(text[index - run]);
            run++;
        }

        if (onlyFullStops && run is > 1 and <= DotsOfEllipsis)
        {
            return false;
        }

        int word = FindWord(text, next);
        return !Characters.IsLower(text, word) && (run > 1 || !MayContinue(text, index, word));
    }

    /// <summary>
    /// The next letter or digit behind brackets, quotation marks and dashes; where none is near, the index itself.
    /// </summary>
    private static int FindWord(string text, int index)
    {
        // More marks than «(„…» and their like do not stand before a word, and a text of nothing but marks must not
        // take the square of its length.
        const int Reach = 8;
        for (int i = index; i < text.Length && i < index + Reach; i++)
        {
            if (char.IsLetterOrDigit(text, i))
            {
                return i;
            }
        }

        return index;
    }

    /// <summary>Whether the word before a full stop says that its sentence may go on.</summary>
    private static bool MayContinue(string text, int stop, int nextWord)
    {
        int start = stop;
        while (start > 0 && stop - start <= Abbreviations.LongestWord && IsPartOfWord(text, start - 1))
        {
            start--;
        }

        int length = stop - start;
        if (length == 0)
        {
            return IsAfterSpacedStop(text, stop);
        }

        if (length > Abbreviations.LongestWord)
        {
            return false;
        }

        if (Abbreviations.IsContinuing(text, start, length)
            || (Abbreviations.IsBeforeNumber(text, start, length) && IsNumber(text, nextWord)))
        {
            return true;
        }

        bool isNumbering = (IsOrdinal(text, start, length) || IsInitial(text, start, length))
            && !IsRestOfWord(text, start);
        if (isNumbering && (Characters.IsAtLineStart(text, start) || IsAfterStop(text, start)))
        {
            return true;
        }

        return (isNumbering || Abbreviations.IsPossiblyEnding(text, start, length))
            && !SentenceStarters.StartsAt(text, nextWord);
    }

    private static bool IsPartOfWord(string text, int index) =>
        text[index] == '.' || char.IsLetterOrDigit(text[index])
        || CharUnicodeInfo.GetUnicodeCategory(text[index])
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>The last full stop of «. . .».</summary>
    private static bool IsAfterSpacedStop(string text, int stop) =>
        stop > 1 && char.IsWhiteSpace(text[stop - 1]) && text[stop - 2] == '.';

    /// <summary>
    /// One or two digits, as in «3. Oktober», «1.2.» or «12.05.», or a Roman number. A sentence that ends with a year
    /// is told from them by its length.
    /// </summary>
    private static bool IsOrdinal(string text, int start, int length)
    {
        // A day, a month, the number of a list: a number with three digits or more ends sentences far more often.
        const int MostDigits = 2;
        int digits = 0;
        for (int i = start; i < start + length; i++)
        {
            digits = text[i] == '.' ? 0 : digits + 1;
            if (digits > MostDigits || (text[i] != '.' && !char.IsDigit(text[i])))
            {
                return IsRoman(text, start, length);
            }
        }

        return true;
    }

    private static bool IsRoman(string text, int start, int length)
    {
        for (int i = start; i < start + length; i++)
        {
            if (text[i] is not ('I' or 'V' or 'X' or 'L' or 'C'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One letter of a script that has capitals, with or without marks upon it.</summary>
    private static bool IsInitial(string text, int start, int length) =>
        Characters.IsCased(text, start) && Characters.SkipMarks(text, start + 1) == start + length;

    /// <summary>Whether a letter or digit only looks single, as in «don't.» and «$5.».</summary>
    private static bool IsRestOfWord(string text, int start) =>
        start > 0
        && (CharUnicodeInfo.GetUnicodeCategory(text[start - 1]) == UnicodeCategory.CurrencySymbol
            || (text[start - 1] is '\'' or '’' && start > 1 && char.IsLetter(text[start - 2])));

    private static bool IsNumber(string text, int index)
    {
        if (index < text.Length && char.IsDigit(text[index]))
        {
            return true;
        }

        int end = index;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        bool isPronoun = end == index + 1 && text[index] == 'I';
        return end > index && !isPronoun && IsRoman(text, index, end - index);
    }

    /// <summary>
    /// Whether a sentence end or another initial stands before: «First. 2. Second.», «J. R. R.», «z. B.».
    /// </summary>
    private static bool IsAfterStop(string text, int start)
    {
        // One space, or two, as typists set them after a full stop.
        const int Reach = 2;
        int index = start;
        while (index > 0 && start - index < Reach && char.IsWhiteSpace(text[index - 1]))
        {
            index--;
        }

        return index < start && index > 0 && SentenceTerminals.Contains(text[index - 1]);
    }
}
