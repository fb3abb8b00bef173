using CometSpeech.Core.Tests.Documents.Support;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>Lists and numbered headings: numbers as Word shows them.</summary>
public class WordListTests
{
    [Fact]
    public void Bullets_are_silent_and_items_are_sentences() =>
        Assert.Equal("one. | two.", Speak(Level(0, "bullet", "\uF0B7"), Item("one") + Item("two", 1, 0)));

    [Fact]
    public void A_number_is_followed_by_a_full_stop() =>
        Assert.Equal("1. one. | 2. two.", Speak(Level(0, "decimal", "%1."), Item("one") + Item("two")));

    [Theory]
    [InlineData("decimal", "%1)", "27.")]
    [InlineData("decimal", "(%1)", "27.")]
    [InlineData("decimal", "Article %1", "Article 27.")]
    [InlineData("decimal", "Step %1:", "Step 27:")]
    [InlineData("decimalZero", "%1.", "27.")]
    [InlineData("lowerLetter", "%1)", "aa.")]
    [InlineData("upperLetter", "%1.", "AA.")]
    [InlineData("lowerRoman", "%1.", "xxvii.")]
    [InlineData("upperRoman", "%1.", "XXVII.")]
    [InlineData("ordinal", "%1", "27.")]
    [InlineData("chineseCounting", "%1", "27.")]
    public void A_number_is_written_as_the_author_chose(string format, string text, string spoken) =>
        Assert.Equal($"{spoken} x.", Speak(Level(0, format, text, start: 27), Item("x")));

    [Theory]
    [InlineData("none", "%1")]
    [InlineData("decimal", "")]
    [InlineData("decimal", "\u2022")]
    public void An_item_without_a_number_has_none(string format, string text) =>
        Assert.Equal("x.", Speak(Level(0, format, text), Item("x")));

    [Fact]
    public void Levels_below_begin_anew_after_a_level_above() =>
        Assert.Equal(
            "1. a. | 1.1. b. | 1.2. c. | 2. d. | 2.1. e.",
            Speak(
                Level(0, "decimal", "%1.") + Level(1, "decimal", "%1.%2"),
                Item("a") + Item("b", 1, 1) + Item("c", 1, 1) + Item("d") + Item("e", 1, 1)));

    [Fact]
    public void A_level_that_never_begins_anew_goes_on() =>
        Assert.Equal(
            "1. a. | a. b. | 2. c. | b. d.",
            Speak(
                Level(0, "decimal", "%1.") + Level(1, "lowerLetter", "%2)", more: "<w:lvlRestart w:val=\"0\"/>"),
                Item("a") + Item("b", 1, 1) + Item("c") + Item("d", 1, 1)));

    [Fact]
    public void Legal_numbers_are_digits() =>
        Assert.Equal(
            "I. a. | 1.1. b.",
            Speak(
                Level(0, "upperRoman", "%1.") + Level(1, "decimal", "%1.%2", more: "<w:isLgl/>"),
                Item("a") + Item("b", 1, 1)));

    [Fact]
    public void Lists_of_one_definition_go_on_unless_one_says_where_it_starts() =>
        Assert.Equal(
            "1. a. | 2. b. | 5. c. | 6. d. | 7. e.",
            Speak(
                Level(0, "decimal", "%1."),
                Item("a") + Item("b", 2) + Item("c", 3) + Item("d", 3) + Item("e", 1),
                """
                <w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
                <w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>
                </w:lvlOverride></w:num>
                """));

    [Fact]
    public void An_item_that_goes_on_in_another_paragraph_has_one_number() =>
        Assert.Equal(
            "1. a. | more. | 2. b.",
            Speak(Level(0, "decimal", "%1."), Item("a") + Paragraph("more") + Item("b")));

    [Fact]
    public void An_empty_item_is_silent_and_counts() =>
        Assert.Equal("1. a. | 3. b.", Speak(Level(0, "decimal", "%1."), Item("a") + Item("") + Item("b")));

    [Fact]
    public void The_number_of_a_heading_is_part_of_it_and_comes_from_its_style()
    {
        CometSpeech.Core.Documents.SpokenDocument document = new WordFile
        {
            Styles = """
                <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>
                <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
                <w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>
                <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
                """,
            Numbering = Numbering(Level(0, "decimal", "%1") + Level(1, "decimal", "%1.%2"), ""),
            Body = Styled("Heading1", "Introduction") + Styled("Heading2", "Why")
                + Paragraph("Not numbered", "<w:pStyle w:val=\"Heading1\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>")
                + Styled("Heading1", "Method"),
        }.Read();

        Assert.Equal(
            ["1 Introduction", "Not numbered", "2 Method"],
            document.Sections.Select(section => section.Title));
        Assert.Equal("1 Introduction. | 1.1 Why. | Not numbered. | 2 Method.", TextOf(document));
    }

    [Fact]
    public void A_style_finds_its_level_where_the_level_names_the_style() =>
        Assert.Equal(
            "1. a. | 1.1. b.",
            new WordFile
            {
                Styles = NumberedStyle("paragraph", "L1") + NumberedStyle("paragraph", "L2"),
                Numbering = Numbering(
                    Level(0, "decimal", "%1", more: "<w:pStyle w:val=\"L1\"/>")
                        + Level(1, "decimal", "%1.%2", more: "<w:pStyle w:val=\"L2\"/>"),
                    ""),
                Body = Styled("L1", "a") + Styled("L2", "b"),
            }.Speak());

    [Fact]
    public void A_definition_may_stand_in_a_list_style() =>
        Assert.Equal(
            "C. a.",
            new WordFile
            {
                Styles = NumberedStyle("numbering", "LS"),
                Numbering = """<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="LS"/></w:abstractNum>"""
                    + Numbering(
                        Level(0, "upperLetter", "%1)", start: 3),
                        "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>"),
                Body = Item("a", 2),
            }.Speak());

    [Fact]
    public void A_definition_that_names_itself_has_no_numbers() =>
        Assert.Equal(
            "a.",
            new WordFile
            {
                Styles = NumberedStyle("numbering", "LS"),
                Numbering = """
                    <w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="LS"/></w:abstractNum>
                    <w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>
                    """,
                Body = Item("a"),
            }.Speak());

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Numbers_of_any_size_end(int start) =>
        Assert.All(
            new[] { "decimal", "lowerLetter", "upperRoman" },
            format => Assert.InRange(Speak(Level(0, format, "%1", start: start), Item("x") + Item("y")).Length, 5, 40));

    private static string Item(string text, int id = 1, int level = 0) =>
        Paragraph(text, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>");

    private static string Level(int level, string format, string text, int start = 1, string more = "") =>
        $"""
        <w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}
        <w:lvlText w:val="{text}"/></w:lvl>
        """;

    private static string Numbering(string levels, string more) =>
        $"""
        <w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}
        """;

    private static string NumberedStyle(string type, string id) =>
        $"""
        <w:style w:type="{type}" w:styleId="{id}"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        """;

    private static string Speak(string levels, string body, string more = "") =>
        new WordFile { Numbering = Numbering(levels, more), Body = body }.Speak();
}
