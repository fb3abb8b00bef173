using System.Text;

namespace CometSpeech.Benchmarks.Reporting;

/// <summary>A table of Markdown: names on the left, figures to the right.</summary>
/// <param name="headers">The heading of each column.</param>
internal sealed class MarkdownTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are columns.</param>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <inheritdoc/>
    public override string ToString()
    {
        StringBuilder text = new();
        AppendRow(headers);
        AppendRow([.. headers.Select((_, i) => i == 0 ? "---" : "---:")]);
        _rows.ForEach(AppendRow);
        return text.ToString();

        void AppendRow(string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}
