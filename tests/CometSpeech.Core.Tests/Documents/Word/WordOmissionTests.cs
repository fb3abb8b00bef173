using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>What is left out, counted, and spoken on request.</summary>
public class WordOmissionTests
{
    [Fact]
    public void Tracked_deletions_are_left_out_and_insertions_spoken()
    {
        var file = new WordFile
        {
            Body = $"<w:p>{Run("He ")}<w:del w:id=\"1\"><w:r><w:delText xml:space=\"preserve\">never </w:delText></w:r>"
                + "<w:r><w:delText>ever</w:delText></w:r></w:del>"
                + $"<w:ins w:id=\"2\">{Run(" always ")}</w:ins>{Run("came")}"
                + $"<w:moveFrom w:id=\"3\">{Run(" moved")}</w:moveFrom></w:p>",
        };

        Assert.Equal("He always came.", file.Speak());
        Assert.Equal(2, file.Read().Omissions[DocumentOmission.Deletion]);
        Assert.Equal("He never ever always came moved.", file.Speak(also: DocumentElements.Deleted));
    }

    [Theory]
    [InlineData("<w:strike/>")]
    [InlineData("<w:dstrike/>")]
    [InlineData("<w:dstrike w:val=\"0\"/><w:strike/>")]
    [InlineData("<w:rStyle w:val=\"Struck\"/>")]
    public void Text_that_is_struck_out_is_left_out(string properties)
    {
        var file = new WordFile
        {
            Styles = "<w:style w:type=\"character\" w:styleId=\"Struck\"><w:rPr><w:strike/></w:rPr></w:style>",
            Body = $"<w:p>{Run("Ten ")}{Run("twelve ", properties)}{Run("men")}</w:p>",
        };

        Assert.Equal("Ten men.", file.Speak());
        Assert.Equal(1, file.Read().Omissions[DocumentOmission.Deletion]);
        Assert.Equal("Ten twelve men.", file.Speak(also: DocumentElements.Deleted));
    }

    [Fact]
    public void What_a_paragraph_was_before_a_change_does_not_count() =>
        Assert.Equal(
            "Seen.",
            Speak("""
                <w:p><w:pPr><w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr></w:pPrChange></w:pPr>
                <w:r><w:rPr><w:rPrChange w:id="2"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>
                <w:t>Seen</w:t></w:r></w:p>
                """));

    [Fact]
    public void A_paragraph_whose_mark_was_deleted_goes_on_in_the_next()
    {
        string body = Paragraph("One ", "<w:rPr><w:del w:id=\"1\"/></w:rPr>") + Paragraph("two") + Paragraph("three");

        Assert.Equal("One two. | three.", Speak(body));
        Assert.Equal("One. | two. | three.", Speak(body, also: DocumentElements.Deleted));
    }

    [Fact]
    public void Notes_and_their_marks_are_left_out_or_spoken_after_the_paragraph()
    {
        var file = new WordFile
        {
            Footnotes = $"""
                <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
                <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{Run(" First note")}</w:p></w:footnote>
                """,
            Endnotes = $"<w:endnote w:id=\"2\">{Paragraph("Last note")}{Paragraph("with two paragraphs")}</w:endnote>",
            Body = $"""
                <w:p>{Run("Word")}{FootnoteMark(2)}{Run(" and")}
                <w:r><w:endnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>{Run(" word")}</w:p>
                {Paragraph("Next")}
                """,
        };

        Assert.Equal("Word and word. | Next.", file.Speak());
        Assert.Equal(2, file.Read().Omissions[DocumentOmission.Note]);
        Assert.Equal(
            "Word and word. | First note. | Last note. | with two paragraphs. | Next.",
            file.Speak(also: DocumentElements.Note));
    }

    [Fact]
    public void A_note_that_refers_to_itself_is_spoken_once() =>
        Assert.Equal(
            "a b. | Note.",
            new WordFile
            {
                Footnotes = $"<w:footnote w:id=\"1\"><w:p>{Run("Note")}{FootnoteMark(1)}</w:p></w:footnote>",
                Body = $"<w:p>{Run("a")}{FootnoteMark(1)}{Run(" b")}{FootnoteMark(1)}</w:p>",
            }.Speak(also: DocumentElements.Note));

