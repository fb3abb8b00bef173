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
    private readonly List<XPathNavigator> _loose = [];
    private int _section;
    private int _depth;

    /// <summary>Reads the structure of a table.</summary>
    /// <param name="table">Its element.</param>
    /// <exception cref="DocumentException">It nests deeper than the limits.</exception>
    public MarkupTable(XPathNavigator table)
    {
        Read(table, null, isHead: false);
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

    /// <summary>What stands in no cell; browsers show it before the table.</summary>
    public IReadOnlyList<XPathNavigator> Loose => _loose;

    /// <summary>Its cells in order.</summary>
    public IEnumerable<XPathNavigator> Cells => _rows.SelectMany(row => row.Cells).Select(cell => cell.Element);

    /// <summary>Says its rows, a sentence each.</summary>
    /// <param name="read">Reads a cell.</param>
    /// <param name="output">Takes the sentences.</param>
    /// <param name="speaksEmoji">Whether emoji are spoken.</param>
    public void Narrate(Func<XPathNavigator, string> read, NarrationBuilder output, bool speaksEmoji)
    {
        var narration = new TableNarration(output, speaksEmoji);
        // For each column, the row before which the cell above it ends.
        List<int> ends = [];
        string label = "";
        for (int i = 0; i < _rows.Count; i++)
        {
            if (i > 0 && _rows[i].Section != _rows[i - 1].Section)
            {
                ends.Clear();
            }

            narration.Add(ReadCells(i, read, ends, ref label), IsHeaderRow(_rows[i]));
        }

        narration.End();
    }

    private static bool IsHeaderRow(Row row) =>
        row.IsHead || (row.Cells.Count > 1 && row.Cells.TrueForAll(cell => cell.IsHeader));

    // What spans several columns stands in the first of them; as a header, in each. What spans several rows stands in
    // the first of them; as the first cell, which names its row, in each.
    private List<string> ReadCells(int index, Func<XPathNavigator, string> read, List<int> ends, ref string label)
    {
        Row row = _rows[index];
        bool isHeaderRow = IsHeaderRow(row);
        bool isLabelCovered = ends.Count > 0 && ends[0] > index;
        List<string> cells = [];
        foreach (Cell cell in row.Cells)
        {
            while (cells.Count < ends.Count && ends[cells.Count] > index)
            {
                cells.Add("");
            }

            string text = read(cell.Element);
            for (int i = 0; i == 0 || (i < cell.ColumnSpan && cells.Count < WidestSpan); i++)
            {
                if (cells.Count < ends.Count)
                {
                    ends[cells.Count] = index + cell.RowSpan;
                }
                else if (cells.Count < WidestSpan)
                {
                    ends.Add(index + cell.RowSpan);
                }

                cells.Add(i == 0 || isHeaderRow ? text : "");
            }
        }

        if (isLabelCovered && !isHeaderRow && cells.Count > 0)
        {
            cells[0] = label;
        }

        label = cells.Count > 0 && !isHeaderRow && cells[0].Length <= RowSentence.LongestHeader ? cells[0] : "";
        return cells;
    }

    // What else stands around rows and cells, a form as a rule, is as good as not there.
    private void Read(XPathNavigator parent, Row? row, bool isHead)
    {
        if (++_depth > DocumentLimits.Depth)
        {
            throw MarkupLoader.TooDeep(null);
        }

        XPathNavigator child = parent.Clone();
        for (bool isOne = child.MoveToFirstChild(); isOne; isOne = child.MoveToNext())
        {
            if (MarkupText.IsText(child) && (_loose.Count > 0 || !string.IsNullOrWhiteSpace(MarkupText.Of(child))))
            {
                _loose.Add(child.Clone());
            }

            if (child.NodeType != XPathNodeType.Element || new MarkupAttributes(child) is not { IsHidden: false } found)
            {
                continue;
            }

            string name = MarkupText.NameOf(child);
            switch (name)
            {
                case "caption":
                    _captions.Add(child.Clone());
                    break;
                case "tr":
                    row = null;
                    Read(child, AddRow(isHead), isHead);
                    break;
                case "td" or "th":
                    row ??= AddRow(isHead);
                    row.Cells.Add(new Cell(
                        child.Clone(),
                        name == "th",
                        Span(child, "colspan", WidestSpan),
                        // To the end of the section.
                        MarkupAttributes.Get(child, "rowspan") == "0"
                            ? LongestSpan
                            : Span(child, "rowspan", LongestSpan)));
                    break;
                case "thead" or "tbody" or "tfoot":
                    row = null;
                    _section++;
                    Read(child, null, name == "thead");
                    _section++;
                    break;
                case not "table"
                    when MarkupElements.Find(name, found) is MarkupTreatment.Inline or MarkupTreatment.Block
                    && MarkupText.FindInside(child, "tr", "td", "th") is not null:
                    Read(child, row, isHead);
                    break;
                default:
                    _loose.Add(child.Clone());
                    break;
            }
        }

        _depth--;
    }

    private Row AddRow(bool isHead)
    {
        var row = new Row(_section, isHead);
        _rows.Add(row);
        return row;
    }

    private static int Span(XPathNavigator cell, string name, int widest) =>
        int.TryParse(
            MarkupAttributes.Get(cell, name), NumberStyles.None, CultureInfo.InvariantCulture, out int span)
            ? Math.Max(1, Math.Min(span, widest))
            : 1;

    private sealed class Row(int section, bool isHead)
    {
        public List<Cell> Cells { get; } = [];

        public int Section { get; } = section;

        public bool IsHead { get; } = isHead;
    }

    private readonly struct Cell(XPathNavigator element, bool isHeader, int columnSpan, int rowSpan)
    {
        public XPathNavigator Element { get; } = element;

        public bool IsHeader { get; } = isHeader;

        public int ColumnSpan { get; } = columnSpan;

        public int RowSpan { get; } = rowSpan;
    }
}
