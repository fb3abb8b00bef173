using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>Tables: sentences with headers, paragraphs without.</summary>
public class WordTableTests
{
    private const string Header = "<w:trPr><w:tblHeader/></w:trPr>";

    [Fact]
    public void With_repeated_headers_a_row_is_a_sentence() =>
        Assert.Equal(
            "Berlin; Country: Germany; People: 3.7 million. | Oslo; People: 700,000. | after.",
            Speak(
                Table(
                    Row(Header, "City", "Country", "People"),
                    Row("", "Berlin", "Germany", "3.7 million"),
                    Row("", "Oslo", "", "700,000"))
                    + Paragraph("after")));

    [Theory]
    [InlineData("<w:tblLook w:val=\"04A0\"/>", "a; B: b.")]
    [InlineData("<w:tblLook w:val=\"0000\" w:firstRow=\"1\"/>", "a; B: b.")]
    [InlineData("<w:tblLook w:val=\"0480\"/>", "A. | B. | a. | b.")]
    [InlineData("<w:tblLook w:val=\"04A0\" w:firstRow=\"0\"/>", "A. | B. | a. | b.")]
    [InlineData("", "A. | B. | a. | b.")]
    public void The_first_row_is_one_of_headers_where_the_style_makes_it_look_so(string look, string spoken) =>
        Assert.Equal(
            spoken,
            new WordFile
            {
                Styles = """
                    <w:style w:type="table" w:styleId="Base"><w:tblStylePr w:type="firstRow">
                    <w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
                    <w:style w:type="table" w:styleId="Mine"><w:basedOn w:val="Base"/></w:style>
                    """,
                Body = Table(
                    $"<w:tblPr><w:tblStyle w:val=\"Mine\"/>{look}</w:tblPr>",
                    Row("", "A", "B"),
                    Row("", "a", "b")),
            }.Speak());

    [Fact]
    public void The_first_row_is_one_of_headers_where_it_alone_is_bold()
    {
        string bold = "<w:tr>" + BoldCell("A") + BoldCell("B") + "</w:tr>";

        Assert.Equal("a; B: b.", Speak(Table(bold, Row("", "a", "b"))));
        Assert.Equal("A. | B. | A. | B.", Speak(Table(bold, bold)));

        static string BoldCell(string text) => $"<w:tc><w:p>{Run(text, "<w:b/>")}</w:p></w:tc>";
    }

    [Fact]
    public void A_single_row_or_column_is_paragraphs()
    {
        Assert.Equal("A. | B.", Speak(Table(Row(Header, "A", "B"))));
        Assert.Equal("A. | a. | b.", Speak(Table(Row(Header, "A"), Row("", "a"), Row("", "b"))));
    }

    [Fact]
    public void Headings_in_a_table_that_only_puts_things_in_places_begin_chapters()
    {
        SpokenDocument document = new WordFile
        {
            Body = Table(
                $"<w:tr><w:tc>{Styled("Heading1", "One")}{Paragraph("x")}</w:tc>"
                    + $"<w:tc>{Styled("Heading1", "Two")}</w:tc></w:tr>"),
        }.Read();

        Assert.Equal(["One", "Two"], document.Sections.Select(section => section.Title));
    }

    [Fact]
    public void The_numbers_of_a_numbered_column_are_spoken_with_what_they_count()
    {
        string number = "<w:tc><w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p></w:tc>";
        string Numbered(string text) => $"<w:tr>{number}{Cell(text)}</w:tr>";
        string Speak(string body) => new WordFile
        {
            Body = body,
            Numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
                + "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
                + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        }.Speak();

        Assert.Equal(
            "1. Task: Dig. | 2. Task: Plant. | See row 2.",
            Speak(Table(Row(Header, "No.", "Task"), Numbered("Dig"), Numbered("Plant")) + Paragraph("See row 2")));
        Assert.Equal("1. Dig. | 2. Plant.", Speak(Table(Numbered("Dig"), Numbered("Plant"))));
        // A form that nobody filled in.
        Assert.Equal("2. Task: Dig.", Speak(Table(Row(Header, "No.", "Task"), Numbered(""), Numbered("Dig"))));
        Assert.Equal("After.", Speak(Table(Numbered(""), Numbered("")) + Paragraph("After")));
    }

