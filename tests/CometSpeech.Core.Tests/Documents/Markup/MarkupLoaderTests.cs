using System.Text;
using System.Xml.XPath;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Documents.Markup;
using CometSpeech.Core.Documents.Narration;

namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>XHTML as it lies in books: by its own encoding, with entities, well-formed or not.</summary>
public sealed class MarkupLoaderTests
{
    private const string Xhtml =
        "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>";

    [Theory]
    [InlineData(
        Xhtml + "<body><p>a<span epub:type='pagebreak' id='p1'/>b</p><p/><p><b>c</b> <i>d</i></p></body></html>",
        "ab.\n\nc d.")]
    // A header is a part of the chapter, an aside too if it is no note.
    [InlineData(Xhtml + "<body><header><h1>One</h1></header><aside>a</aside><aside epub:type='footnote'>n</aside>"
        + "<p>x<a epub:type='noteref' href='#n'>1</a></p></body></html>", "One.\n\na.\n\nx.")]
    [InlineData(Xhtml + "<body><nav epub:type='toc'>n</nav><section epub:type='frontmatter copyright-page'>c</section>"
        + "<section epub:type='titlepage'>t</section></body></html>", "t.")]
    [InlineData(
        Xhtml + "<body><p>a&nbsp;b &eacute;&notanentity; &amp; c</p></body></html>",
        "a\u00A0b é & c.")]
    // Names that HTML has since its fifth version; one with a sign of XML.
    [InlineData(
        Xhtml + "<body><p title='&QUOT;'>Dvo&rcaron;&aacute;k &LT;b&GT; 50&percnt; R&AMP;D &fjlig;</p></body></html>",
        "Dvořák <b> 50% R&D fj.")]
    [InlineData("<!DOCTYPE html [<!ENTITY x 'y'>]>" + Xhtml + "<body><p>a<br/>b</p></body></html>", "a\nb.")]
    [InlineData(Xhtml + "<body><p><![CDATA[a < b]]></p></body></html>", "a < b.")]
    [InlineData(
        "<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:body><h:h1>a</h:h1><h:p>b</h:p></h:body></h:html>",
        "a.\n\nb.")]
    public void SpeaksABook(string xhtml, string expected) =>
        Assert.Equal(expected, Narrate(Encoding.UTF8.GetBytes(xhtml)));

    [Theory]
    [InlineData("bibliography")]
    [InlineData("colophon")]
    [InlineData("copyright-page")]
    [InlineData("cover")]
    [InlineData("imprint")]
    [InlineData("index")]
    [InlineData("landmarks")]
    [InlineData("loi")]
    [InlineData("lot")]
    [InlineData("page-list")]
    [InlineData("toc")]
    [InlineData("frontmatter toc")]
    [InlineData("endnotes")]
    [InlineData("footnotes")]
    [InlineData("rearnote")]
    public void LeavesOutByType(string type) => Assert.Equal(
        "x.",
        NarrateSection(type));

    [Theory]
    [InlineData("titlepage")]
    [InlineData("dedication")]
    [InlineData("epigraph")]
    [InlineData("foreword")]
    [InlineData("preface")]
    [InlineData("bodymatter chapter")]
    public void SpeaksByType(string type) => Assert.Equal(
        "A.\n\nx.",
        NarrateSection(type));

    [Fact]
    public void ReadsByTheEncodingOfTheDocument()
    {
        const string Text = "<?xml version='1.0' encoding='iso-8859-1'?><html><p>caf\u00E9&nbsp;!</p></html>";
        Assert.Equal("caf\u00E9\u00A0!", Narrate(Encoding.GetEncoding("iso-8859-1").GetBytes(Text)));
        Assert.Equal("caf\u00E9\u00A0!", Narrate(
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text.Replace("iso-8859-1", "utf-16"))]));
    }

    [Fact]
    public void ReadsWhatIsBrokenAsHtmlAndSaysWhere()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("<html>\n<p>a<br>b</p></html>"));
        XPathNavigator root = MarkupLoader.LoadXml(content, "OEBPS/ch1.xhtml", out string? warning);
        Assert.Equal("OEBPS/ch1.xhtml is no well-formed XML (line 2) and was read as HTML.", warning);
        Assert.Equal("a\nb.", Narrate(root));
    }

    [Fact]
    public void RemembersWhereAnchorsStand()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(
            "<html><body><p id='a'>one<a id='b'/></p><a name='n' id='c'/>"
                + "<h2 id='d'>two</h2><p hidden='' id='e'>x</p><p id='f'/></body></html>"));
        var builder = new NarrationBuilder();
        new MarkupNarrator(DocumentOptions.Default, builder, MarkupKind.Book, default)
            .Narrate(MarkupLoader.LoadXml(content, null, out _));
        Assert.Equal(
            new Dictionary<string, int> { ["a"] = 0, ["b"] = 0, ["c"] = 1, ["n"] = 1, ["d"] = 1, ["e"] = 2, ["f"] = 2 },
            builder.Build().Anchors);
    }

    private static string NarrateSection(string type) => Narrate(Encoding.UTF8.GetBytes(
        $"{Xhtml}<body><section epub:type='{type}'><h2>A</h2></section><p>x</p></body></html>"));

    private static string Narrate(byte[] content)
    {
        using var stream = new MemoryStream(content);
        XPathNavigator root = MarkupLoader.LoadXml(stream, null, out string? warning);
        return (warning is null ? "" : warning + "\n") + Narrate(root);
    }

    private static string Narrate(XPathNavigator root)
    {
        var builder = new NarrationBuilder();
        new MarkupNarrator(DocumentOptions.Default, builder, MarkupKind.Book, default).Narrate(root);
        NarratedText text = builder.Build();
        return text.GetText(0, text.Blocks.Count);
    }
}
