using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using static CometSpeech.Core.Tests.Documents.Support.WordFile;

namespace CometSpeech.Core.Tests.Documents.Word;

/// <summary>How the parts are found, and what is no Word document.</summary>
public class WordPackageTests
{
    private const string Main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";

    [Theory]
    [InlineData("/other/main.xml", "other/main.xml")]
    [InlineData("other/main.xml", "other/main.xml")]
    [InlineData("./x/../other/main.xml", "other/main.xml")]
    [InlineData("other/Main.xml", "other/main.xml")]
    [InlineData("my%20part.xml", "my part.xml")]
    public void The_main_part_is_the_one_that_a_relationship_names(string target, string name) =>
        Assert.Equal("x.", TextOf(Read(Zip(
            ("_rels/.rels", Relationships((Main, target))),
            (name, Part("document", $"<w:body>{Paragraph("x")}</w:body>"))))));

    [Fact]
    public void The_strict_form_is_read_as_the_transitional_one() =>
        Assert.Equal(
            "1. a = b. | A. | B.",
            new WordFile
            {
                Numbering = """
                    <w:abstractNum w:abstractNumId="1">
                    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
                    <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
                    """,
                Body = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
                    + "<m:oMath><m:r><m:t>a = b</m:t></m:r></m:oMath></w:p>"
                    + Styled("Heading1", "A") + Styled("Heading1", "B"),
                Change = text => text
                    .Replace(
                        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "http://purl.oclc.org/ooxml/wordprocessingml/main")
                    .Replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        "http://purl.oclc.org/ooxml/officeDocument/relationships")
                    .Replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006/math",
                        "http://purl.oclc.org/ooxml/officeDocument/math"),
            }.Speak());

    [Fact]
    public void Missing_parts_are_missed_only_where_they_are_the_main_part()
    {
        Assert.Equal(
            "x.",
            Speak(Paragraph("x", "<w:pStyle w:val=\"Nowhere\"/><w:numPr><w:numId w:val=\"3\"/></w:numPr>")));

        DocumentException e = Refuse(Zip(("_rels/.rels", Relationships((Main, "word/document.xml")))));
        Assert.Equal(DocumentFailure.NotReadable, e.Failure);
    }

    [Theory]
    [InlineData("../outside.xml")]
    [InlineData("https://example.com/document.xml")]
    public void A_main_part_outside_is_none(string target) =>
        Assert.Equal(
            DocumentFailure.NotReadable,
            Refuse(Zip(("_rels/.rels", Relationships((Main, target))), ("outside.xml", Part("document", "")))).Failure);

    [Theory]
    [InlineData("workbook")]
    [InlineData("glossaryDocument")]
    public void A_file_of_another_program_is_named(string root)
    {
        DocumentException e = Refuse(Zip(
            ("_rels/.rels", Relationships((Main, "xl/main.xml"))),
            ("xl/main.xml", Part(root, ""))));

        Assert.Equal(DocumentFailure.NotReadable, e.Failure);
        Assert.Equal("xl/main.xml", e.Place);
        Assert.Contains(root, e.Message);
    }

    [Fact]
    public void A_zip_archive_of_something_else_is_no_document() =>
        Assert.Contains("no Word document", Refuse(Zip(("readme.txt", "x"))).Message);

    [Fact]
    public void What_is_no_zip_archive_is_no_document() =>
        Assert.Equal(DocumentFailure.NotReadable, Refuse("Hello, this is text."u8.ToArray()).Failure);

    [Fact]
    public void An_encrypted_document_is_told_from_one_of_the_old_format()
    {
        byte[] old = new byte[70_000];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(old, 0);
        byte[] encrypted = [.. old];
        // Over the end of the first piece that is read.
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(encrypted, (1 << 16) - 9);

        Assert.Equal(DocumentFailure.Encrypted, Refuse(encrypted).Failure);
        Assert.Equal(DocumentFailure.NotReadable, Refuse(old).Failure);
        Assert.Contains(".docx", Refuse(old).Message);
    }

    [Fact]
    public void A_broken_part_is_named_with_its_line()
    {
        DocumentException e = Refuse(Zip(
            ("_rels/.rels", Relationships((Main, "word/document.xml"))),
            ("word/document.xml", Part("document", "<b>").Replace("\n", " ").Replace("<b>", "\n<b>\n"))));

        Assert.Equal((DocumentFailure.NotReadable, "word/document.xml, line 3"), (e.Failure, e.Place));
    }

    [Fact]
    public void A_run_that_was_cancelled_ends()
    {
        using var stream = new MemoryStream(new WordFile { Body = Paragraph("x") }.Save());
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => DocumentReader.Read(stream, DocumentFormat.Docx, DocumentOptions.Default, cancellation.Token));
    }

    private static DocumentException Refuse(byte[] file) => Assert.Throws<DocumentException>(() => Read(file));

    private static byte[] Zip(params (string Name, string Content)[] parts) =>
        ZipBytes.Create([.. parts.Select(part => (part.Name, Encoding.UTF8.GetBytes(part.Content)))]);
}