    [Fact]
    public void A_header_over_several_columns_counts_for_each() =>
        Assert.Equal(
            "North; Sales, 2024: 5; Sales, 2025: 6.",
            Speak(Table(
                $"<w:tr>{Header}{Cell("Region", "<w:vMerge w:val=\"restart\"/>")}"
                    + Cell("Sales", "<w:gridSpan w:val=\"2\"/>") + "</w:tr>",
                $"<w:tr>{Cell("", "<w:vMerge/>")}{Cell("2024")}{Cell("2025")}</w:tr>",
                Row("", "North", "5", "6"))));

    [Fact]
    public void A_header_that_is_merged_down_does_not_make_a_row_one_of_headers() =>
        Assert.Equal(
            "Answer: yes; Score: 5. | B; Answer: no; Score: 1.",
            Speak(Table(
                $"<w:tr>{Header}{Cell("Question", "<w:vMerge w:val=\"restart\"/>")}"
                    + $"{Cell("Answer")}{Cell("Score")}</w:tr>",
                $"<w:tr>{Cell("", "<w:vMerge/>")}{Cell("yes")}{Cell("5")}</w:tr>",
                Row("", "B", "no", "1"))));

    [Fact]
    public void A_first_cell_over_several_rows_names_each_of_them() =>
        Assert.Equal(
            "North; Quarter: Q1; Sales: 5. | North; Quarter: Q2; Sales: 6.",
            Speak(Table(
                Row(Header, "Region", "Quarter", "Sales"),
                $"<w:tr>{Cell("North", "<w:vMerge w:val=\"restart\"/>")}{Cell("Q1")}{Cell("5")}</w:tr>",
                $"<w:tr>{Cell("", "<w:vMerge w:val=\"continue\"/>")}{Cell("Q2")}{Cell("6")}</w:tr>")));

    [Fact]
    public void Columns_that_a_row_leaves_out_are_counted() =>
        Assert.Equal(
            "C: x.",
            Speak(Table(
                Row(Header, "A", "B", "C"),
                "<w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>" + Cell("x") + "</w:tr>")));

    [Fact]
    public void A_cell_of_several_paragraphs_is_part_of_the_sentence() =>
        Assert.Equal(
            "a; B: one. two.",
            Speak(Table(
                Row(Header, "A", "B"),
                $"<w:tr>{Cell("a")}<w:tc>{Paragraph("one")}{Paragraph("two")}</w:tc></w:tr>")));

    [Fact]
    public void A_table_inside_a_cell_is_part_of_it()
    {
        string inner = Table(Row("", "c", "d"));

        Assert.Equal(
            "a; B: x. c. d.",
            Speak(Table(Row(Header, "A", "B"), $"<w:tr>{Cell("a")}<w:tc>{Paragraph("x")}{inner}<w:p/></w:tc></w:tr>")));
        Assert.Equal("x. | c. | d.", Speak(Table($"<w:tr><w:tc>{Paragraph("x")}{inner}<w:p/></w:tc></w:tr>")));
    }

    [Fact]
    public void Rows_inside_content_controls_are_rows() =>
        Assert.Equal(
            "a; B: b.",
            Speak(Table(
                Row(Header, "A", "B"),
                "<w:sdt><w:sdtPr/><w:sdtContent><w:tr>"
                    + $"<w:sdt><w:sdtPr/><w:sdtContent>{Cell("a")}</w:sdtContent></w:sdt>"
                    + $"{Cell("b")}</w:tr></w:sdtContent></w:sdt>")));

    [Fact]
    public void A_deleted_row_is_left_out()
    {
        string body = Table(Row("", "a", "b"), Row("<w:trPr><w:del w:id=\"1\"/></w:trPr>", "c", "d"));

        Assert.Equal("a. | b.", Speak(body));
        Assert.Equal("a. | b. | c. | d.", Speak(body, also: DocumentElements.Deleted));
    }

    [Fact]
    public void A_note_in_a_cell_is_spoken_after_the_table() =>
        Assert.Equal(
            "a; B: b. | Note. | after.",
            new WordFile
            {
                Footnotes = $"<w:footnote w:id=\"1\">{Paragraph("Note")}</w:footnote>",
                Body = Table(
                    Row(Header, "A", "B"),
                    $"<w:tr>{Cell("a")}<w:tc><w:p>{Run("b")}"
                        + "<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:tc></w:tr>")
                    + Paragraph("after"),
            }.Speak(also: DocumentElements.Note));

    [Fact]
    public void Tables_can_be_left_out()
    {
        SpokenDocument document = new WordFile { Body = Table(Row("", "a", "b")) + Paragraph("after") }
            .Read(not: DocumentElements.Table);

        Assert.Equal("after.", TextOf(document));
        Assert.Equal(1, document.Omissions[DocumentOmission.Table]);
    }

    [Fact]
    public void No_cell_is_lost_behind_a_thousand_columns() =>
        Assert.Equal(
            "a; b; c.",
            Speak(Table(
                Row(Header, "A", "B"),
                $"<w:tr>{Cell("a", "<w:gridSpan w:val=\"2147483647\"/>")}"
                    + Cell("b", "<w:gridSpan w:val=\"-5\"/>") + Cell("c") + "</w:tr>")));

    private static string Table(params string[] content) => $"<w:tbl>{string.Concat(content)}</w:tbl>";

    private static string Row(string properties, params string[] cells) =>
        $"<w:tr>{properties}{string.Concat(cells.Select(text => Cell(text)))}</w:tr>";

    private static string Cell(string text, string properties = "") =>
        $"<w:tc><w:tcPr>{properties}</w:tcPr>{Paragraph(text)}</w:tc>";
}
