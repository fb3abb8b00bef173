using CometSpeech.Core.Documents;
using CometSpeech.Core.Documents.Narration;
using CometSpeech.Core.Tests.Documents.Markup;

namespace CometSpeech.Core.Tests.Documents.Narration;

public class TableNarrationTests
{
    [Fact]
    public void A_row_is_its_first_cell_then_each_other_behind_its_header() =>
        Assert.Equal(
            "Paris; Country: France; People: 2 million.\n\nOslo; People: 700,000.",
            Narrate(["*", "City", "Country", "People"], ["Paris", "France", "2 million"], ["Oslo", "", "700,000"]));

    [Fact]
    public void A_cell_that_is_a_sentence_is_followed_by_no_second_mark() =>
        Assert.Equal("Tea; Taste: Mild. Price: 2.", Narrate(["*", "", "Taste", "Price"], ["Tea", "Mild.", "2"]));

    [Theory]
    [InlineData("\u2013")]
    [InlineData("-")]
    [InlineData("?")]
    [InlineData("...")]
    [InlineData("* * *")]
    [InlineData("\u2705")]
    [InlineData("\u274C\uFE0F \U0001F6AB")]
    [InlineData("\u2714\uFE0F")]
    public void A_cell_of_nothing_but_signs_is_silent_with_its_header(string sign) =>
        Assert.Equal("Joins parts; Ours: yes.", Narrate(["*", "", "Ours", "Other"], ["Joins parts", "yes", sign]));

    [Fact]
    public void A_cell_of_emoji_is_said_where_emoji_are()
    {
        const string Table = "<table><tr><th>a<th>b</tr><tr><td>\u2605 x<td>\u2705</tr></table>";
        Assert.Equal("\u2605 x; b: \u2705", Spoken.Html(Table, also: DocumentElements.Emoji));
        Assert.Equal("\u2605 x.", Spoken.Html(Table));
    }

    [Fact]
    public void Signs_that_a_voice_reads_out_are_said() =>
        Assert.Equal(
            "+; Sign: %; Meaning: per cent.\n\n-; Sign: <=; Price: $\n\n\u2103; Sign: \u00B0",
            Narrate(
                ["*", "", "Sign", "Meaning", "Price"],
                ["+", "%", "per cent", "\u2014"],
                ["-", "<=", "\u2014", "$"],
                ["\u2103", "\u00B0", "\u2014", "\u2014"]));

    [Fact]
    public void Headers_below_each_other_are_said_together() =>
        Assert.Equal(
            "North; Sales, 2024: 5; Sales, 2025: 6.",
            Narrate(["*", "Region", "Sales", "Sales"], ["*", "Region", "2024", "2025"], ["North", "5", "6"]));

    [Fact]
    public void A_later_row_of_headers_counts_from_there() =>
        Assert.Equal("a; B: b.\n\nc; D: d.", Narrate(["*", "A", "B"], ["a", "b"], ["*", "C", "D"], ["c", "d"]));

    [Theory]
    [InlineData("Total", "11", "Tea; Price: 11.\n\nTotal; Price: 11.")]
    // As a long table repeats it at its end.
    [InlineData("Item", "Price", "Tea; Price: 11.")]
    public void Headers_without_rows_below_are_said_where_they_are_new(string first, string second, string spoken) =>
        Assert.Equal(spoken, Narrate(["*", "Item", "Price"], ["Tea", "11"], ["*", first, second]));

    [Fact]
    public void Headers_that_are_repeated_stay_within_four_million_characters()
    {
        var builder = new NarrationBuilder();
        var narration = new TableNarration(builder);
        string[] headers = [.. Enumerable.Repeat(new string('h', RowSentence.LongestHeader), 100)];
        string[] cells = [.. Enumerable.Repeat("x", 100)];
        narration.Add(headers, isHeader: true);
        for (int i = 0; i < 1000; i++)
        {
            narration.Add(cells, isHeader: false);
        }

        NarratedText text = builder.Build();
        Assert.InRange(text.GetText(0, text.Blocks.Count).Length, 4 << 20, 6 << 20);
    }

    // A row that begins with an asterisk is one of headers.
    private static string Narrate(params string[][] rows)
    {
        var builder = new NarrationBuilder();
        var narration = new TableNarration(builder);
        foreach (string[] row in rows)
        {
            bool isHeader = row[0] == "*";
            narration.Add(isHeader ? [.. row.Skip(1)] : row, isHeader);
        }

        narration.End();

        NarratedText text = builder.Build();
        return text.GetText(0, text.Blocks.Count);
    }
}
