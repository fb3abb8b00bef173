using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Books;

public class EpubPackageTests
{
    [Fact]
    public void Documents_are_read_in_the_order_of_the_spine()
    {
        SpokenDocument book = new EpubBuilder()
            .AddFile("OEBPS/b.xhtml", EpubBuilder.Page("<p>Second.</p>"))
            .AddFile("OEBPS/a.xhtml", EpubBuilder.Page("<p>First.</p>"))
            .AddItem("b", "b.xhtml", "application/xhtml+xml")
            .AddItem("a", "a.xhtml", "application/xhtml+xml")
            .AddReference("a")
            .AddReference("b")
            .Read();

        Assert.Equal("First.\n\nSecond.", Text(book));
    }

    [Fact]
    public void Document_that_is_listed_twice_is_read_twice()
    {
        SpokenDocument book = new EpubBuilder().AddDocument("a.xhtml", "<p>Refrain.</p>").AddReference("d1").Read();

        Assert.Equal("Refrain.\n\nRefrain.", Text(book));
    }

    [Fact]
    public void Document_out_of_the_order_of_reading_is_left_out()
    {
        SpokenDocument book = new EpubBuilder()
            .AddDocument("a.xhtml", "<p>One.</p>")
            .AddDocument("b.xhtml", "<p>Answer.</p>", "linear='no'")
            .Read();

        Assert.Equal("One.", Text(book));
        Assert.Equal("1 document beside the order of reading", book.Omissions.ToString());
    }

    [Fact]
    public void Document_out_of_the_order_of_reading_is_read_when_the_table_of_contents_has_it()
    {
        SpokenDocument book = new EpubBuilder()
            .AddNavigation("<li><a href='a.xhtml'>Riddles</a></li><li><a href='b.xhtml#x'>Answers</a></li>")
            .AddDocument("a.xhtml", "<p>One.</p>")
            .AddDocument("b.xhtml", "<p id='x'>Answer.</p>", "linear='no'")
            .Read();

        Assert.Equal([new("Riddles", "One."), new DocumentSection("Answers", "Answer.")], book.Sections);
        Assert.True(book.Omissions.IsEmpty);
    }

    [Fact]
    public void Book_without_an_order_of_reading_is_read()
    {
        SpokenDocument book = new EpubBuilder().AddDocument("a.xhtml", "<p>One.</p>", "linear='no'").Read();

        Assert.Equal("One.", Text(book));
    }

    [Fact]
    public void First_package_of_its_media_type_counts()
    {
        SpokenDocument book = new EpubBuilder
        {
            Container = "<container><rootfiles>"
                + "<rootfile full-path='other.pdf' media-type='application/pdf'/>"
                + "<rootfile full-path='OEBPS/content.opf' media-type='application/oebps-package+xml'/>"
                + "<rootfile full-path='none.opf' media-type='application/oebps-package+xml'/>"
                + "</rootfiles></container>",
        }.AddDocument("a.xhtml", "<p>One.</p>").Read();

        Assert.Equal("One.", Text(book));
    }

    [Theory]
    [InlineData("content.opf", "Text/ch 1.xhtml", "Text/ch%201.xhtml")]
    [InlineData("OEBPS/content.opf", "OEBPS/Text/ch1.xhtml", "Text/ch1.xhtml")]
    [InlineData("OEBPS/package/content.opf", "OEBPS/ch1.xhtml", "../ch1.xhtml")]
    [InlineData("OEBPS/content.opf", "ch1.xhtml", "../../../ch1.xhtml")]
    [InlineData("OEBPS/content.opf", "Text/ch1.xhtml", "/Text/ch1.xhtml")]
    [InlineData("OEBPS/content.opf", "OEBPS/Text/ch1.xhtml", "./text//CH1.xhtml")]
    [InlineData("OEBPS/content.opf", "OEBPS/ch%201.xhtml", "ch%201.xhtml")]
    [InlineData("OEBPS/content.opf", "OEBPS/Text/ch1.xhtml", @"Text\ch1.xhtml")]
    [InlineData("OEBPS/content.opf", "OEBPS/\u00FCber.xhtml", "%C3%BCber.xhtml")]
    public void Links_lead_to_entries(string package, string entry, string href)
    {
        SpokenDocument book = new EpubBuilder { PackagePath = package }
            .AddFile(entry, EpubBuilder.Page("<p>One.</p>"))
            .AddItem("a", href, "application/xhtml+xml")
            .AddReference("a")
            .Read();

        Assert.Equal("One.", Text(book));
    }

