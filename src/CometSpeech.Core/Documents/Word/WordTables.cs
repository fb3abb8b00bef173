using System.Globalization;
using CometSpeech.Core.Documents.Narration;
using CometSpeech.Core.Documents.Word.Packaging;
using CometSpeech.Core.Documents.Word.Styles;

namespace CometSpeech.Core.Documents.Word;

/// <summary>Speaks the tables of a Word document (ECMA-376 part 1, 17.4).</summary>
/// <param name="narrator">Speaks the cells.</param>
/// <param name="styles">Tell whether a first row looks different.</param>
internal sealed class WordTables(WordNarrator narrator, WordStyles styles)
{
    // The bit of w:tblLook's older form that says: the first row looks as the style has it (17.4.56).
    private const int FirstRowLook = 0x0020;

    private int _cells;

    /// <summary>
    /// Speaks a table to its end: with headers a sentence a row, else each cell's paragraphs. A single row or column
    /// has no headers.
    /// </summary>
    /// <param name="reader">At the table.</param>
    public void Narrate(WordXmlReader reader)
    {
        List<Row> rows = [];
        int outerCells = _cells;
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
                    Count(reader);
                    rows.Add(ReadRow(reader));
                    break;
                case "tblGrid" or "tblPrEx" or "tblPrChange" or "sdtPr":
                    reader.Skip();
                    break;
            }
        }

        rows.RemoveAll(row => row.Cells.Count == 0);
        _cells = outerCells;
        FindHeaders(rows, hasLook && styles.Get(style ?? "").HasFirstRow);

        NarrationBuilder builder = narrator.Builder;
        if (rows.Exists(row => row.IsHeader) && rows.Exists(row => !row.IsHeader) && rows.Exists(IsWide))
        {
            var narration = new TableNarration(builder, narrator.SpeaksEmoji);
            string label = "";
            foreach (Row row in rows)
            {
                narration.Add(row.GetTexts(ref label), row.IsHeader);
            }

            narration.End();
            return;
        }

        rows.ForEach(row => row.AddTo(builder));

        static bool IsWide(Row row) => row.Cells.Count > 1;
    }

    // Rows that Word repeats on each page. Most authors do not know of these: where none is, the first row, if the
    // table's style makes it look different, or if it alone is bold.
    private static void FindHeaders(List<Row> rows, bool looksDifferent)
    {
        if (rows.Count > 1 && rows.TrueForAll(row => !row.IsHeader))
        {
            rows[0].IsHeader = looksDifferent || (rows[0].IsBold && !rows[1].IsBold);
        }

        for (int i = 1; i < rows.Count; i++)
        {
            // A header that goes on in the next row, where that divides what spans several columns. Others are only
            // merged down.
            rows[i].IsHeader |= rows[i - 1].IsHeader
                && rows[i].HasCoveredCell
                && rows[i - 1].Cells.Exists(cell => cell.Span > 1);
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
                    column = AddColumns(column, ReadCell(reader, column, row));
                    break;
                case "tblPrEx" or "trPrChange" or "sdtPr":
                    reader.Skip();
                    break;
            }
        }

        return row;
    }

    // How many columns it covers. What belongs to the cell above or beside it is no cell.
    private int ReadCell(WordXmlReader reader, int column, Row row)
    {
        Count(reader);
        int columns = 1;
        bool isCovered = false, isCoveredAbove = false;
        WordStory story = narrator.NarrateApart(isCell: true, () =>
        {
            int depth = reader.Depth;
            while (reader.ReadInside(depth))
            {
                if (!reader.IsElement)
                {
                    continue;
                }

                switch (reader.Name)
                {
                    case "gridSpan":
                        columns = reader.Number ?? 1;
                        break;
                    case "vMerge" or "hMerge" when reader.Value is null or "continue":
                        isCovered = true;
                        isCoveredAbove |= reader.Name == "vMerge";
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
        row.HasCoveredCell |= isCoveredAbove;
        row.IsLabelCovered |= isCoveredAbove && column == 0;
        columns = Math.Max(columns, 1);
        if (!isCovered)
        {
            row.Cells.Add(new Cell(story.GetBlocks(), story.GetPhrase(), story.Number, column, columns));
            row.IsBold &= story.IsBold;
        }

        return columns;
    }

    // A row without cells counts as one.
    private void Count(WordXmlReader reader)
    {
        if (++_cells > DocumentLimits.TableCells)
        {
            throw new DocumentException(
                DocumentFailure.TooLarge,
                reader.Place,
                $"a table has more than {DocumentLimits.TableCells} cells, as many as can be read");
        }
    }

    private static bool HasFirstRowLook(WordXmlReader reader) =>
        reader.Attribute("firstRow") is { } firstRow
            ? firstRow is "1" or "true" or "on"
            : int.TryParse(reader.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int look)
                && (look & FirstRowLook) != 0;

    private static int AddColumns(int column, int more) =>
        column + Math.Min(Math.Max(more, 0), DocumentLimits.TableColumns - column);

    // Number: of a cell that is numbered and has no text.
    private sealed record Cell(
        IReadOnlyList<NarrationBlock> Blocks, string Phrase, string Number, int Column, int Span);

    private sealed class Row
    {
        public List<Cell> Cells { get; } = [];

        public bool IsHeader { get; set; }

        public bool IsBold { get; set; } = true;

        /// <summary>Whether a cell of it is covered by one above.</summary>
        public bool HasCoveredCell { get; set; }

        /// <summary>Whether the first one is.</summary>
        public bool IsLabelCovered { get; set; }

        // A row of a form that nobody filled in has numbers alone.
        private bool SaysSomething => Cells.Exists(cell => cell.Phrase.Length > 0);

        /// <summary>
        /// Speaks the paragraphs of all cells; the number of a cell without text stands before the next text.
        /// </summary>
        public void AddTo(NarrationBuilder builder)
        {
            string number = "";
            foreach (Cell cell in Cells)
            {
                if (cell.Phrase.Length == 0)
                {
                    number = cell.Number;
                }

                foreach (NarrationBlock block in cell.Blocks)
                {
                    builder.Add(number.Length == 0 ? block : block with { Text = $"{number} {block.Text}" });
                    number = "";
                }
            }
        }

        /// <summary>
        /// The text of each column; what spans several stands in the first of them, as a header in each.
        /// </summary>
        /// <param name="label">The first cell, which is also that of the rows below that it covers.</param>
        public List<string> GetTexts(ref string label)
        {
            List<string> texts = [];
            foreach (Cell cell in Cells)
            {
                while (texts.Count < cell.Column)
                {
                    texts.Add("");
                }

                string text = cell.Phrase.Length == 0 && !IsHeader && SaysSomething ? cell.Number : cell.Phrase;
                for (int i = 0; i == 0 || (i < cell.Span && texts.Count < DocumentLimits.TableColumns); i++)
                {
                    texts.Add(i == 0 || IsHeader ? text : "");
                }
            }

            if (IsLabelCovered && !IsHeader && texts.Count > 0)
            {
                texts[0] = label;
            }

            label = texts.Count > 0 && !IsHeader && texts[0].Length <= RowSentence.LongestHeader ? texts[0] : "";
            return texts;
        }
    }
}
