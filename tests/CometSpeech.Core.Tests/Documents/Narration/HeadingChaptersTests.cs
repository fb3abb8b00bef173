using System.Globalization;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Tests.Documents.Narration;

/// <summary>Which headings begin chapters. A document is written as its headings' levels, 0 for a paragraph.</summary>
public sealed class HeadingChaptersTests
{
    [Theory]
    // A single heading of a higher rank before the others is the title.
    [InlineData("1 0 2 0 2 0", null, "H1 | - 0..2 | H3 2..4 | H5 4..6")]
    [InlineData("1 0 1 0", null, " | H1 0..2 | H3 2..4")]
    [InlineData("0 2 0 3 3 2", null, " | - 0..1 | H2 1..5 | H6 5..6")]
    // Deeper ones begin none; a single higher one later begins one.
    [InlineData("2 3 3 2 1 0", null, " | H1 0..3 | H4 3..4 | H5 4..6")]
    // No level occurs twice.
    [InlineData("1 0 2 0 3 0", null, "H1 | - 0..6")]
    [InlineData("0 0", null, " | - 0..2")]
    [InlineData("", null, "")]
    // By hand.
    [InlineData("1 0 2 0 2 3", 0, "H1 | - 0..6")]
    [InlineData("1 0 2 0 2 3", 1, "H1 | H1 0..6")]
    [InlineData("1 0 2 0 2 3", 3, "H1 | H1 0..2 | H3 2..4 | H5 4..5 | H6 5..6")]
    public void ByLevels(string levels, int? level, string expected)
    {
        NarratedText text = Text(levels);
        IReadOnlyList<DocumentSection> sections = HeadingChapters.Divide(text, level, [], out string? title);
        int start = 0;
        List<string> parts = sections.Count == 0 ? [] : [title ?? ""];
        foreach (DocumentSection section in sections)
        {
            int end = start + section.Text.Split(["\n\n"], StringSplitOptions.None).Length;
            Assert.Equal(text.GetText(start, end), section.Text);
            parts.Add($"{section.Title ?? "-"} {start}..{end}");
            start = end;
        }

        Assert.Equal(expected, string.Join(" | ", parts));
    }

    [Fact]
    public void HeadingsThatAreNotSpokenBeginChaptersToo()
    {
        var text = new NarratedText(
            [new("", 1, "One"), new("a."), new("", 1, "Two"), new("", 1, "Three"), new("b.")],
            new Dictionary<string, int>());
        Assert.Equal(
            [new("One", "a."), new DocumentSection("Three", "b.")], HeadingChapters.Divide(text, null, [], out _));
    }

    [Fact]
    public void MoreThanTheLimitAreThoseOfTheNextHigherLevel()
    {
        List<string> warnings = [];
        string levels = string.Join(" ", Enumerable.Range(0, 12_000).Select(i => i % 4_000 == 0 ? "1 2" : "2"));
        IReadOnlyList<DocumentSection> sections = HeadingChapters.Divide(Text(levels), 2, warnings, out _);
        Assert.Equal(3, sections.Count);
        Assert.Equal(
            "Its headings would make 12003 chapters, more than the limit of 10000: the 3 of the highest levels are "
                + "made.",
            Assert.Single(warnings));
    }

    [Fact]
    public void MoreThanTheLimitOfOneLevelAreTheFirstOfThem()
    {
        List<string> warnings = [];
        string levels = "1 " + string.Join(" ", Enumerable.Repeat("2 0", 12_000));
        IReadOnlyList<DocumentSection> sections = HeadingChapters.Divide(Text(levels), null, warnings, out _);
        Assert.Equal(10_001, sections.Count);
        Assert.EndsWith("p24001.", sections[10_000].Text);
        Assert.Equal(
            "Its headings would make 12000 chapters, more than the limit of 10000: the first of them are made, and "
                + "the last one made has the rest of the text.",
            Assert.Single(warnings));
    }

    [Fact]
    public void AHistoryOfChangesHasAsManyChaptersAsReleases()
    {
        List<string> warnings = [];
        IReadOnlyList<DocumentSection> sections = HeadingChapters.Divide(
            Text("1 " + string.Join(" ", Enumerable.Repeat("2 0", 3_000))), null, warnings, out _);
        Assert.Equal(3_001, sections.Count);
        Assert.Empty(warnings);
    }

    private static NarratedText Text(string levels) => new(
        levels.Split([' '], StringSplitOptions.RemoveEmptyEntries)
            .Select((level, i) => Block(int.Parse(level, CultureInfo.InvariantCulture), i + 1))
            .ToArray(),
        new Dictionary<string, int>());

    private static NarrationBlock Block(int level, int number) =>
        level == 0 ? new($"p{number}.") : new($"H{number}.", level, $"H{number}");
}