    [Theory]
    [InlineData("https://example.com/ch2.xhtml")]
    [InlineData("//example.com/ch2.xhtml")]
    [InlineData("file:///etc/passwd")]
    [InlineData("../../../../../etc/passwd")]
    [InlineData("missing.xhtml")]
    public void What_is_not_in_the_book_is_missing_and_never_fetched(string href)
    {
        SpokenDocument book = new EpubBuilder()
            .AddDocument("a.xhtml", "<p>One.</p>")
            .AddItem("b", href, "application/xhtml+xml")
            .AddReference("b")
            .Read();

        Assert.Equal("One.", Text(book));
        Assert.EndsWith("is not in the book.", Assert.Single(book.Warnings));
    }

    [Fact]
    public void Many_missing_documents_are_one_warning()
    {
        SpokenDocument book = new EpubBuilder()
            .AddDocument("a.xhtml", "<p>One.</p>")
            .AddReference("x")
            .AddReference("y")
            .AddReference("z")
            .Read();

        Assert.Equal(["x and 2 more of its documents are not in the book."], book.Warnings);
    }

    [Fact]
    public void Book_of_which_nothing_is_there_is_not_readable()
    {
        DocumentException refusal = Assert.Throws<DocumentException>(() => new EpubBuilder().AddReference("x").Read());

        Assert.Equal(DocumentFailure.NotReadable, refusal.Failure);
    }

    [Theory]
    [InlineData("a.svg", "image/svg+xml")]
    [InlineData("a.png", "image/png")]
    public void Picture_in_the_spine_is_an_image_without_a_text(string href, string mediaType)
    {
        SpokenDocument book = new EpubBuilder()
            .AddDocument("a.xhtml", "<p>One.</p>")
            .AddFile("OEBPS/" + href, "")
            .AddItem("b", href, mediaType)
            .AddReference("b")
            .Read();

        Assert.Equal(("One.", 1), (Text(book), book.Omissions[DocumentOmission.Image]));
    }

    [Fact]
    public void Document_of_another_kind_is_left_out_with_a_warning()
    {
        SpokenDocument book = new EpubBuilder()
            .AddDocument("a.xhtml", "<p>One.</p>")
            .AddFile("OEBPS/b.xml", "<dtbook/>")
            .AddItem("b", "b.xml", "application/x-dtbook+xml")
            .AddReference("b")
            .Read();

        Assert.Equal("One.", Text(book));
        Assert.Equal(["OEBPS/b.xml is no XHTML and was left out."], book.Warnings);
    }

    [Fact]
    public void Fallback_of_a_kind_that_is_not_read_is_read_by_way_of_others()
    {
        SpokenDocument book = new EpubBuilder()
            .AddFile("OEBPS/a.xhtml", EpubBuilder.Page("<p>In words.</p>"))
            .AddItem("x", "x.json", "application/json", "fallback='y'")
            .AddItem("y", "y.pdf", "application/pdf", "fallback='z'")
            .AddItem("z", "a.xhtml", "application/xhtml+xml")
            .AddReference("x")
            .Read();

        Assert.Equal("In words.", Text(book));
    }

    [Fact]
    public void One_fallback_of_many_pictures_is_read_once()
    {
        SpokenDocument book = new EpubBuilder()
            .AddFile("OEBPS/a.xhtml", EpubBuilder.Page("<p>A comic.</p>"))
            .AddFile("OEBPS/1.png", "")
            .AddFile("OEBPS/2.png", "")
            .AddItem("z", "a.xhtml", "application/xhtml+xml")
            .AddItem("p1", "1.png", "image/png", "fallback='z'")
            .AddItem("p2", "2.png", "image/png", "fallback='z'")
            .AddReference("p1")
            .AddReference("p2")
            .Read();

        Assert.Equal(("A comic.", 1), (Text(book), book.Omissions[DocumentOmission.Image]));
    }

    [Fact]
    public void Fallbacks_that_go_in_a_circle_are_none()
    {
        SpokenDocument book = new EpubBuilder()
            .AddDocument("a.xhtml", "<p>One.</p>")
            .AddFile("OEBPS/x.json", "")
            .AddItem("x", "x.json", "application/json", "fallback='y'")
            .AddItem("y", "y.json", "application/json", "fallback='x'")
            .AddReference("x")
            .Read();

        Assert.Equal("One.", Text(book));
    }

    [Theory]
    [InlineData("text/html", "b.html")]
    [InlineData("text/x-oeb1-document", "b.html")]
    [InlineData("Application/XHTML+XML; charset=utf-8", "b.xhtml")]
    [InlineData("", "b.htm")]
    public void Media_types_of_markup_are_read(string mediaType, string name)
    {
        SpokenDocument book = new EpubBuilder()
            .AddFile("OEBPS/" + name, EpubBuilder.Page("<p>Two.</p>"))
            .AddItem("b", name, mediaType)
            .AddReference("b")
            .Read();

        Assert.Equal("Two.", Text(book));
    }

