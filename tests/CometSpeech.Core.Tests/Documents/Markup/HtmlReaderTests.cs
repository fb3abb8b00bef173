using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>Pages as a whole: what they say of themselves, their chapters, XHTML.</summary>
public sealed class HtmlReaderTests
{
    [Fact]
    public void A_book_that_a_browser_saved_as_one_pre_is_no_license()
    {
        string line = "It was the best of times, it was the worst of times,\n";
        string book = $"<pre>The Project Gutenberg eBook of A Tale\n\n*** START OF A TALE ***\n\n"
            + $"{string.Concat(Enumerable.Repeat(line, 600))}</pre>";

        Assert.Contains("the best of times", Spoken.Html(book));
    }

    [Fact]
    public void ReadsASavedPage()
    {
        SpokenDocument page = Read(File.ReadAllText(DocumentFixtures.PathOf("page.html")));
        Assert.Equal("Bees in the city – The Daily Hive", page.Title);
        Assert.Equal(["Ann Example", "Bob Sample"], page.Authors);
        Assert.Equal("en-GB", page.Language);
        Assert.Empty(page.Warnings);
        Assert.Equal([null, "Where they live", "What they eat"], page.Sections.Select(section => section.Title));
        Assert.Equal(
            File.ReadAllText(DocumentFixtures.PathOf("page.txt")).Replace("\r", "").TrimEnd(),
            string.Join("\n\n", page.Sections.Select(section => section.Text)));
        Assert.Equal(
            "1 code block, 2 notes, 3 images, 5 parts for navigation, 1 form field", page.Omissions.ToString());
    }

    [Fact]
    public void TheFirstHeadingIsTheTitleWhereThePageHasNone()
    {
        SpokenDocument page = Read("<h1>Bees</h1><p>a<h2>One</h2>b<h2>Two</h2>c");
        Assert.Equal("Bees", page.Title);
        Assert.Equal(
            [new(null, "Bees.\n\na."), new("One", "One.\n\nb."), new("Two", "Two.\n\nc.")], page.Sections);
    }

    [Theory]
    [InlineData("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>")]
    [InlineData("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.1//EN' 'http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd'>"
        + "<html xmlns='http://www.w3.org/1999/xhtml'>")]
    [InlineData("\uFEFF<html xmlns='http://www.w3.org/1999/xhtml'>")]
    public void ReadsXhtmlAsXml(string start)
    {
        // For an HTML parser the title swallows the page, and the span the paragraph.
        SpokenDocument page = Read(
            start + "<head><title/></head><body>"
                + "<p>one<span hidden='hidden'/>&nbsp;two</p><p>th&eacute; &lt;</p></body></html>");
        Assert.Equal("one\u00A0two.\n\nthé <.", Assert.Single(page.Sections).Text);
        Assert.Null(page.Title);
        Assert.Empty(page.Warnings);
    }

    [Fact]
    public void ReadsBrokenXhtmlAsHtmlAndSaysSo()
    {
        SpokenDocument page = Read(
            "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><p>one<br>two</html>");
        Assert.Equal("one\ntwo.", Assert.Single(page.Sections).Text);
        Assert.Equal(
            "It is no well-formed XML (line 2) and was read as HTML.", Assert.Single(page.Warnings));
    }

    [Fact]
    public void ALargePageMayCallItselfXhtml()
    {
        string text = string.Concat(Enumerable.Repeat("<p>word<br>word", (1 << 20) / 15 + 1));
        SpokenDocument page = Read($"<html xmlns='http://www.w3.org/1999/xhtml'><body>{text}</body></html>");
        Assert.Empty(page.Warnings);
        Assert.StartsWith("word\nword.\n\nword\nword.", Assert.Single(page.Sections).Text);
    }

    [Fact]
    public void ReadsNoEntityOfADocumentTypeAndNoFile()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "secret");
        try
        {
            SpokenDocument page = Read(
                $"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY f SYSTEM '{new Uri(file)}'><!ENTITY a 'aaa'>]>"
                    + "<html xmlns='http://www.w3.org/1999/xhtml'><p>x &f; &a; y</p></html>");
            Assert.DoesNotContain("secret", page.Sections[0].Text);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("<!-- nothing --><script>x</script>")]
    public void SaysNothingOfNothing(string html) => Assert.Empty(Read(html).Sections);

    [Fact]
    public void StopsWhenItIsCancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => DocumentReader.Read("<p>x", DocumentFormat.Html, DocumentOptions.Default, source.Token));
    }

    private static SpokenDocument Read(string html) =>
        DocumentReader.Read(html, DocumentFormat.Html, DocumentOptions.Default, CancellationToken.None);
}
