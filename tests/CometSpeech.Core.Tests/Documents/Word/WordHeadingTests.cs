using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>Headings, chapters, title, authors and language.</summary>
public class WordHeadingTests
{
    private const string German =
        """
        <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE" w:eastAsia="en-US"/></w:rPr></w:rPrDefault>
        </w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>
        <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
        <w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Mein Kapitel"/>
        <w:basedOn w:val="berschrift1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
        """;

    [Fact]
    public void Headings_are_known_by_level_or_name_in_any_language_and_through_the_style_below()
    {
        SpokenDocument document = Read(
            Styled("berschrift1", "Eins") + Paragraph("a")
                + Styled("berschrift2", "Davon") + Styled("Kapitel", "Zwei"));

        Assert.Equal(["Eins", "Zwei"], document.Sections.Select(section => section.Title));
        Assert.Equal("Eins.\n\na.\n\nDavon.", document.Sections[0].Text);
        Assert.Equal("de-DE", document.Language);
    }

    [Fact]
    public void A_paragraph_says_its_own_level()
    {
        SpokenDocument document = Read(
            Paragraph("One", "<w:outlineLvl w:val=\"0\"/>") + Paragraph("Two", "<w:outlineLvl w:val=\"0\"/>")
                + Paragraph("No heading", "<w:pStyle w:val=\"berschrift1\"/><w:outlineLvl w:val=\"9\"/>"));

        Assert.Equal(["One", "Two"], document.Sections.Select(section => section.Title));
        Assert.EndsWith("No heading.", document.Sections[1].Text);
    }

    [Fact]
    public void Styles_that_are_based_on_each_other_end()
    {
        SpokenDocument document = new WordFile
        {
            Styles = """
                <w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>
                <w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>
                """,
            Body = Styled("A", "x"),
        }.Read();

        Assert.Equal("x.", TextOf(document));
    }

    [Fact]
    public void Styles_that_are_nowhere_defined_are_known_by_their_ids()
    {
        SpokenDocument document = new WordFile
        {
            Body = Styled("Title", "Book") + Styled("Heading1", "One") + Styled("Heading1", "Two"),
        }.Read();

        Assert.Equal("Book", document.Title);
        Assert.Equal([null, "One", "Two"], document.Sections.Select(section => section.Title));
    }

    [Fact]
    public void The_title_is_spoken_and_begins_no_chapter()
    {
        SpokenDocument document = Read(
            Styled("Titel", "Das Buch") + Styled("berschrift1", "Eins") + Styled("berschrift1", "Zwei"),
            "<dc:title>Vorlage</dc:title>");

        Assert.Equal("Das Buch", document.Title);
        Assert.Equal([null, "Eins", "Zwei"], document.Sections.Select(section => section.Title));
        Assert.Equal("Das Buch.", document.Sections[0].Text);
    }

    [Fact]
    public void A_single_first_heading_is_the_title_before_the_property() =>
        Assert.Equal(
            "Das Buch",
            Read(
                Styled("berschrift1", "Das Buch") + Styled("berschrift2", "Eins") + Styled("berschrift2", "Zwei"),
                "<dc:title>Vorlage</dc:title>").Title);

    [Theory]
    [InlineData("<dc:title> Annual\n Report </dc:title>", "Annual Report")]
    [InlineData("<dc:title> </dc:title>", null)]
    [InlineData("", null)]
    [InlineData("<dc:title>Word Document</dc:title>", null)]
    [InlineData("<dc:title>Microsoft Word - x.doc</dc:title>", null)]
    [InlineData("<dc:title>report_final.docx</dc:title>", null)]
    public void The_property_is_the_title_unless_a_program_made_it_up(string properties, string? title) =>
        Assert.Equal(title, Read(Paragraph("x"), properties).Title);

    [Fact]
    public void Authors_are_those_of_the_properties() =>
        Assert.Equal(
            ["Ada Lovelace", "Charles Babbage"],
            Read(Paragraph("x"), "<dc:creator>Ada Lovelace; Charles Babbage;</dc:creator>").Authors);

    [Fact]
    public void The_language_is_that_of_the_styles_then_that_of_the_properties()
    {
        var plain = new WordFile { Body = Paragraph("x"), Properties = "<dc:language>fr-CH</dc:language>" };

        Assert.Equal("fr-CH", plain.Read().Language);
        Assert.Equal("de-DE", Read(Paragraph("x"), "<dc:language>fr-CH</dc:language>").Language);
    }

    [Fact]
    public void Headings_that_are_not_spoken_still_name_chapters()
    {
        SpokenDocument document = new WordFile
        {
            Styles = German,
            Body = Styled("Titel", "Das Buch") + Styled("berschrift1", "Eins") + Paragraph("a")
                + Styled("berschrift1", "Zwei") + Paragraph("b"),
        }.Read(not: DocumentElements.Heading);

        Assert.Equal("Das Buch", document.Title);
        Assert.Equal(["Eins", "Zwei"], document.Sections.Select(section => section.Title));
        Assert.Equal("a. | b.", TextOf(document));
    }

    [Fact]
    public void The_level_of_chapters_can_be_named()
    {
        SpokenDocument document = new WordFile
        {
            Styles = German,
            Body = Styled("berschrift1", "Eins") + Styled("berschrift2", "Davon") + Styled("berschrift2", "Und"),
        }.Read(chapterLevel: 2);

        Assert.Equal(["Eins", "Davon", "Und"], document.Sections.Select(section => section.Title));
    }

    private static SpokenDocument Read(string body, string properties = "") =>
        new WordFile { Styles = German, Body = body, Properties = properties }.Read();
}