    [Fact]
    public void More_references_than_a_book_has_are_refused()
    {
        EpubBuilder builder = new EpubBuilder().AddDocument("a.xhtml", "<p>One.</p>");
        for (int i = 0; i < DocumentLimits.ContainerEntries; i++)
        {
            builder.AddReference("d1");
        }

        DocumentException refusal = Assert.Throws<DocumentException>(() => builder.Read());
        Assert.Equal((DocumentFailure.TooLarge, "OEBPS/content.opf"), (refusal.Failure, refusal.Place));
    }

    [Fact]
    public void Without_a_container_document_the_package_is_found_by_its_extension()
    {
        byte[] file = new EpubBuilder { Container = "<container/>" }.AddDocument("a.xhtml", "<p>One.</p>").Build();

        Assert.Equal("One.", Text(EpubBuilder.Read(file)));
    }

    [Fact]
    public void Archive_of_something_else_is_no_book()
    {
        byte[] file = ZipBytes.Create("word/document.xml", "<w/>");

        DocumentException refusal = Assert.Throws<DocumentException>(() => EpubBuilder.Read(file));
        Assert.Equal((DocumentFailure.NotReadable, (string?)null), (refusal.Failure, refusal.Place));
        Assert.StartsWith("it is no EPUB", refusal.Message);
    }

    [Fact]
    public void Container_that_leads_to_no_package_is_named()
    {
        byte[] file = ZipBytes.Create("META-INF/container.xml", "<rootfile full-path='OEBPS/content.opf'/>");

        DocumentException refusal = Assert.Throws<DocumentException>(() => EpubBuilder.Read(file));
        Assert.Equal((DocumentFailure.NotReadable, (string?)null), (refusal.Failure, refusal.Place));
        Assert.Contains("META-INF/container.xml", refusal.Message);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("iso-8859-1", false)]
    public void Encodings_of_xml_are_read(string encoding, bool hasMark)
    {
        Encoding bytes = Encoding.GetEncoding(encoding);
        string name = encoding == "utf-16BE" ? "utf-16" : encoding;
        string page = EpubBuilder.Page("<p>F\u00FCr\u00A0alle.</p>").Replace("UTF-8", name);
        SpokenDocument book = new EpubBuilder()
            .AddFile("OEBPS/a.xhtml", [.. hasMark ? bytes.GetPreamble() : [], .. bytes.GetBytes(page)])
            .AddItem("a", "a.xhtml", "application/xhtml+xml")
            .AddReference("a")
            .Read();

        Assert.Equal("F\u00FCr\u00A0alle.", Text(book));
        Assert.Empty(book.Warnings);
    }

    [Fact]
    public void Entities_of_the_dtd_are_read_and_the_dtd_is_not_fetched()
    {
        string page = EpubBuilder.Page("<p>Caf&eacute;&nbsp;&mdash; &amp; bar.</p>").Replace(
            "<!DOCTYPE html>",
            "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.1//EN' 'http://127.0.0.1:9/xhtml11.dtd'>");
        SpokenDocument book = new EpubBuilder()
            .AddFile("OEBPS/a.xhtml", page)
            .AddItem("a", "a.xhtml", "application/xhtml+xml")
            .AddReference("a")
            .Read();

        Assert.Equal("Caf\u00E9\u00A0\u2014 & bar.", Text(book));
        Assert.Empty(book.Warnings);
    }

    [Fact]
    public void Broken_xml_is_read_as_html_with_one_warning_that_names_the_first()
    {
        SpokenDocument book = new EpubBuilder()
            .AddDocument("a.xhtml", "<p>One<br>two.</p>")
            .AddDocument("b.xhtml", "<p>Three & four.</p>")
            .Read();

        Assert.Contains("two.", Text(book));
        Assert.Contains("Three & four.", Text(book));
        string warning = Assert.Single(book.Warnings);
        Assert.StartsWith("OEBPS/a.xhtml", warning);
        Assert.EndsWith("So was 1 more of its documents.", warning);
    }

    [Fact]
    public void Document_that_nests_too_deep_is_named()
    {
        EpubBuilder builder = new EpubBuilder()
            .AddDocument("a.xhtml", string.Concat(Enumerable.Repeat("<div>", 100_000)));

        DocumentException refusal = Assert.Throws<DocumentException>(() => builder.Read());
        Assert.Equal((DocumentFailure.TooLarge, "OEBPS/a.xhtml"), (refusal.Failure, refusal.Place));
    }

    [Fact]
    public void Cancelled_reading_ends()
    {
        byte[] file = new EpubBuilder().AddDocument("a.xhtml", "<p>One.</p>").Build();

        Assert.Throws<OperationCanceledException>(() => DocumentReader.Read(
            new MemoryStream(file), DocumentFormat.Epub, DocumentOptions.Default, new CancellationToken(true)));
    }

    private static string Text(SpokenDocument book) =>
        string.Join("\n\n", book.Sections.Select(section => section.Text));
}
