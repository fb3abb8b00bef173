using System.Globalization;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Text.Sentences;

/// <summary>Tells what a full stop belongs to: an abbreviation, an initial, an ordinal, or a word.</summary>
internal static class FullStop
{
    /// <summary>What a full stop belongs to.</summary>
    public enum Kind
    {
        /// <summary>A word: its sentence ends.</summary>
        Word,

        /// <summary>A year; some languages write it with a stop before a month.</summary>
        Year,

        /// <summary>An abbreviation or a number that stands at ends of sentences, too: «Inc.», «p.m.», «17.».</summary>
        PossiblyEnding,

        /// <summary>What mostly stands before a name, but may end a sentence: «J.», «St.».</summary>
        BeforeName,

        /// <summary>What a sentence never ends with: a title, the number of a list's item.</summary>
        Continuing,
    }

    /// <summary>Tells what stands before the full stop at <paramref name="stop"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="stop">The index of the full stop.</param>
    /// <param name="nextWord">The index of the word that follows, or of what stands there without any.</param>
    public static Kind Classify(string text, int stop, int nextWord)
    {
        int start = stop;
        while (start > 0 && stop - start <= Abbreviations.LongestWord && IsPartOfWord(text, start - 1))
        {
            start--;
        }

        int length = stop - start;
        if (length == 0)
        {
            return IsAfterSpacedStop(text, stop) ? Kind.Continuing : Kind.Word;
        }

        if (length > Abbreviations.LongestWord)
        {
            return Kind.Word;
        }

        if (Abbreviations.IsContinuing(text, start, length)
            || (Abbreviations.IsBeforeNumber(text, start, length) && IsNumber(text, nextWord)))
        {
            return Kind.Continuing;
        }

        bool isInitial = IsInitial(text, start, length);
        if ((isInitial || IsOrdinal(text, start, length)) && !IsRestOfWord(text, start))
        {
            bool isNumbering = Characters.IsAtLineStart(text, start)
                || (IsAfterStop(text, start) && !IsAndSoOn(text, start, length));
            return isNumbering || IsBeforeMonth(text, start, nextWord) ? Kind.Continuing
                : isInitial ? Kind.BeforeName
                : Kind.PossiblyEnding;
        }

        if (Abbreviations.IsBeforeName(text, start, length))
        {
            return Kind.BeforeName;
        }

        return Abbreviations.IsPossiblyEnding(text, start, length) || IsSecondHalf(text, start, length)
                || IsAdEs(text, start, length)
            ? Kind.PossiblyEnding
            : IsYear(text, start, length) ? Kind.Year : Kind.Word;
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
    public static bool IsOrdinal(string text, int start, int length)
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

    /// <summary>Four digits.</summary>
    private static bool IsYear(string text, int start, int length) =>
        length == 4 && Enumerable.Range(start, length).All(index => char.IsDigit(text[index]));

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

    /// <summary>German writes months with a capital: «am 3. Oktober», on two lines too.</summary>
    private static bool IsBeforeMonth(string text, int start, int nextWord) =>
        char.IsDigit(text[start]) && Abbreviations.IsGermanMonthAt(text, nextWord);

    /// <summary>
    /// The second word of an abbreviation of two, as «ej.» of «p. ej.» or «in.» of «m. in.»: few small letters behind
    /// a single one.
    /// </summary>
    private static bool IsSecondHalf(string text, int start, int length)
    {
        const int MostLetters = 4;
        return length <= MostLetters
            && start > 2 && char.IsWhiteSpace(text[start - 1]) && text[start - 2] == '.'
            && Characters.IsLower(text, start - 3) && (start == 3 || !char.IsLetterOrDigit(text[start - 4]))
            && Enumerable.Range(start, length).All(index => Characters.IsLower(text, index));
    }

    /// <summary>Italian «ad es.»; alone it is a word of German, with which sentences end.</summary>
    private static bool IsAdEs(string text, int start, int length) =>
        length == 2 && start > 2 && string.CompareOrdinal(text, start - 3, "ad es", 0, 5) == 0;

    /// <summary>Russian «и т. д.», «и т. п.»: two letters with which sentences end.</summary>
    private static bool IsAndSoOn(string text, int start, int length) =>
        length == 1 && text[start] is 'д' or 'п' && start > 2 && text[start - 2] == '.' && text[start - 3] == 'т';

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
