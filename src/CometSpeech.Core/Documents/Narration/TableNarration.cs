using System.Text;

namespace CometSpeech.Core.Documents.Narration;

/// <summary>
/// Speaks a table that has headers, a sentence a row: the first cell, then each other cell behind its header.
/// Of <c>City | Country | People</c> and <c>Paris | France | 2 million</c> comes
/// <c>Paris, Country: France, People: 2 million.</c> Empty cells are silent.
/// </summary>
internal sealed class TableNarration
{
    // A label is short; of a longer header a listener would lose the value behind it.
    private const int HeaderCharacters = 200;

    // More rows of headers below each other than any real table has.
    private const int HeaderRows = 8;

    // What all repeated headers of a table may add: a small file of a million cells would become gigabytes.
    private const int AddedCharacters = 4 << 20;

    private readonly Dictionary<int, string> _headers = [];
    private readonly StringBuilder _sentence = new();
    private int _added;

    private TableNarration()
    {
    }

    /// <summary>Speaks a table. What is open is ended.</summary>
    /// <param name="rows">
    /// Its rows. A row of headers counts for the rows below it, to the next one; of several in a row each counts. Such
    /// rows are not spoken themselves, unless no other stands below.
    /// </param>
    /// <param name="builder">Gets a paragraph a row.</param>
    public static void Narrate(IReadOnlyList<TableRow> rows, NarrationBuilder builder)
    {
        var narration = new TableNarration();
        builder.EndBlock();
        int last = rows.Count - 1;
        while (last >= 0 && rows[last].IsHeader)
        {
            last--;
        }

        int headerRows = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            headerRows = rows[i].IsHeader ? headerRows + 1 : 0;
            if (headerRows is > 0 and <= HeaderRows && i < last)
            {
                narration.AddHeaders(rows[i], headerRows == 1);
            }
            else
            {
                builder.Append(narration.GetSentence(rows[i]));
                builder.EndBlock();
            }
        }
    }

    private void AddHeaders(TableRow row, bool isFirst)
    {
        if (isFirst)
        {
            _headers.Clear();
        }

        foreach (TableCell cell in row.Cells)
        {
            if (cell.Text.Length is 0 or > HeaderCharacters)
            {
                continue;
            }

            long end = Math.Min((long)cell.Column + cell.Span, DocumentLimits.TableColumns);
            for (int column = cell.Column; column < end; column++)
            {
                _headers[column] = _headers.TryGetValue(column, out string? above) && above != cell.Text
                    ? $"{above} {cell.Text}"
                    : cell.Text;
            }
        }
    }

    private string GetSentence(TableRow row)
    {
        _sentence.Clear();
        string before = "";
        foreach (TableCell cell in row.Cells)
        {
            if (cell.Text.Length == 0)
            {
                continue;
            }

            _sentence.Append(before.Length == 0 ? "" : EndsWithPause(before) ? " " : ", ");
            before = cell.Text;
            // The first column names the row.
            if (cell.Column > 0
                && _headers.TryGetValue(cell.Column, out string? header)
                && _added + header.Length <= AddedCharacters)
            {
                _added += header.Length;
                _sentence.Append(header).Append(EndsWithPause(header) ? " " : ": ");
            }

            _sentence.Append(cell.Text);
        }

        return _sentence.ToString();
    }

    private static bool EndsWithPause(string text) => SentenceEnd.AddTo(text).Length == text.Length;
}