    [Fact]
    public void Comments_are_left_out() =>
        Assert.Equal(
            "Text.",
            Speak("<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>Text</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>"
                + "<w:r><w:annotationRef/><w:commentReference w:id=\"0\"/></w:r></w:p>"));

    [Fact]
    public void Of_a_field_the_result_is_spoken() =>
        Assert.Equal(
            "See page 12 of Table 1, here.",
            Speak($"""
                <w:p>{Run("See ")}
                {Field(" HYPERLINK \"https://example.com\" ", Run("page ") + Field(" PAGEREF _Toc1 \\h ", Run("12")))}
                {Run(" of ")}<w:fldSimple w:instr=" REF x ">{Run("Table ")}</w:fldSimple>
                <w:fldSimple w:instr=" SEQ Table ">{Run("1")}</w:fldSimple>{Run(", here")}
                <w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/></w:ffData></w:fldChar></w:r>
                <w:r><w:instrText> XE "index" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
                """));

    [Fact]
    public void A_table_of_contents_by_field_is_left_out_over_all_its_paragraphs()
    {
        string entries = $"""
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \o "1-3" </w:instrText></w:r>
            <w:r><w:fldChar w:fldCharType="separate"/></w:r>{Run("One")}{Field(" PAGEREF _Toc1 ", Run("1"))}</w:p>
            <w:p>{Run("Two")}{Field(" PAGEREF _Toc2 ", Run("2"))}</w:p>
            <w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            """;
        var file = new WordFile { Body = Paragraph("Before") + entries + Paragraph("After") };

        Assert.Equal("Before. | After.", file.Speak());
        Assert.Equal(1, file.Read().Omissions[DocumentOmission.Navigation]);
        Assert.Equal("Before. | One1. | Two2. | After.", file.Speak(also: DocumentElements.Navigation));
    }

    [Fact]
    public void A_table_of_contents_by_control_or_style_is_left_out()
    {
        string control = $"""
            <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>
            </w:sdtPr><w:sdtContent>{Styled("Heading1", "Inhalt")}{Paragraph("Eins 1")}</w:sdtContent></w:sdt>
            """;
        var byControl = new WordFile { Body = control + Paragraph("After") };
        var byStyle = new WordFile
        {
            Styles = """
                <w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
                <w:style w:type="paragraph" w:styleId="Inhaltsverzeichnisberschrift"><w:name w:val="TOC Heading"/>
                <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
                """,
            Body = Styled("Inhaltsverzeichnisberschrift", "Inhalt") + Styled("Verzeichnis1", "Eins 1")
                + Styled("Verzeichnis1", "Zwei 2") + Paragraph("After"),
        };

        Assert.Equal("After.", byControl.Speak());
        Assert.Equal(1, byControl.Read().Omissions[DocumentOmission.Navigation]);
        Assert.Equal("Inhalt. | Eins 1. | After.", byControl.Speak(also: DocumentElements.Navigation));
        Assert.Equal("After.", byStyle.Speak());
        Assert.Equal(1, byStyle.Read().Omissions[DocumentOmission.Navigation]);
        Assert.Equal("Inhalt. | Eins 1. | Zwei 2. | After.", byStyle.Speak(also: DocumentElements.Navigation));
    }

    [Fact]
    public void A_field_without_an_end_hides_nothing()
    {
        SpokenDocument document = new WordFile
        {
            Body = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> TOC </w:instrText>"
                + "<w:fldChar w:fldCharType=\"separate\"/></w:r></w:p>"
                + Paragraph("The whole text"),
        }.Read();

        Assert.Equal("The whole text.", TextOf(document));
        Assert.Contains("no end", Assert.Single(document.Warnings));
    }

    [Fact]
    public void An_end_without_a_field_is_nothing() =>
        Assert.Equal(
            "a.",
            Speak("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/><w:fldChar w:fldCharType=\"separate\"/>"
                + "<w:t>a</w:t></w:r></w:p>"));

