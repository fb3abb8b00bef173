using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;
using CsCheck;

namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>Damaged pages: something is always said, or refused in the documented way.</summary>
public sealed class HtmlFuzzTests
{
    private static readonly string s_page = File.ReadAllText(DocumentFixtures.PathOf("page.html"));

    private static readonly string[] s_pieces =
    [
        "<p>", "</p>", "<b>", "</b>", "<ul>", "<ol reversed start=3>", "<li>", "</li>", "</ol>", "<table>", "<tr>",
        "<th>h", "<td rowspan=2>", "</table>", "<thead>", "<caption>c", "<h1>", "</h1>", "<h3>", "<br>", "<hr/>",
        "<pre>", "</pre>", "<a href='#n'>", "</a>", "<sup>", "</sup>", "<sub>2", "<img alt=x>", "<img>", "<figure>",
        "<figcaption>", "</figure>", "<ruby>", "<rt>", "<rp>(", "</ruby>", "<math>", "<mi>x", "<msup>", "</math>",
        "<dl>", "<dt>", "<dd>", "</dl>", "<q>", "<blockquote>", "<main>", "</main>", "<article>", "<aside>",
        "<header>", "<footer>", "<nav>", "<del>", "<input>", "<label for=x>", "<span hidden>",
        "<span class='sr-only'>", "<i aria-hidden=true>", "<section role=doc-endnotes>", "<script>", "</script>",
        "<!--", "-->", "<title>", "</title>", "<svg role=img aria-label=y>", "<body>", "</html>",
        "<?xml version='1.0'?>", "<![CDATA[", "&amp;", "&#x110000;", "&nbsp;", "[1]", "word ", "a.", "漢",
        "\uD83D\uDE00", "\n", "\0",
    ];

    private static readonly Gen<string> s_piece = Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]);

    [Fact]
    public void DamagedPagesAreRead() => Gen.Select(
        Gen.Int[0, s_page.Length],
        Gen.Int[0, 40],
        s_piece.Array[0, 4],
        Gen.Int[0, s_page.Length])
        .Sample(
            (at, cut, pieces, end) =>
            {
                string page = s_page.Insert(at, string.Concat(pieces));
                page = page.Remove(at, Math.Min(cut, page.Length - at));
                Check(page);
                Check(page.Substring(0, Math.Min(end, page.Length)));
            },
            iter: 600);

    [Fact]
    public void HeapsOfTagsAreRead() => s_piece.Array[0, 120]
        .Sample(pieces => Check(string.Concat(pieces)), iter: 3000);

    private static void Check(string html)
    {
        SpokenDocument document;
        try
        {
            document = DocumentReader.Read(
                html,
                DocumentFormat.Html,
                new DocumentOptions { Spoken = html.Length % 2 == 0 ? DocumentElements.Default : (DocumentElements)~0 },
                CancellationToken.None);
        }
        catch (DocumentException e)
        {
            Assert.Equal(DocumentFailure.TooLarge, e.Failure);
            return;
        }

        foreach (DocumentSection section in document.Sections)
        {
            Assert.False(string.IsNullOrWhiteSpace(section.Text));
            Assert.DoesNotContain("\n\n\n", section.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", section.Text, StringComparison.Ordinal);
        }
    }
}
