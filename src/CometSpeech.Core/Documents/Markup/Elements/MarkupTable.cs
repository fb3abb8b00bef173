using System.Globalization;
using System.Xml.XPath;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Documents.Markup.Elements;

/// <summary>The rows and headers of a table; those of tables inside its cells are not among them.</summary>
internal sealed class MarkupTable
{
    // HTML, 4.9.11: the largest span of columns, and of rows.
    private const int WidestSpan = 1000;
    private const int LongestSpan = 65_534;

    private readonly List<Row> _rows = [];
    private readonly List<XPathNavigator> _captions = [];

    /// <summary>Reads the structure of a table.</summary>
    /// <param name="table">Its element.</param>
    public MarkupTable(XPathNavigator table)
    {
        ReadRows(table, isSection: false, isHead: false);
        bool hasHeaders = _rows.Exists(row => row.IsHead || row.Cells.Exists(cell => cell.IsHeader));
        IsData = hasHeaders
            && _rows.Count > 1
            && _rows.Exists(row => !IsHeaderRow(row))
            && _rows.Exists(row => row.Cells.Count > 1)
            && MarkupAttributes.Get(table, "role") is not ("presentation" or "none");
    }

    /// <summary>Whether its rows say something under headers; else it only puts things in their places.</summary>
    public bool IsData { get; }

    /// <summary>Its captions.</summary>
    public IReadOnlyList<XPathNavigator> Captions => _captions;

    /// <summary>Its cells in order.</summary>
    public IEnumerable<XPathNavigator> Cells => _rows.SelectMany(row => row.Cells).Select(cell => cell.Element);

    /// <summary>Says its rows, a sentence each.</summary>
    /// <param name="read">Reads a cell.</param>
    /// <param name="output">Takes the sentences.</param>
    /// <param name="speaksEmoji">Whether emoji are spoken.</param>
    public void Narrate(Func<XPathNavigator, string> read, NarrationBuilder output, bool speaksEmoji)
    {
        var narration = new TableNarration(output, speaksEmoji);
        var label = new Label();
        foreach (Row row in _rows)
        {
            narration.Add(ReadCells(row, read, ref label), IsHeaderRow(row));
        }
    }

    // What spans several columns stands in the first of them; as a header, in each.
    private static List<string> ReadCells(Row row, Func<XPathNavigator, string> read, ref Label label)
    {
        List<string> cells = [];
        if (label.Rows > 0)
        {
            // The first cell of the row above is this one's too.
            cells.Add(label.Text);
            label = label with { Rows = label.Rows - 1 };
        }

        bool isHeaderRow = IsHeaderRow(row);
        foreach (Cell cell in row.Cells)
        {
            string text = read(cell.Element);
            if (cells.Count == 0 && cell.RowSpan > 1)
            {
                label = new Label(text.Length <= RowSentence.LongestHeader ? text : "", cell.RowSpan - 1);
            }

            for (int i = 0; i < cell.ColumnSpan && cells.Count < WidestSpan; i++)
            {
                cells.Add(i == 0 || isHeaderRow ? text : "");
            }
        }

        return cells;
    }

    private static bool IsHeaderRow(Row row) =>
        row.IsHead || (row.Cells.Count > 1 && row.Cells.TrueForAll(cell => cell.IsHeader));

    private void ReadRows(XPathNavigator parent, bool isSection, bool isHead)
    {
        XPathNavigator child = parent.Clone();
        for (bool isOne = child.MoveToFirstChild(); isOne; isOne = child.MoveToNext())
        {
            if (child.NodeType != XPathNodeType.Element || new MarkupAttributes(child).IsHidden)
            {
                continue;
            }

            switch (MarkupText.NameOf(child))
            {
                case "caption":
                    _captions.Add(child.Clone());
                    break;
                case "tr":
                    _rows.Add(ReadRow(child, isHead));
                    break;
                case "thead" or "tbody" or "tfoot" when !isSection:
                    ReadRows(child, isSection: true, MarkupText.NameOf(child) == "thead");
                    break;
                default:
                    break;
            }
        }
    }

    private static Row ReadRow(XPathNavigator row, bool isHead)
    {
        List<Cell> cells = [];
        XPathNavigator cell = row.Clone();
        for (bool isOne = cell.MoveToFirstChild(); isOne; isOne = cell.MoveToNext())
        {
            if (cell.NodeType == XPathNodeType.Element
                && MarkupText.NameOf(cell) is "td" or "th"
                && !new MarkupAttributes(cell).IsHidden)
            {
                cells.Add(new Cell(
                    cell.Clone(),
                    MarkupText.NameOf(cell) == "th",
                    Span(cell, "colspan", WidestSpan),
                    Span(cell, "rowspan", LongestSpan)));
            }
        }

        return new Row(cells, isHead);
    }

    private static int Span(XPathNavigator cell, string name, int widest) =>
        int.TryParse(
            MarkupAttributes.Get(cell, name), NumberStyles.None, CultureInfo.InvariantCulture, out int span)
            ? Math.Max(1, Math.Min(span, widest))
            : 1;

    private sealed class Row(List<Cell> cells, bool isHead)
    {
        public List<Cell> Cells { get; } = cells;

        public bool IsHead { get; } = isHead;
    }

    private readonly struct Cell(XPathNavigator element, bool isHeader, int columnSpan, int rowSpan)
    {
        public XPathNavigator Element { get; } = element;

        public bool IsHeader { get; } = isHeader;

        public int ColumnSpan { get; } = columnSpan;

        public int RowSpan { get; } = rowSpan;
    }

    private readonly struct Label(string text, int rows)
    {
        public string Text { get; } = text;

        public int Rows { get; init; } = rows;
    }
}
