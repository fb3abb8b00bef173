using System.Text;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Books;

/// <summary>Whatever a book's file holds, it is read or refused in one way only.</summary>
public class HostileBookTests
{
    [Theory]
    [InlineData("<ol><li><a href='a.xhtml'>A</a>", "</li></ol>")]
    [InlineData("<nav>", "</nav>")]
    public void Table_of_contents_of_any_depth_is_read_or_refused(string open, string close)
    {
        const int Depth = 50_000;
        string items = string.Concat(Enumerable.Repeat(open, Depth)) + string.Concat(Enumerable.Repeat(close, Depth));

        EpubBuilder.ReadOrRefuse(new EpubBuilder()
            .AddNavigation($"<li><a href='a.xhtml'>A</a>{items}</li>")
            .AddDocument("a.xhtml", "<p>a.</p>")
            .Build());
    }

    [Fact]
    public void Ncx_of_any_depth_is_read_or_refused()
    {
        const int Depth = 50_000;
        const string Point = "<navPoint><navLabel><text>A</text></navLabel><content src='a.xhtml'/>";

        EpubBuilder.ReadOrRefuse(new EpubBuilder()
            .AddNcx(string.Concat(Enumerable.Repeat(Point, Depth))
                + string.Concat(Enumerable.Repeat("</navPoint>", Depth)))
            .AddDocument("a.xhtml", "<p>a.</p>")
            .Build());
    }

    [Theory]
    [InlineData("META-INF/container.xml")]
    [InlineData("META-INF/encryption.xml")]
    [InlineData("OEBPS/content.opf")]
    [InlineData("OEBPS/nav.xhtml")]
    [InlineData("OEBPS/a.xhtml")]
    public void Bomb_in_any_document_is_refused_and_named(string name)
    {
        (string Name, byte[] Content)[] files = ZipBytes.Unpack(new EpubBuilder()
            .AddFile("META-INF/encryption.xml", "<encryption/>")
            .AddNavigation("<li><a href='a.xhtml'>A</a></li>")
            .AddDocument("a.xhtml", "<p>a.</p>")
            .Build());
        int index = Array.FindIndex(files, file => file.Name == name);
        files[index] = (name, new byte[DocumentLimits.BookDocumentBytes + 1]);

        DocumentException refusal = Assert.Throws<DocumentException>(() => EpubBuilder.Read(ZipBytes.Create(files)));
        Assert.Equal((DocumentFailure.TooLarge, name), (refusal.Failure, refusal.Place));
    }

    [Fact]
    public void Entities_that_grow_are_not_expanded()
    {
        const string Bomb = "<!DOCTYPE package [<!ENTITY a \"aaaaaaaaaa\">"
            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        SpokenDocument book = new EpubBuilder { Prolog = Bomb, Metadata = "<dc:title>&c;</dc:title>" }
            .AddDocument("a.xhtml", "<p>a.</p>")
            .Read();

        Assert.DoesNotContain("aaaaaaaaaa", book.Title);
    }

