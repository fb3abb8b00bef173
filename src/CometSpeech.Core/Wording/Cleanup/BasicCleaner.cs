using CometSpeech.Core.Text;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// One pass of <see cref="TextCleanup.Basic"/>: copies a text but for the signs that nobody reads aloud.
/// </summary>
/// <param name="capacity">The length of the longest text to come; no result is longer than its text.</param>
/// <param name="options">What stays.</param>
/// <param name="codeMarks">What is code and would be taken for notes' marks, each with the word before it.</param>
internal sealed class BasicCleaner(int capacity, TextCleanerOptions options, ICollection<string> codeMarks)
{
    private const string MailTo = "mailto";

    // Two and three dots or dashes are punctuation.
    private const int LeastRepeats = 4;

    // The shortest rule: «---», «* * *».
    private const int LeastRuleMarks = 3;

    private static readonly bool[] s_asciiSigns = MarkSigns();

    private readonly SpokenTextBuilder _result = new(capacity);
    private readonly bool _keepsEmoji = (options & TextCleanerOptions.KeepEmoji) != 0;
    private readonly bool _keepsAddresses = (options & TextCleanerOptions.KeepAddresses) != 0;

    /// <summary>The cleaned text, or the same instance when there is nothing to clean.</summary>
    public string Clean(string text)
    {
        _result.Clear();
        int index = 0;
        while (index < text.Length)
        {
            int sign = index;
            while (sign < text.Length && !IsSign(text[sign]))
            {
                sign++;
            }

            _result.Append(text, index, sign - index);
            index = sign == text.Length ? sign : sign + CleanSign(text, sign);
        }

        return _result.Finish(text);
    }

    private static bool[] MarkSigns()
    {
        bool[] signs = new bool[128];
        for (int i = 0; i < signs.Length; i++)
        {
            signs[i] = InvisibleCharacter.MayBe((char)i) || NoteMark.MayBegin((char)i) || IsRuleMark((char)i)
                || (char)i is '.' or '!' or '?' or ':';
        }

        return signs;
    }

    // Asked for every unit: letters of all scripts but those of the higher planes are told at once.
    private static bool IsSign(char unit) => unit < 0x80
        ? s_asciiSigns[unit]
        : unit is (>= '\u0080' and <= '\u00B9') or '\u061C' or (>= '\u2010' and <= '\u2BFF')
            or (>= '\u200B' and <= '\u200F') or (>= '\u3030' and <= '\u303D') or '\u3297' or '\u3299'
            or (>= '\uD83C' and <= '\uD83E') or '\uDB40' or '\uFE0E' or '\uFE0F' or '\uFEFF' or '！' or '？'
            or (>= '\uFFF9' and <= '\uFFFC');

    /// <returns>How many units of the text are dealt with, 1 or more.</returns>
    private int CleanSign(string text, int index)
    {
        char unit = text[index];
        if (unit == '\t')
        {
            _result.Space();
            _result.Remove(partsWords: false);
            return 1;
        }

        if (InvisibleCharacter.MayBe(unit) && InvisibleCharacter.LengthAt(text, index) is > 0 and var invisible)
        {
            _result.Remove(partsWords: false);
            return invisible;
        }

        if (IsRuleMark(unit) && RuleLength(text, index) is > 0 and var rule)
        {
            // Its line is left, blank: the end of a paragraph.
            _result.Remove(partsWords: false);
            return rule;
        }

        if (NoteMark.MayBegin(unit)
            && NoteMark.LengthAt(text, index, _result.Written) is > 0 and var note
            && !(codeMarks.Count > 0 && codeMarks.Contains(NoteMark.WithWord(text, index, note, _result.Written))))
        {
            // Chinese and Japanese go on right behind the mark.
            _result.Remove(partsWords: !Characters.IsIdeographic(_result.Last));
            return note;
        }

        if (!_keepsEmoji && CleanEmoji(text, index) is > 0 and var emoji)
        {
            return emoji;
        }

        if (!_keepsAddresses && unit is ':' or '.' && CleanAddress(text, index) is > 0 and var address)
        {
            return address;
        }

        return CleanRepeats(text, index);
    }

