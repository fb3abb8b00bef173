namespace CometSpeech.Core.Documents.Narration;

/// <summary>
/// Says the rows of a table one after the other, a sentence each, with the headers that stand above. Rows of headers
/// are not said themselves, but for those without data below that say something new: totals.
/// </summary>
/// <param name="output">Takes the sentences.</param>
/// <param name="speaksEmoji">Whether emoji are spoken; else a cell of nothing but them is silent.</param>
internal sealed class TableNarration(NarrationBuilder output, bool speaksEmoji = false)
{
    // Characters of all headers that are repeated in one table: a million short cells below long headers must not
    // become a hundred million characters. No table that is read by people comes near.
    private int _budget = 4 << 20;

    private IReadOnlyList<string> _headers = [];

    // Rows of headers, until a row of data comes below.
    private readonly List<IReadOnlyList<string>> _held = [];

    /// <summary>Says a row. What is open is ended.</summary>
    /// <param name="cells">The text of each column; a header that spans several stands in each of them.</param>
    /// <param name="isHeader">Whether they are headers of the rows below, to the next row of headers.</param>
    public void Add(IReadOnlyList<string> cells, bool isHeader)
    {
        if (isHeader)
        {
            _held.Add(cells);
            return;
        }

        if (_held.Count > 0)
        {
            _headers = _held.Aggregate(Join);
            _held.Clear();
        }

        Say(cells);
    }

    /// <summary>Says that no row follows.</summary>
    public void End()
    {
        // Headers that a long table repeats at its end are known.
        if (_held.Count > 0 && !_held.Aggregate(Join).SequenceEqual(_headers))
        {
            _held.ForEach(Say);
        }

        _held.Clear();
    }

    private void Say(IReadOnlyList<string> cells)
    {
        for (int i = 0; i < Math.Min(_headers.Count, cells.Count); i++)
        {
            _budget -= _headers[i].Length <= RowSentence.LongestHeader ? _headers[i].Length : 0;
        }

        output.EndBlock();
        output.Append(RowSentence.Build(_budget > 0 ? _headers : [], cells, speaksEmoji));
        output.EndBlock();
    }

    // Two rows of headers: what stands above, then what stands below.
    private static IReadOnlyList<string> Join(IReadOnlyList<string> upper, IReadOnlyList<string> lower)
    {
        List<string> joined = [];
        for (int i = 0; i < Math.Max(upper.Count, lower.Count); i++)
        {
            string above = i < upper.Count ? upper[i] : "";
            string below = i < lower.Count ? lower[i] : "";
            // One that is too long to be said need not grow.
            joined.Add(above.Length is 0 or > RowSentence.LongestHeader || above == below ? below
                : below.Length == 0 ? above
                : $"{above}, {below}");
        }

        return joined;
    }
}