    [Fact]
    public void File_of_this_machine_is_no_entity()
    {
        string secret = Path.GetTempFileName();
        try
        {
            File.WriteAllText(secret, "the secret");
            string page = EpubBuilder.Page("<p>Before. &x; After.</p>").Replace(
                "<!DOCTYPE html>", $"<!DOCTYPE html [<!ENTITY x SYSTEM \"{new Uri(secret)}\">]>");
            SpokenDocument book = new EpubBuilder()
                .AddFile("OEBPS/a.xhtml", page)
                .AddItem("a", "a.xhtml", "application/xhtml+xml")
                .AddReference("a")
                .Read();

            Assert.Contains("Before.", book.Sections.Single().Text);
            Assert.DoesNotContain("secret", book.Sections.Single().Text);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public void Book_that_says_more_than_the_limit_is_refused()
    {
        string page = EpubBuilder.Page($"<p>{new string('a', 3 << 20)}</p>");
        EpubBuilder builder = new EpubBuilder().AddFile("OEBPS/a.xhtml", page)
            .AddItem("a", "a.xhtml", "application/xhtml+xml")
            .AddReference("a");
        for (int i = 1; i < 6; i++)
        {
            builder.AddReference("a");
        }

        Assert.Equal(DocumentFailure.TooLarge, Assert.Throws<DocumentException>(() => builder.Read()).Failure);
    }

    [Theory]
    [InlineData("META-INF/encryption.xml", "<EncryptedData>", "</EncryptedData>")]
    [InlineData("OEBPS/content.opf", "<metadata><title>", "</title></metadata>")]
    [InlineData("OEBPS/content.opf", "<guide>", "</guide>")]
    [InlineData("OEBPS/content.opf", "<item id='a' href='a.xhtml'>", "</item>")]
    [InlineData("OEBPS/content.opf", "<spine><itemref idref='d1'>", "</itemref></spine>")]
    public void Elements_inside_each_other_take_no_squared_time(string name, string open, string close)
    {
        // Squared, 100,000 of them take minutes.
        const int Depth = 100_000;
        (string Name, byte[] Content)[] files = ZipBytes.Unpack(new EpubBuilder()
            .AddFile("META-INF/encryption.xml", "<encryption/>")
            .AddDocument("a.xhtml", "<p>a.</p>")
            .Build());
        int index = Array.FindIndex(files, file => file.Name == name);
        files[index] = (name, Encoding.UTF8.GetBytes(
            "<root>" + string.Concat(Enumerable.Repeat(open, Depth)) + string.Concat(Enumerable.Repeat(close, Depth))
                + "</root>"));

        EpubBuilder.ReadOrRefuse(ZipBytes.Create(files));
    }

    [Fact]
    public void Broken_xml_that_is_too_large_for_html_is_named_with_its_line()
    {
        EpubBuilder builder = new EpubBuilder()
            .AddDocument("a.xhtml", "\n<p>a<br>\n" + new string('a', DocumentLimits.BrokenXmlCharacters));

        DocumentException refusal = Assert.Throws<DocumentException>(() => builder.Read());
        Assert.Equal((DocumentFailure.NotReadable, "OEBPS/a.xhtml, line 5"), (refusal.Failure, refusal.Place));
    }

    [Fact]
    public void Broken_documents_of_too_many_tags_together_are_refused()
    {
        EpubBuilder builder = new();
        for (int i = 0; i < 10; i++)
        {
            builder.AddDocument($"{i}.xhtml", string.Concat(Enumerable.Repeat("<i><b></i>", 10_000)));
        }

        DocumentException refusal = Assert.Throws<DocumentException>(() => builder.Read());
        Assert.Equal(DocumentFailure.NotReadable, refusal.Failure);
        Assert.Contains("9 of its documents", refusal.Message);
    }

    [Theory]
    [InlineData("utf-8", "")]
    [InlineData("utf-16", "")]
    [InlineData("utf-16BE", "")]
    // What looks like an open quotation mark, or like a tag's beginning.
    [InlineData("utf-8", "<!-- ' --><![CDATA[<a \"]]>")]
    [InlineData("utf-16", "<!-- \u013C -->")]
    public void Element_with_more_attributes_than_the_limit_is_refused_and_named(string encoding, string before)
    {
        string attributes = string.Concat(
            Enumerable.Range(0, DocumentLimits.Attributes + 1).Select(i => $"a{i}='\u013C' "));
        string page = EpubBuilder.Page($"{before}<p title=\"a > b\" {attributes}/>").Replace("UTF-8", encoding);
        Encoding bytes = Encoding.GetEncoding(encoding);
        EpubBuilder builder = new EpubBuilder()
            .AddFile("OEBPS/a.xhtml", [.. bytes.GetPreamble(), .. bytes.GetBytes(page)])
            .AddItem("a", "a.xhtml", "application/xhtml+xml")
            .AddReference("a");

        DocumentException refusal = Assert.Throws<DocumentException>(() => builder.Read());
        Assert.Equal((DocumentFailure.TooLarge, "OEBPS/a.xhtml"), (refusal.Failure, refusal.Place));
    }

    [Fact]
    public void Many_elements_with_attributes_are_no_element_with_many()
    {
        string page = string.Concat(Enumerable.Repeat("<br class='x = y' id=\"a='b'\"/>", DocumentLimits.Attributes));

        Assert.Equal("a.", new EpubBuilder().AddDocument("a.xhtml", $"<p>a.</p>{page}").Read().Sections[0].Text);
    }

    [Fact]
    public void More_paragraphs_than_the_limit_are_refused()
    {
        string page = string.Concat(Enumerable.Repeat("<p>a</p>", 2_000));
        EpubBuilder builder = new EpubBuilder().AddDocument("a.xhtml", page);
        for (int i = 0; i < DocumentLimits.Paragraphs / 2_000; i++)
        {
            builder.AddReference("d1");
        }

        Assert.Equal(DocumentFailure.TooLarge, Assert.Throws<DocumentException>(() => builder.Read()).Failure);
    }

    [Fact]
    public void Documents_that_are_too_large_together_are_refused()
    {
        string page = EpubBuilder.Page($"<!--{new string('a', DocumentLimits.BookDocumentBytes - 1_000)}-->");
        EpubBuilder builder = new EpubBuilder();
        for (int i = 0; i <= DocumentLimits.BookBytes / DocumentLimits.BookDocumentBytes; i++)
        {
            builder.AddFile($"OEBPS/{i}.xhtml", page)
                .AddItem($"d{i}", $"{i}.xhtml", "application/xhtml+xml")
                .AddReference($"d{i}");
        }

        Assert.Equal(DocumentFailure.TooLarge, Assert.Throws<DocumentException>(() => builder.Read()).Failure);
    }
}
