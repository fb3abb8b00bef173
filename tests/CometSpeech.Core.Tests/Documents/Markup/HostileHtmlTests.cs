using System.Text;
using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>No page ends the process or takes all memory, whatever is in it.</summary>
public sealed class HostileHtmlTests
{
    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<b><p>", 100_000)]
    [InlineData("<table><tr><td>", 10_000)]
    [InlineData("<q>", 300)]
    public void RefusesWhatNestsTooDeep(string element, int count) =>
        Assert.Contains("256 elements", Refuse(Repeat(element, count)));

    [Theory]
    [InlineData("")]
    [InlineData("<td/>")]
    public void RefusesXmlThatNestsTooDeep(string inner) => Assert.Contains(
        "256 elements",
        Refuse($"<?xml version='1.0'?><table>{Repeat("<a>", 9_000)}{inner}{Repeat("</a>", 9_000)}</table>"));

    [Theory]
    [InlineData("<p>x", 300_000)]
    [InlineData("</b>", 1_200_000)]
    [InlineData("<!>", 500_000)]
    [InlineData("<p ' a=b>", 300_000)]
    public void RefusesTooManyTags(string tag, int count) =>
        Assert.Contains("elements, attributes", Refuse(Repeat(tag, count)));

    [Fact]
    public void RefusesTooManyAttributes() =>
        Assert.Contains("elements, attributes", Refuse("<p " + Repeat("a ", 1_100_000) + ">x"));

    [Theory]
    [InlineData("<a/>", 1_000_001)]
    [InlineData("<a b='' c=''/>", 340_000)]
    public void RefusesTooMuchXml(string tag, int count) =>
        Assert.Contains("tags and attributes", Refuse($"<?xml version='1.0'?><x>{Repeat(tag, count)}</x>"));

    [Theory]
    [InlineData("")]
    [InlineData("<!-- ' -->")]
    [InlineData("<!-- <b ' -->")]
    public void RefusesXmlOfTooManyAttributes(string before)
    {
        string attributes =
            string.Concat(Enumerable.Range(0, DocumentLimits.Attributes + 1).Select(i => $"a{i} = \"\" "));
        Assert.Contains("attributes", Refuse($"<?xml version='1.0'?><x>{before}<b {attributes}/></x>"));
    }

    [Fact]
    public void RefusesXmlOfTooLongValues() =>
        Assert.Contains(
            "bytes", Refuse($"<?xml version='1.0'?><x a='{new string('>', DocumentLimits.XmlPiece)}'/>"));

    [Fact]
    public void RefusesXmlOfTooManyNames() =>
        Assert.Contains(
            "names",
            Refuse("<?xml version='1.0'?><x>"
                + string.Concat(Enumerable.Range(0, DocumentLimits.XmlNames).Select(i => $"<n{i}/>")) + "</x>"));

    [Fact]
    public void RefusesTooLongPages()
    {
        string html = new('<', DocumentLimits.HtmlCharacters + 1);
        Assert.Contains("characters", Refuse(html));
        Assert.Contains("characters", Refuse("<?xml version='1.0'?>" + html));
    }

    [Theory]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("&#x110000;")]
    [InlineData("&#xD800;")]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("<script>")]
    [InlineData("<textarea>")]
    [InlineData("<title>")]
    [InlineData("<p title=\"")]
    [InlineData("<a href='#'>")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    [InlineData("<sup>")]
    [InlineData("<li value=99999999999999999999>")]
    [InlineData("<ol reversed start=-2147483648 type=I><li>x<li>y</ol>")]
    [InlineData("<td colspan=99999999999 rowspan=-1>")]
    [InlineData("<h9><hr/></h9></p></html></body>")]
    public void ReadsAnything(string text)
    {
        foreach (int count in (int[])[1, 2, 200])
        {
            Assert.NotNull(Spoken.Html(Repeat(text, count)));
            Assert.NotNull(Spoken.Html("<p>a<b>" + Repeat(text, count) + "c</b>"));
        }
    }

    [Theory]
    [InlineData("", 0, "<dt>a")]
    [InlineData("<sup>", 200, "<b></b>")]
    [InlineData("<span class=math>", 200, "<b></b>")]
    public void TakesNoSquareOfManyElements(string outer, int depth, string inner)
    {
        // Each would be minutes if one of its elements looked at all the others.
        Assert.NotNull(Spoken.Html(Repeat(outer, depth) + Repeat(inner, 200_000)));
    }

    [Fact]
    public void TakesNoSquareOfItsLength()
    {
        // Each would be minutes if one of its elements looked at all the others.
        foreach (string part in (string[])["<i class=sr-only>x</i>", "<a href=#>x</a>", "<header>x</header>",
            "<figure><img alt=a><figcaption>a</figcaption></figure>", "<ruby>a<rt>b</rt></ruby>"])
        {
            Assert.NotNull(Spoken.Html(Repeat(part, 8_000)));
        }
    }

    [Fact]
    public void RefusesAnXmlElementOfManyAttributes()
    {
        string attributes = string.Concat(Enumerable.Range(0, DocumentLimits.Attributes + 1).Select(i => $" a{i}=''"));

        Assert.Contains(
            "attributes",
            Refuse($"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p{attributes}/></html>"));
    }

    [Theory]
    [InlineData("<a><b></a>")]
    [InlineData("<ul><li>x</ul>")]
    public void TakesNoSquareOfEndTagsThatEndOtherElements(string part) =>
        // With the parser's own list of what is open these took half a minute.
        Assert.NotNull(Spoken.Html(Repeat(part, 40_000)));

    private static string Repeat(string text, int count) =>
        new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Refuse(string html)
    {
        var error = Assert.Throws<DocumentException>(() => Spoken.Html(html));
        Assert.Equal(DocumentFailure.TooLarge, error.Failure);
        return error.Message;
    }
}
