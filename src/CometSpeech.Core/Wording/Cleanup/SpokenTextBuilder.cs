using System.Globalization;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Wording.Cleanup;

/// <summary>
/// Builds a text of which parts are left out, and closes the gaps they leave: no doubled space, no space before a stop,
/// no empty brackets, and no two words run into one.
/// </summary>
/// <param name="capacity">The units expected; more are taken when they are needed.</param>
internal sealed class SpokenTextBuilder(int capacity)
{
    // «( 😀, 😀 )»: brackets around more signs than that are not made empty by a removal.
    private const int MostInBrackets = 16;

    private char[] _units = new char[capacity];
    private int _length;

    // Something was left out at the end, and what follows is to close the gap.
    private bool _hasGap;
    private bool _partsWords;
    private int _removedAt = -1;

    /// <summary>What is written so far.</summary>
    public ReadOnlySpan<char> Written => new(_units, 0, _length);

    /// <summary>The last unit, or a line feed at the beginning.</summary>
    public char Last => _length == 0 ? '\n' : _units[_length - 1];

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _length = 0;
        _hasGap = false;
        _removedAt = -1;
    }

    /// <summary>Writes units of a text.</summary>
    public void Append(string text, int start, int count)
    {
        int end = start + count;
        while (_hasGap && start < end)
        {
            if (IsSpace(text[start]))
            {
                if (!IsAfterBlank())
                {
                    Push(text[start]);
                }

                start++;
            }
            else if (CloseGap(text, start))
            {
                start++;
            }
        }

        count = end - start;
        Reserve(count);
        text.CopyTo(start, _units, _length, count);
        _length += count;
    }

    /// <summary>Writes a unit in place of others at an index of the text.</summary>
    public void Replace(char unit, string text, int index)
    {
        if (!_hasGap || !CloseGap(text, index))
        {
            Push(unit);
        }
    }

    /// <summary>Writes a space in place of other white space, unless there is one.</summary>
    public void Space()
    {
        if (!IsAfterBlank())
        {
            Push(' ');
        }
    }

    /// <summary>Notes that something is left out here.</summary>
    /// <param name="partsWords">Whether the letters on both sides belong to different words.</param>
    public void Remove(bool partsWords)
    {
        _partsWords = partsWords || (_hasGap && _partsWords);
        _hasGap = true;
        _removedAt = _length;
    }

    /// <summary>Takes back the last units, and what stood there is left out.</summary>
    public void TakeBack(int count)
    {
        _length -= count;
        Remove(partsWords: true);
    }

    /// <summary>Takes back the last units, in whose place something else is written.</summary>
    public void Unwrite(int count) => _length = Math.Max(0, _length - count);

    /// <summary>The finished text.</summary>
    /// <param name="text">What it was made of; returned itself when they are equal.</param>
    public string Finish(string text)
    {
        if (_hasGap)
        {
            TrimSpaces();
        }

        return Written.SequenceEqual(text.AsSpan()) ? text : new string(_units, 0, _length);
    }

    /// <summary>Closes the gap before a unit that is no space.</summary>
    /// <returns>Whether the unit is left out, too, and the gap is open still.</returns>
    private bool CloseGap(string text, int index)
    {
        char unit = text[index];
        if (Characters.IsLineBreak(unit))
        {
            TrimSpaces();
        }
        else if (IsClosing(unit))
        {
            if (Opening(unit) is { } opening && FindOpening(opening) is >= 0 and var start)
            {
                _length = start;
                _removedAt = start;
                return true;
            }

            // «.NET» and «:-» close nothing.
            if (index + 1 >= text.Length || !char.IsLetterOrDigit(text[index + 1]))
            {
                TrimBeforeStop();
            }
        }
        else if (_partsWords && char.IsLetterOrDigit(text, index) && _length > 0
            && (char.IsLetterOrDigit(Last) || IsClosing(Last)))
        {
            Push(' ');
        }

        _hasGap = false;
        return false;
    }

    // Only where a removal has happened inside: brackets that were empty before are not ours.
    private int FindOpening(char opening)
    {
        for (int i = _length - 1; i >= 0 && i < _removedAt && _length - i <= MostInBrackets; i--)
        {
            if (_units[i] == opening)
            {
                return i;
            }

            if (char.IsLetterOrDigit(_units[i]) || char.IsSurrogate(_units[i]) || Characters.IsLineBreak(_units[i]))
            {
                break;
            }
        }

        return -1;
    }

    private void TrimBeforeStop()
    {
        int end = _length;
        TrimSpaces();
        if (_length == 0 || Characters.IsLineBreak(Last))
        {
            // The indentation of a line that begins with it.
            _length = end;
        }
    }

    private void TrimSpaces()
    {
        while (_length > 0 && IsSpace(Last))
        {
            _length--;
        }
    }

    private bool IsAfterBlank() =>
        char.IsWhiteSpace(Last) || CharUnicodeInfo.GetUnicodeCategory(Last) == UnicodeCategory.OpenPunctuation;

    private void Push(char unit)
    {
        Reserve(1);
        _units[_length++] = unit;
    }

    private void Reserve(int count)
    {
        if (_length + count > _units.Length)
        {
            Array.Resize(ref _units, Math.Max(_length + count, 2 * _units.Length));
        }
    }

    private static bool IsSpace(char unit) => char.IsWhiteSpace(unit) && !Characters.IsLineBreak(unit);

    private static bool IsClosing(char unit) => unit is '.' or ',' or ';' or ':' or '!' or '?' or '…' or '”'
        or '。' or '、' or '，' or '；' or '：' or '！' or '？'
        || CharUnicodeInfo.GetUnicodeCategory(unit) == UnicodeCategory.ClosePunctuation;

    private static char? Opening(char closing) => closing switch
    {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '）' => '（',
        '】' => '【',
        _ => null,
    };
}
