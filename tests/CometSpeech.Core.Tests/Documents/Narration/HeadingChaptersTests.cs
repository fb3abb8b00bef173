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
    public void MoreThanPlayersShowAreThoseOfTheNextHigherLevel()
    {
        List<string> warnings = [];
        string levels = string.Join(" ", Enumerable.Range(0, 300).Select(i => i % 100 == 0 ? "1 2" : "2"));
        IReadOnlyList<DocumentSection> sections = HeadingChapters.Divide(Text(levels), 2, warnings, out _);
        Assert.Equal(3, sections.Count);
        Assert.Equal(
            "Its headings would make 303 chapters, more than the 255 that a player shows: those of the 3 highest "
                + "headings are made.",
            Assert.Single(warnings));
    }

    private static NarratedText Text(string levels) => new(
        levels.Split([' '], StringSplitOptions.RemoveEmptyEntries)
            .Select((level, i) => Block(int.Parse(level, CultureInfo.InvariantCulture), i + 1))
            .ToArray(),
        new Dictionary<string, int>());

    private static NarrationBlock Block(int level, int number) =>
        level == 0 ? new($"p{number}.") : new($"H{number}.", level, $"H{number}");
}
