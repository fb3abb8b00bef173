using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Finds the marks of notes: <c>[12]</c>, <c>[a]</c>, †, ‡ and superscript digits directly after a word or a stop.
/// An index (<c>a[1]</c>), a year (<c>[2024]</c>), a remark (<c>[sic]</c>) and a power (km², 10⁶) are none.
/// </summary>
internal static class NoteMark
{
    // Books seldom have a thousand notes to a chapter; four digits are a year.
    private const int MostDigits = 3;

    // The symbols of units and most functions have one to three letters: km², mol², sin² x.
    private const int LeastLettersBeforePower = 4;

    private const int LeastLettersBeforeIndex = 2;

    private const int LongestWord = 40;

    // Nobody cites so many notes at one place; a made-up run must not take squared time.
    private const int LongestMark = 40;

    private const char SuperscriptMinus = '\u207B';

    /// <summary>Whether a mark may begin with it.</summary>
    public static bool MayBegin(char unit) => unit is '[' or '†' or '‡' || IsSuperscriptDigit(unit);

    /// <summary>The units of the mark at the index; 0 when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Where it would begin.</param>
    /// <param name="before">What was written before it, without the marks that it follows.</param>
    public static int LengthAt(string text, int index, ReadOnlySpan<char> before)
    {
        int end = text[index] switch
        {
            '[' => BracketEnd(text, index),
            '†' or '‡' => index + 1,
            _ => SuperscriptEnd(text, index),
        };
        if (end < 0 || !EndsThere(text, end))
        {
            return 0;
        }

        bool isPower = IsSuperscriptDigit(text[index]);
        return IsAfterWord(before, isPower ? LeastLettersBeforePower : LeastLettersBeforeIndex) ? end - index : 0;
    }

    /// <summary>Finds what would be taken for marks in code, each with the word before it: <c>items[1]</c>.</summary>
    /// <param name="code">The code.</param>
    /// <param name="found">Takes them.</param>
    public static void FindAll(string code, ISet<string> found)
    {
        for (int i = 1; i < code.Length; i++)
        {
            ReadOnlySpan<char> before = code.AsSpan(0, i);
            if (MayBegin(code[i]) && LengthAt(code, i, before) is > 0 and var length)
            {
                found.Add(WithWord(code, i, length, before));
            }
        }
    }

    /// <summary>A mark with the word before it.</summary>
    public static string WithWord(string text, int index, int length, ReadOnlySpan<char> before)
    {
        int start = before.Length;
        while (start > 0 && before.Length - start <= LongestWord && char.IsLetterOrDigit(before[start - 1]))
        {
            start--;
        }

        return before[start..].ToString() + text.Substring(index, length);
    }

    // «[12]», «[1, 3–5]», «[a]»; -1 for anything else.
    private static int BracketEnd(string text, int index)
    {
        int i = index + 1;
        if (i + 1 < text.Length && text[i + 1] == ']')
        {
            // The usual names of an index stand in code: «items[i]».
            bool isMark = text[i] is '*' or '†' or '‡' or (>= '1' and <= '9')
                || (text[i] is >= 'a' and <= 'z' and not ('i' or 'j' or 'k' or 'n' or 'm' or 'x' or 'y'));
            return isMark ? i + 2 : -1;
        }

        while (true)
        {
            int start = i;
            while (i < text.Length && text[i] is >= '0' and <= '9')
            {
                i++;
            }

            // The first note is number 1: «args[0]».
            if (i == start || i - start > MostDigits || text[start] == '0' || i == text.Length)
            {
                return -1;
            }

            if (text[i] == ']')
            {
                return i + 1;
            }

            if (text[i] is not (',' or '-' or '–'))
            {
                return -1;
            }

            i += text[i] == ',' && i + 1 < text.Length && text[i + 1] == ' ' ? 2 : 1;
        }
    }

    // «¹²», «¹,²», «¹⁻³»; -1 for the charge of an ion, Ca²⁺.
    private static int SuperscriptEnd(string text, int index)
    {
        int i = index;
        while (i < text.Length && i - index <= LongestMark && (IsSuperscriptDigit(text[i])
            || (text[i] is ',' or SuperscriptMinus && i + 1 < text.Length && IsSuperscriptDigit(text[i + 1]))))
        {
            i++;
        }

        return i - index > LongestMark || (i < text.Length && text[i] is SuperscriptMinus or '\u207A') ? -1 : i;
    }

    // What goes on right behind it is code or a formula.
    private static bool EndsThere(string text, int end)
    {
        if (end == text.Length || char.IsWhiteSpace(text[end]))
        {
            return true;
        }

        char next = text[end];
        if (next is '.' or ',' or ':' or ';' or '!' or '?')
        {
            return end + 1 == text.Length || !(char.IsLetterOrDigit(text[end + 1]) || text[end + 1] == '_');
        }

        return next is ')' or ']' or '"' or '”' or '“' or '’' or '\'' or '»' or '«' or '…' or '—' or '–' or '['
            or '*' or '_' or '|' or '。' or '、' or '，' or '」' or '）'
            || MayBegin(next) || Characters.IsIdeographic(CodePoints.At(text, end));
    }

    private static bool IsAfterWord(ReadOnlySpan<char> before, int leastLetters)
    {
        int end = before.Length;
        if (end == 0)
        {
            return false;
        }

        char last = before[end - 1];
        if (last is '.' or ',' or ';' or ':' or '!' or '?' or '…' or '。' or '、' or '，' or '」')
        {
            return end > 1 && !char.IsWhiteSpace(before[end - 2]);
        }

        // «(a + b)²» is a formula, «(as above)²» is not: the word inside tells.
        while (end > 0 && before.Length - end < LongestMark
            && before[end - 1] is ')' or '"' or '”' or '’' or '»' or '*' or '_' or '）')
        {
            end--;
        }

        if (end < before.Length && end > 0 && before[end - 1] is '.' or '!' or '?' or '…')
        {
            return true;
        }

        return IsWord(before[..end], leastLetters);
    }

    // All letters or, before brackets, all digits; what has an underscore or a dollar is a name of a program.
    private static bool IsWord(ReadOnlySpan<char> before, int leastLetters)
    {
        int start = before.Length;
        int digits = 0;
        while (start > 0 && (char.IsLetterOrDigit(before[start - 1]) || IsMark(before[start - 1])))
        {
            digits += char.IsDigit(before[start - 1]) ? 1 : 0;
            start--;
            // Long enough, and the rest of the word tells nothing new.
            if (before.Length - start > LongestWord)
            {
                return false;
            }
        }

        int length = before.Length - start;
        if (length > 0 && Characters.IsIdeographic(before[^1]))
        {
            return true;
        }

        bool isPower = leastLetters == LeastLettersBeforePower;
        return length >= leastLetters && (digits == 0 || (digits == length && !isPower))
            && (start == 0 || before[start - 1] is not ('_' or '$' or '.' or '@' or '\\' or '/' or '^'));
    }

    private static bool IsMark(char unit) => unit >= '\u0300' && TextElements.IsExtending(unit);

    private static bool IsSuperscriptDigit(char unit) =>
        unit is '¹' or '²' or '³' or '\u2070' or (>= '\u2074' and <= '\u2079');
}