    [Fact]
    public void Placeholders_and_boxes_of_forms_are_left_out()
    {
        SpokenDocument document = new WordFile
        {
            Body = $"""
                <w:p>{Run("Name: ")}<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr>
                <w:sdtContent>{Run("Click here to enter text.")}</w:sdtContent></w:sdt></w:p>
                <w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>
                <w:sdtContent>{Run("\u2612")}</w:sdtContent></w:sdt>{Run(" Milk")}</w:p>
                """,
        }.Read();

        Assert.Equal("Name: | Milk.", TextOf(document));
        Assert.Equal(1, document.Omissions[DocumentOmission.Form]);
    }

    [Fact]
    public void Code_is_left_out_and_counted_once_for_paragraphs_in_a_row()
    {
        var file = new WordFile
        {
            Styles = "<w:style w:type=\"paragraph\" w:styleId=\"a3\"><w:name w:val=\"HTML Preformatted\"/></w:style>",
            Body = Paragraph("Run:") + Styled("SourceCode", "ls") + Styled("SourceCode", "cd")
                + Paragraph("or") + Styled("a3", "pwd"),
        };

        Assert.Equal("Run: | or.", file.Speak());
        Assert.Equal(2, file.Read().Omissions[DocumentOmission.Code]);
        Assert.Equal("Run: | ls. | cd. | or. | pwd.", file.Speak(also: DocumentElements.Code));
    }

    [Theory]
    [InlineData("Source Code", true)]
    [InlineData("code_listing", true)]
    [InlineData("MyCode", true)]
    [InlineData("Postcode", false)]
    [InlineData("Codex", false)]
    public void A_style_of_code_has_the_word_in_its_name(string name, bool isCode) =>
        Assert.Equal(
            isCode ? "" : "x.",
            new WordFile
            {
                Styles = $"<w:style w:type=\"paragraph\" w:styleId=\"S\"><w:name w:val=\"{name}\"/></w:style>",
                Body = Styled("S", "x"),
            }.Speak());

    [Theory]
    [InlineData("Quote")]
    [InlineData("IntenseQuote")]
    [InlineData("BlockText")]
    public void Quotes_can_be_left_out(string style)
    {
        var file = new WordFile { Body = Styled(style, "To be.") + Styled(style, "Or not.") + Paragraph("x") };

        Assert.Equal("To be. | Or not. | x.", file.Speak());
        Assert.Equal("x.", file.Speak(not: DocumentElements.Quote));
        Assert.Equal(1, file.Read(not: DocumentElements.Quote).Omissions[DocumentOmission.Quote]);
    }

    [Fact]
    public void A_formula_in_one_line_is_spoken_and_any_other_counted()
    {
        SpokenDocument document = new WordFile
        {
            Body = $"""
                <w:p>{Run("Where ")}
                <m:oMath><m:r><w:rPr><w:i/></w:rPr><m:t>a = b + 1</m:t></m:r></m:oMath>{Run(" and ")}<m:oMath>
                <m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>
                <w:p><w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape>
                <o:OLEObject ProgID="Equation.3"/></w:object></w:r></w:p>
                """,
        }.Read();

        Assert.Equal("Where a = b + 1 and.", TextOf(document));
        Assert.Equal(2, document.Omissions[DocumentOmission.Formula]);
    }

    [Fact]
    public void A_definition_list_is_term_and_definition() =>
        Assert.Equal(
            "Tea: a drink. | More of it. | Coffee: another.",
            Speak(Styled("DefinitionTerm", "Tea") + Styled("Definition", "a drink") + Styled("Definition", "More of it")
                + Styled("DefinitionTerm", "Coffee") + Styled("Definition", "another")));

    [Fact]
    public void Another_document_inside_is_told_of() =>
        Assert.Contains(
            "another document",
            Assert.Single(new WordFile { Body = "<w:altChunk r:id=\"rId1\"/>" }.Read().Warnings));

    private static string Field(string instruction, string result) =>
        $"""
        <w:r><w:fldChar w:fldCharType="begin"/></w:r>
        <w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>
        """;

    private static string FootnoteMark(int id) => $"<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>";
}
