using System.Globalization;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Word;

/// <summary>Speaks the tables of a Word document (ECMA-376 part 1, 17.4).</summary>
/// <param name="narrator">Speaks the cells.</param>
/// <param name="styles">Tell whether a first row looks different.</param>
internal sealed class WordTables(WordNarrator narrator, WordStyles styles)
{
    // The bit of w:tblLook's older form that says: the first row looks as the style has it (17.4.56).
    private const int FirstRowLook = 0x0020;

    /// <summary>
    /// Speaks a table to its end: with headers a sentence a row, else each cell's paragraphs. Headers are rows that Word
    /// repeats on each page; where none is, the first row if the table's style makes it look different. A single row or
    /// column has no headers.
    /// </summary>
    /// <param name="reader">At the table.</param>
    public void Narrate(WordXmlReader reader)
    {
        List<Row> rows = [];
        bool hasLook = false;
        string? style = null;
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            switch (reader.Name)
            {
                case "tblStyle":
                    style = reader.Value;
                    break;
                case "tblLook":
                    hasLook = HasFirstRowLook(reader);
                    break;
                case "tr":
                    rows.Add(ReadRow(reader));
                    break;
                case "tblGrid" or "tblPrEx" or "tblPrChange" or "sdtPr":
                    reader.Skip();
                    break;
            }
        }

        rows.RemoveAll(row => row.Cells.Count == 0);
        if (rows.Count > 1 && rows.TrueForAll(row => !row.IsHeader) && hasLook && styles.Get(style ?? "").HasFirstRow)
        {
            rows[0].IsHeader = true;
        }

        NarrationBuilder builder = narrator.Builder;
        if (rows.Count > 1 && rows.Exists(row => row.IsHeader) && rows.Exists(row => row.Cells.Count > 1))
        {
            TableNarration.Narrate(rows.ConvertAll(row => row.ToTableRow()), builder);
            return;
        }

        foreach (NarrationBlock block in rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Blocks))
        {
            builder.Add(block);
        }
    }

    private Row ReadRow(WordXmlReader reader)
    {
        var row = new Row();
        bool isDeleted = false;
        int column = 0;
        int depth = reader.Depth;
        while (reader.ReadElementInside(depth))
        {
            switch (reader.Name)
            {
                case "tblHeader":
                    row.IsHeader = reader.IsOn;
                    break;
                case "gridBefore":
                    column = AddColumns(column, reader.Number ?? 0);
                    break;
                case "del":
                    isDeleted = !narrator.SpeaksDeletions;
                    break;
                case "tc" when isDeleted:
                    narrator.Omit(DocumentOmission.Deletion);
                    narrator.PassOver();
                    break;
                case "tc":
                    if (ReadCell(reader, column, out int span) is { } cell)
                    {
                        row.Cells.Add(cell);
                    }

                    column = AddColumns(column, span);
                    break;
                case "tblPrEx" or "trPrChange" or "sdtPr":
                    reader.Skip();
                    break;
            }
        }

        return row;
    }

    // No cell for one that belongs to the cell above or beside it.
    private Cell? ReadCell(WordXmlReader reader, int column, out int span)
    {
        int columns = 1;
        bool isCovered = false;
        IReadOnlyList<NarrationBlock> blocks = narrator.NarrateApart(isCell: true, () =>
        {
            int depth = reader.Depth;
            while (reader.ReadElementInside(depth))
            {
                switch (reader.Name)
                {
                    case "tcPr":
                        break;
                    case "gridSpan":
                        columns = reader.Number ?? 1;
                        break;
                    case "vMerge" or "hMerge":
                        isCovered |= reader.Value is null or "continue";
                        break;
                    case "tcPrChange":
                        reader.Skip();
                        break;
                    default:
                        narrator.NarrateElement();
                        break;
                }
            }
        });
        span = Math.Max(columns, 1);
        return isCovered ? null : new Cell(blocks, column, span);
    }

    private static bool HasFirstRowLook(WordXmlReader reader) =>
        reader.Attribute("firstRow") is { } firstRow
            ? firstRow is "1" or "true" or "on"
            : int.TryParse(reader.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int look)
                && (look & FirstRowLook) != 0;

    private static int AddColumns(int column, int more) =>
        column + Math.Min(Math.Max(more, 0), DocumentLimits.TableColumns - column);

    private sealed record Cell(IReadOnlyList<NarrationBlock> Blocks, int Column, int Span)
    {
        // Its paragraphs but the last end as sentences; the last one is where the row's sentence goes on.
        public TableCell ToTableCell() => new(
            string.Join(" ", Blocks.Select((block, i) => i < Blocks.Count - 1 ? SentenceEnd.AddTo(block.Text) : block.Text)),
            Column,
            Span);
    }

    private sealed class Row
    {
        public List<Cell> Cells { get; } = [];

        public bool IsHeader { get; set; }

        public TableRow ToTableRow() => new(Cells.ConvertAll(cell => cell.ToTableCell()), IsHeader);
    }
}
