using System.Xml;
using CometSpeech.Input.Documents;

namespace CometSpeech.UnitTests.Input.Documents;

/// <summary>Which XML nodes hold markup that is spoken.</summary>
public sealed class MarkupNodeTests
{
    [Theory]
    [InlineData("<html><body>a</body></html>", "<html><body>a</body></html>")]
    [InlineData("<description>&lt;p&gt;a</description>", "<p>a")]
    [InlineData("<description><![CDATA[<p>a]]></description>", "<p>a")]
    [InlineData("<content type='html'>&lt;p&gt;a</content>", "<p>a")]
    [InlineData(
        "<content><p xmlns='http://www.w3.org/1999/xhtml'>a</p></content>",
        "<p xmlns=\"http://www.w3.org/1999/xhtml\">a</p>")]
    [InlineData("<item><title>a</title><link>b</link></item>", null)]
    [InlineData("<rss><channel/></rss>", null)]
    public void A_page_and_an_element_of_text_do(string xml, string? expected)
    {
        XmlDocument document = new();
        document.LoadXml(xml);

        Assert.Equal(expected, MarkupNode.TextOf(document));
        Assert.Equal(expected, MarkupNode.TextOf(document.DocumentElement!));
    }

    [Fact]
    public void Other_objects_do_not() => Assert.Null(MarkupNode.TextOf(new Version(1, 2)));
}
