using CometSpeech.Core.Documents;
using CometSpeech.Core.Documents.Markup;

namespace CometSpeech.Core.Tests.Documents.Markup.Markdown;

/// <summary>
/// Hostile Markdown is refused, or read at a bearable price: each of these would take minutes or the process without a
/// limit.
/// </summary>
public sealed class MarkdownGuardTests
{
    [Fact]
    public void Text_that_is_too_long_is_refused() =>
        AssertTooLarge(new string('a', DocumentLimits.MarkdownCharacters + 1), "characters");

    [Theory]
    [InlineData(' ', 1)]
    [InlineData('\t', 4)]
    public void Indentation_that_is_too_deep_is_refused(char space, int columns)
    {
        string indent = new(space, DocumentLimits.MarkdownIndent / columns);

        Assert.Equal("one.", MarkdownText.Spoken($"one\n{indent}\n{indent}{indent}\n\n```\n{indent}code\n```"));
        AssertTooLarge($"one\n\n{indent}{space}- two", "indented");
    }

    [Fact]
    public void Blanks_in_a_line_that_is_nearly_an_admonition_are_read_once()
    {
        string blanks = new(' ', 5_000);

        Assert.StartsWith("!!! a b", MarkdownText.Spoken($"!!!{blanks}a{blanks}b{blanks}."), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_in_lists_are_refused_before_they_are_parsed() =>
        AssertTooLarge(
            string.Join("\n", Enumerable.Range(0, 2_000).Select(i => new string(' ', 2 * i) + "- a")), "indented");

    public static TheoryData<string, string> TooDeep => new()
    {
        { "quotes", new string('>', 1_000) + "a" },
        { "lists on a line", string.Concat(Enumerable.Repeat("- ", 1_000)) + "a" },
        { "numbers on a line", string.Concat(Enumerable.Repeat("1. ", 1_000)) + "a" },
        { "emphasis", string.Concat(Enumerable.Repeat("*a **a ", 20_000)) },
        { "lists", string.Join("\n", Enumerable.Range(0, 400).Select(i => new string(' ', 2 * i) + "- a")) },
        { "elements", string.Concat(Enumerable.Repeat("<div>", 5_000)) },
        { "containers", string.Concat(Enumerable.Repeat(":::note\n", 1_000)) },
    };

    [Theory]
    [MemberData(nameof(TooDeep))]
    public void What_nests_too_deep_is_refused(string name, string markdown)
    {
        Assert.NotEmpty(name);
        AssertTooLarge(markdown, "nest");
    }

    [Fact]
    public void A_table_that_is_filled_up_to_millions_of_cells_is_no_table()
    {
        string markdown = $"one\n\n|{Repeat("a|", 2_000)}\n|{Repeat("-|", 2_000)}\n{Repeat("|a|\n", 2_000)}";

        SpokenDocument document = MarkdownText.Read(markdown);

        Assert.StartsWith("one.", document.Sections.Single().Text, StringComparison.Ordinal);
        Assert.Equal(["Its tables are too large to be read as such."], document.Warnings);
    }

    [Fact]
    public void A_table_of_a_thousand_rows_is_one()
    {
        SpokenDocument document = MarkdownText.Read($"|a|b|c|\n|-|-|-|\n{Repeat("|1|2|3|\n", 1_000)}");

        Assert.Equal(1_000, document.Sections.Single().Text.Split(["\n\n"], StringSplitOptions.None).Length);
        Assert.Empty(document.Warnings);
    }

    [Theory]
    [InlineData("a\n\n", DocumentLimits.MarkdownElements / 2)]
    [InlineData("[a](b) ", DocumentLimits.MarkdownElements / 2)]
    [InlineData("|", DocumentLimits.MarkdownElements)]
    [InlineData("[a]: b\n", DocumentLimits.MarkdownDefinitions)]
    public void More_elements_than_the_memory_holds_are_refused(string element, int count) =>
        AssertTooLarge(Repeat(element, count + 1), "marks");

    [Fact]
    public void What_takes_too_long_is_given_up()
    {
        // Ten seconds pass at each look at the clock.
        DocumentException failure = Assert.Throws<DocumentException>(() => MarkdownReader.ReadBy(
            new HastyClock(), "one *two* three", DocumentOptions.Default, CancellationToken.None));

        Assert.Equal(DocumentFailure.TooLarge, failure.Failure);
        Assert.Contains("10 seconds", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://a.b/")]
    [InlineData("ftp://a.b")]
    [InlineData("mailto:a@b.c")]
    [InlineData("tel:1")]
    [InlineData("www.a.b")]
    public void The_clock_is_looked_at_before_bare_addresses(string address)
    {
        var clock = new CountingClock();
        MarkdownReader.ReadBy(
            clock, string.Join(" ", Enumerable.Repeat(address, 100)), DocumentOptions.Default, CancellationToken.None);

        Assert.InRange(clock.Looks, 100, 1_000);
    }

    [Fact]
    public void Nobody_waits_for_a_text_that_is_not_wanted_any_more() =>
        Assert.Throws<OperationCanceledException>(() => DocumentReader.Read(
            "one *two*", DocumentFormat.Markdown, DocumentOptions.Default, new CancellationToken(canceled: true)));

    public static TheoryData<string> Unclosed =>
        new("[", "![", "`", "``a`", "<", "<!--", "<![CDATA[", "<?", "&", "$", "$a ", "~", "=", "^a", "{{<", "{%",
            "{:a=b",
            "[!INCLUDE", "[^a]", "[a](", "[a][", "\\", "*[a]: b\n", "[a]: b\n", "[^a]: b\n", "a\n: b\n", ":", "::: a\n",
            "|", "|-|\n", "+-+\n", "https://", "www.", "!!! a\n", "_a", "**a ", "***", "#", "\t", "\0", "<a ", "\"",
            ">\n",
            "- a\n\n", "---\n", "a b=c ");

    // Each takes the parser half a minute and ten gigabytes as a table.
    [Theory]
    [InlineData("|*a*|b|\n", "|c|d|\n")]
    [InlineData("|*a|b|\n", "|c|[d](e)|\n")]
    [InlineData("|_a|b|\n", "|c|d_e|\n")]
    [InlineData("|[a|b|\n", "|c|5 * 3|\n")]
    public void A_mark_before_many_cells_makes_no_table(string first, string row)
    {
        SpokenDocument document = MarkdownText.Read($"|a|b|\n|-|-|\n{first}{Repeat(row, 15_000)}");

        Assert.Equal(["Its tables are too large to be read as such."], document.Warnings);
    }

    [Theory]
    [InlineData("|*a*|b|\n", "|*c*|d|\n")]
    [InlineData("|a|b|\n", "|[c](d)|e_f|\n")]
    [InlineData("a *b* c\n\n|a|b|\n|-|-|\n", "|c|5 * 3|\n")]
    public void Marks_in_a_long_table_leave_it_one(string first, string row)
    {
        SpokenDocument document = MarkdownText.Read($"|a|b|\n|-|-|\n{first}{Repeat(row, 5_000)}");

        Assert.Empty(document.Warnings);
    }

    [Theory]
    [MemberData(nameof(Unclosed))]
    public void Marks_that_never_end_are_read_or_refused(string mark)
    {
        string markdown = Repeat(mark, 20_000 / mark.Length);

        Exception? failure = Record.Exception(() => DocumentReader.Read(
            markdown, DocumentFormat.Markdown, DocumentOptions.Default, CancellationToken.None));

        Assert.True(failure is null or DocumentException, failure?.ToString());
    }

    // Each took minutes, or hours.
    [Theory]
    [InlineData("", "[", "]", 1_500_000)]
    [InlineData("---\n", "author: a\n", "---\n\nOne.", 500_000)]
    [InlineData("", "]({%", "", 100_000)]
    public void Many_beginnings_take_no_squared_time(string before, string mark, string behind, int count)
    {
        Exception? failure = Record.Exception(() => MarkdownText.Read(before + Repeat(mark, count) + behind));

        Assert.True(failure is null or DocumentException, failure?.ToString());
    }

    private sealed class HastyClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _ticks += 10;
    }

    private sealed class CountingClock : TimeProvider
    {
        public int Looks { get; private set; }

        public override long GetTimestamp() => Looks++ * 0L;
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static void AssertTooLarge(string markdown, string word)
    {
        DocumentException failure = Assert.Throws<DocumentException>(() => MarkdownText.Read(markdown));

        Assert.Equal(DocumentFailure.TooLarge, failure.Failure);
        Assert.Contains(word, failure.Message, StringComparison.Ordinal);
    }
}
