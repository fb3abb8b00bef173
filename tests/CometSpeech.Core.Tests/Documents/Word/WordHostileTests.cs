using System.IO.Compression;
using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>Files that were made to end the process, fill the memory or take minutes.</summary>
public class WordHostileTests
{
    [Fact]
    public void Elements_that_nest_a_hundred_thousand_deep_are_refused()
    {
        string deep = Repeat("<w:smartTag>", 100_000);

        DocumentException e = Refuse(new WordFile { Body = deep });

        Assert.Equal(DocumentFailure.TooLarge, e.Failure);
        Assert.StartsWith("word/document.xml", e.Place);
    }

    [Theory]
    [InlineData("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80)]
    [InlineData("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 80)]
    [InlineData("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120)]
    public void What_nests_within_the_limit_is_read(string start, string end, int count) =>
        Assert.Equal("x.", Speak(Repeat(start, count) + Paragraph("x") + Repeat(end, count)));

    [Theory]
    [InlineData("<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">", "&b;")]
    [InlineData("<!ENTITY a SYSTEM \"file:///etc/passwd\">", "&a;")]
    [InlineData("", "x")]
    public void A_document_type_is_refused(string declarations, string text)
    {
        DocumentException e = Refuse(new WordFile
        {
            Body = Paragraph(text),
            Change = part => part.StartsWith("<w:document", StringComparison.Ordinal)
                ? $"<!DOCTYPE w:document [{declarations}]>{part}"
                : part,
        });

        Assert.Equal(DocumentFailure.NotReadable, e.Failure);
    }

    [Fact]
    public void A_part_that_unpacks_to_a_gigabyte_is_refused()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (Stream rels = zip.CreateEntry("_rels/.rels").Open())
            {
                byte[] text = Encoding.UTF8.GetBytes(Relationships((
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
                    "word/document.xml")));
                rels.Write(text, 0, text.Length);
            }

            using Stream main = zip.CreateEntry("word/document.xml").Open();
            byte[] paragraphs = Encoding.UTF8.GetBytes(Repeat(Paragraph("bomb"), 10_000));
            byte[] start = Encoding.UTF8.GetBytes($"<w:document {Namespaces}><w:body>");
            main.Write(start, 0, start.Length);
            for (int i = 0; i < 120; i++)
            {
                main.Write(paragraphs, 0, paragraphs.Length);
            }
        }

        DocumentException e = Assert.Throws<DocumentException>(() => Read(packed.ToArray()));

        Assert.Equal((DocumentFailure.TooLarge, "word/document.xml"), (e.Failure, e.Place));
    }

    [Fact]
    public void A_part_that_begins_with_no_character_is_refused()
    {
        // After the byte order mark of UTF-8 the first two of three bytes.
        byte[] file = ZipBytes.Create(("_rels/.rels", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0x78]));

        Assert.Equal(DocumentFailure.NotReadable, Assert.Throws<DocumentException>(() => Read(file)).Failure);
    }

    [Fact]
    public void An_element_of_more_attributes_than_can_be_read_is_refused() =>
        RefuseLarge(
            "<w:p " + string.Concat(Enumerable.Range(0, DocumentLimits.Attributes + 1).Select(i => $"a{i}='' ")) + "/>",
            "attributes");

    [Fact]
    public void Elements_of_more_names_than_can_be_kept_are_refused() =>
        RefuseLarge(
            string.Concat(Enumerable.Range(0, DocumentLimits.XmlNames + 1).Select(i => $"<w:n{i}/>")), "names");

    [Fact]
    public void A_value_of_many_megabytes_is_refused() =>
        RefuseLarge($"<w:p w:a='{new string('x', DocumentLimits.XmlPiece)}'/>", "bytes");

    private static void RefuseLarge(string body, string what)
    {
        DocumentException e = Refuse(new WordFile { Body = body });

        Assert.Equal((DocumentFailure.TooLarge, "word/document.xml"), (e.Failure, e.Place));
        Assert.Contains(what, e.Message);
    }

    [Fact]
    public void A_long_chain_of_styles_ends()
    {
        string styles = string.Concat(Enumerable.Range(0, 5000).Select(i =>
            $"<w:style w:type=\"paragraph\" w:styleId=\"S{i}\"><w:name w:val=\"s{i}\"/>"
                + $"<w:basedOn w:val=\"S{i + 1}\"/></w:style>"));
        string body = string.Concat(Enumerable.Range(0, 5000).Select(i => Styled($"S{i}", "x")));

        Assert.EndsWith("x.", new WordFile { Styles = styles, Body = body }.Speak());
    }

    [Fact]
    public void A_number_of_a_megabyte_is_not_repeated_with_each_item()
    {
        string numbering = $"""
            <w:abstractNum w:abstractNumId="1">
            <w:lvl w:ilvl="0"><w:lvlText w:val="%1{new string('x', 1 << 20)}"/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
            """;
        string item = Paragraph("x", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>");

        Assert.Equal("x. | x.", new WordFile { Numbering = numbering, Body = item + item }.Speak());
    }

    [Theory]
    [InlineData("<w:tc/>", 100_001)]
    [InlineData("<w:tc><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:tc>", 100_001)]
    [InlineData("</w:tr><w:tr>", 100_001)]
    public void A_table_of_more_cells_than_any_has_is_refused(string cell, int count) =>
        Assert.Equal(
            DocumentFailure.TooLarge,
            Refuse(new WordFile { Body = "<w:tbl><w:tr>" + Repeat(cell, count) + "</w:tr></w:tbl>" }).Failure);

    [Fact]
    public void A_text_longer_than_any_book_is_refused()
    {
        string text = new('a', 1 << 20);
        string once = Repeat(text, 33);

        Assert.Equal(DocumentFailure.TooLarge, Refuse(new WordFile { Body = Paragraph(once) }).Failure);
        Assert.Equal(
            DocumentFailure.TooLarge,
            Refuse(new WordFile { Body = Repeat(Paragraph(text), 33) }).Failure);
    }

    [Fact]
    public void An_element_of_more_attributes_than_any_has_is_refused()
    {
        string attributes = string.Concat(Enumerable.Range(0, DocumentLimits.Attributes + 1).Select(i => $" a{i}=''"));

        DocumentException e = Refuse(new WordFile { Body = $"<w:p{attributes}/>" });

        Assert.Equal((DocumentFailure.TooLarge, "word/document.xml"), (e.Failure, e.Place));
    }

    [Fact]
    public void Fields_that_only_begin_take_no_squared_time() =>
        Assert.Equal(
            "x.",
            Speak(
                "<w:p><w:r>" + Repeat("<w:fldChar w:fldCharType=\"begin\"/><w:t> </w:t>", 99_000)
                    + "<w:t>x</w:t></w:r></w:p>"));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static DocumentException Refuse(WordFile file) => Assert.Throws<DocumentException>(() => file.Read());
}