    private int CleanEmoji(string text, int index)
    {
        if (text[index] == Emoji.Keycap && _result.Last is (>= '0' and <= '9') or '#' or '*')
        {
            _result.TakeBack(1);
            return 1;
        }

        if (Emoji.IsSelector(text[index]))
        {
            _result.Remove(partsWords: false);
            return 1;
        }

        int length = text[index] < 0x2000 ? 0 : Emoji.LengthAt(text, index);
        if (length > 0)
        {
            _result.Remove(partsWords: true);
        }

        return length;
    }

    private int CleanAddress(string text, int index)
    {
        if (text[index] == ':' && index >= MailTo.Length
            && string.Compare(text, index - MailTo.Length, MailTo, 0, MailTo.Length, StringComparison.OrdinalIgnoreCase)
                == 0
            && _result.Written.EndsWith(text.AsSpan(index - MailTo.Length, MailTo.Length), StringComparison.Ordinal))
        {
            _result.Unwrite(MailTo.Length);
            _result.Remove(partsWords: false);
            return 1;
        }

        if (!WebAddress.TryFind(text, index, out TextRange address, out TextRange host))
        {
            return 0;
        }

        int written = index - address.Start;
        if (!_result.Written.EndsWith(text.AsSpan(address.Start, written), StringComparison.Ordinal))
        {
            // Something was left out inside of it; the next pass sees it whole.
            return 0;
        }

        // «<https://example.org>»: how addresses are written where they could be taken for something else.
        int end = address.End;
        bool isBracketed = address.Start > 0 && text[address.Start - 1] == '<' && end < text.Length && text[end] == '>'
            && _result.Written.Length > written;
        _result.Unwrite(isBracketed ? written + 1 : written);
        _result.Append(text, host.Start, host.Length);
        return end - index + (isBracketed ? 1 : 0);
    }

    private int CleanRepeats(string text, int index)
    {
        char unit = text[index];
        if (unit is '!' or '?' or '！' or '？')
        {
            if (!IsRepeated(unit))
            {
                _result.Append(text, index, 1);
            }

            return 1;
        }

        int end = index + 1;
        while (end < text.Length && text[end] == unit)
        {
            end++;
        }

        int count = end - index;
        if (unit == '.' && count == 1 && LeaderLength(text, index) is > 0 and var leader)
        {
            _result.Replace('…', text, index);
            return leader;
        }

        if ((unit == '.' && count >= LeastRepeats) || (unit == '…' && count > 2))
        {
            _result.Replace('…', text, index);
        }
        else if (unit == '-' && count >= LeastRepeats)
        {
            _result.Replace('—', text, index);
        }
        else if (unit is '=' or '*' or '_' or '~' && count >= LeastRepeats)
        {
            _result.Remove(partsWords: true);
        }
        else
        {
            _result.Append(text, index, count);
        }

        return count;
    }

    // «. . . . .»: the dots that lead from a title to its page.
    private static int LeaderLength(string text, int index)
    {
        int dots = 1;
        int end = index + 1;
        while (end + 1 < text.Length && text[end] == ' ' && text[end + 1] == '.')
        {
            dots++;
            end += 2;
        }

        return dots >= LeastRepeats ? end - index : 0;
    }

    // «?!» is both; of each kind one is enough.
    private bool IsRepeated(char unit)
    {
        ReadOnlySpan<char> written = _result.Written;
        for (int i = written.Length - 1; i >= 0 && written[i] is '!' or '?' or '！' or '？'; i--)
        {
            if (written[i] == unit)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The units up to the line's end when the line is nothing but marks; else 0.</summary>
    private static int RuleLength(string text, int index)
    {
        int start = index;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        if (start > 0 && !Characters.IsLineBreak(text[start - 1]))
        {
            return 0;
        }

        int marks = 0;
        int end = index;
        while (end < text.Length && !Characters.IsLineBreak(text[end]))
        {
            if (IsRuleMark(text[end]))
            {
                marks++;
            }
            else if (!char.IsWhiteSpace(text[end]) && text[end] != ':')
            {
                return 0;
            }

            end++;
        }

        return marks >= LeastRuleMarks ? end - index : 0;
    }

    // Rules, the underlines of headings in plain text, and those of tables: «+----+», «|---|».
    private static bool IsRuleMark(char unit) =>
        unit is '-' or '=' or '*' or '_' or '~' or '+' or '|' or '#' or '^' or '"' or '`' or '–' or '—' or '―' or '•'
            or '·';
}
