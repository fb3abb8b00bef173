using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Tests.Documents.Narration;

public class TableNarrationTests
{
    [Fact]
    public void ARowIsItsFirstCellThenEachOtherBehindItsHeader() =>
        Assert.Equal(
            "Paris, Country: France, People: 2 million.\n\nOslo, People: 700,000.",
            Narrate(Header("City", "Country", "People"), Row("Paris", "France", "2 million"), Row("Oslo", "", "700,000")));

    [Fact]
    public void ACellThatIsASentenceIsFollowedByNoComma() =>
        Assert.Equal("Tea, Taste: Mild. Price: 2.", Narrate(Header("", "Taste", "Price"), Row("Tea", "Mild.", "2")));

    [Fact]
    public void HeadersBelowEachOtherAreSaidTogether() =>
        Assert.Equal(
            "North, Sales 2024: 5, Sales 2025: 6.",
            Narrate(
                new TableRow([new("Region", 0), new("Sales", 1, 2)], true),
                Header("Region", "2024", "2025"),
                Row("North", "5", "6")));

    [Fact]
    public void ALaterRowOfHeadersCountsFromThere() =>
        Assert.Equal(
            "a, B: b.\n\nc, D: d.",
            Narrate(Header("A", "B"), Row("a", "b"), Header("C", "D"), Row("c", "d")));

    [Fact]
    public void HeadersWithoutARowBelowAreSpokenThemselves() =>
        Assert.Equal("City, Country.", Narrate(Header("City", "Country")));

    [Fact]
    public void AHeaderThatClaimsAMillionColumnsCostsNothing()
    {
        var header = new TableRow([new("A", 0, int.MaxValue - 1)], true);

        Assert.Equal("x, A: y.", Narrate(header, Row("x", "y")));
    }

    private static TableRow Header(params string[] cells) => Row(cells) with { IsHeader = true };

    private static TableRow Row(params string[] cells) =>
        new(cells.Select((text, column) => new TableCell(text, column)).ToArray(), false);

    private static string Narrate(params TableRow[] rows)
    {
        var builder = new NarrationBuilder();
        TableNarration.Narrate(rows, builder);
        NarratedText text = builder.Build();
        return text.GetText(0, text.Blocks.Count);
    }
}
