namespace CometSpeech.Core.Wording.Dictionary;

/// <summary>
/// Maps places of a text to those of the text that it was made of, by what was copied: all but the words that were
/// replaced.
/// </summary>
internal sealed class TextCopies
{
    private readonly List<(int Result, int Source, int Length)> _copies = [];
    private int _sourceLength;
    private int _resultLength;

    /// <summary>
    /// Notes that units were copied, in order; what was copied before and taken back since is forgotten.
    /// </summary>
    public void Add(int source, int result, int length)
    {
        while (_copies.Count > 0 && _copies[_copies.Count - 1] is var last && last.Result + last.Length > result)
        {
            _copies.RemoveAt(_copies.Count - 1);
            if (last.Result < result)
            {
                _copies.Add((last.Result, last.Source, result - last.Result));
            }
        }

        if (length > 0)
        {
            _copies.Add((result, source, length));
        }
    }

    /// <summary>Notes how long both texts are.</summary>
    public void Finish(int sourceLength, int resultLength)
    {
        Add(sourceLength, resultLength, 0);
        _sourceLength = sourceLength;
        _resultLength = resultLength;
    }

    /// <summary>
    /// Where in the source stands what is at an index of the result; behind a word that was replaced.
    /// </summary>
    /// <param name="isInside">Whether the index is inside of what stands there for a word.</param>
    public int ToSource(int index, out bool isInside)
    {
        isInside = false;
        if (index >= _resultLength)
        {
            return _sourceLength;
        }

        int behind = CountCopies(copy => copy.Result, index);

        // The end of a copy is where the word behind it begins, in both texts.
        if (behind > 0 && index - _copies[behind - 1].Result <= _copies[behind - 1].Length)
        {
            return _copies[behind - 1].Source + (index - _copies[behind - 1].Result);
        }

        isInside = index > 0;
        return index == 0 ? 0 : behind < _copies.Count ? _copies[behind].Source : _sourceLength;
    }

    /// <summary>
    /// Where in the result stands what is at an index of the source; behind what stands there for a word.
    /// </summary>
    /// <param name="isInside">Whether the index is inside of a word that was replaced.</param>
    public int ToResult(int index, out bool isInside)
    {
        isInside = false;
        if (index >= _sourceLength)
        {
            return _resultLength;
        }

        int behind = CountCopies(copy => copy.Source, index);
        if (behind > 0 && index - _copies[behind - 1].Source <= _copies[behind - 1].Length)
        {
            return _copies[behind - 1].Result + (index - _copies[behind - 1].Source);
        }

        isInside = index > 0;
        return index == 0 ? 0 : behind < _copies.Count ? _copies[behind].Result : _resultLength;
    }

    // How many copies begin at an index of one of the texts or before it.
    private int CountCopies(Func<(int Result, int Source, int Length), int> start, int index)
    {
        int low = 0;
        int high = _copies.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (start(_copies[middle]) <= index)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>What a text and another have in common that was made of it by replacing matches.</summary>
    /// <param name="text">The text.</param>
    /// <param name="result">What came out.</param>
    /// <param name="matches">What was replaced, and by how many units; in any order, since they are found from the
    /// right when the expression says so.</param>
    public static TextCopies OfReplaced(
        string text, string result, IEnumerable<(int Start, int End, int Spoken)> matches)
    {
        var copies = new TextCopies();
        int source = 0;
        int written = 0;
        foreach ((int start, int end, int spoken) in matches.OrderBy(match => match.Start))
        {
            copies.Add(source, written, start - source);
            written += start - source + spoken;
            source = end;
        }

        copies.Add(source, written, text.Length - source);
        copies.Finish(text.Length, result.Length);
        return copies;
    }

    /// <summary>
    /// What a text and its composed form (C) have in common: composing changes nothing across white space.
    /// </summary>
    public static TextCopies OfComposed(string text, string composed)
    {
        var copies = new TextCopies();
        int source = 0;
        int result = 0;
        while (source < text.Length && result < composed.Length)
        {
            int start = source;
            int resultStart = result;
            while (source < text.Length && result < composed.Length && text[source] == composed[result])
            {
                source++;
                result++;
            }

            copies.Add(start, resultStart, source - start);
            if (source < text.Length && result < composed.Length && char.IsWhiteSpace(text[source])
                && char.IsWhiteSpace(composed[result]))
            {
                source++; // En quad becomes en space.
                result++;
                continue;
            }

            source = SkipWord(text, source);
            result = SkipWord(composed, result);
        }

        copies.Finish(text.Length, composed.Length);
        return copies;
    }

    private static int SkipWord(string text, int index)
    {
        while (index < text.Length && !char.IsWhiteSpace(text[index]))
        {
            index++;
        }

        return index;
    }
}
