using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Books;

/// <summary>
/// What a book says of each element: its markup is read as XML, which is another parser than a page's.
/// </summary>
public sealed class BookElementTests
{
    [Theory]
    [InlineData("<h1>One</h1><p>a</p>", "One.|a.", "")]
    [InlineData("<p>a\n b</p><p>c</p>", "a b.|c.", "")]
    [InlineData("<ul><li>a<ul><li>b</li></ul></li></ul>", "a.|b.", "")]
    [InlineData("<ol start='3'><li>a</li><li value='9'>b</li></ol>", "3. a.|9. b.", "")]
    [InlineData("<ul><li><input type='checkbox' checked='checked'/> a</li></ul>", "a.", "")]
    [InlineData(
        "<table><caption>c</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
        "c.|1; B: 2.",
        "")]
    [InlineData("<table><tr><td>1</td><td>2</td></tr></table>", "1.|2.", "")]
    [InlineData("<p>a</p><pre><code>x = 1</code></pre>", "a.", "1 code block")]
    [InlineData("<p>Run <code>it</code> by <kbd>F1</kbd></p>", "Run it by F1.", "")]
    [InlineData("<blockquote><p>a</p></blockquote>", "a.", "")]
    [InlineData("<p>See <a href='b.xhtml#c'>the page</a></p>", "See the page.", "")]
    [InlineData("<p><img src='i.png' alt='A cat'/></p><p><img src='i.png' alt=''/>a</p>", "A cat.|a.", "")]
    [InlineData("<p>a<img src='i.png'/></p>", "a.", "1 image")]
    [InlineData("<figure><img src='i.png' alt='A cat'/><figcaption>Tom</figcaption></figure>", "A cat.|Tom.", "")]
    [InlineData("<p>a<sup><a href='#n'>1</a></sup></p><aside epub:type='footnote' id='n'>n</aside>", "a.", "1 note")]
    [InlineData("<p>a</p><ol epub:type='footnotes'><li>n</li><li>m</li></ol>", "a.", "2 notes")]
    [InlineData("<p>a</p><div epub:type='endnote'>n <a epub:type='backlink' href='#a'>back</a></div>", "a.", "1 note")]
    [InlineData("<p><em>a</em> <strong>b</strong> <abbr title='x'>c</abbr> <cite>d</cite></p>", "a b c d.", "")]
    [InlineData("<p>a <del>b</del> <s>c</s></p>", "a.", "2 deletions")]
    [InlineData("<p>a<!-- b --><script>c</script><style>d</style></p>", "a.", "")]
    [InlineData(
        "<p>a <math xmlns='http://www.w3.org/1998/Math/MathML' alttext='x squared'><mi>x</mi></math></p>",
        "a x squared.",
        "")]
    [InlineData(
        "<p>a <m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:mfrac><m:mi>x</m:mi></m:mfrac></m:math></p>",
        "a.",
        "1 formula")]
    [InlineData("<p>a</p><hr/><p>b</p>", "a.|b.", "")]
    [InlineData("<dl><dt>a</dt><dd>b</dd></dl>", "a: b.", "")]
    [InlineData("<details><summary>a</summary><p>b</p></details>", "a.|b.", "")]
    [InlineData("<p><ruby>漢<rt>かん</rt></ruby>です</p>", "漢です。", "")]
    [InlineData("<p>x<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup></p>", "x² H₂O 1st.", "")]
    [InlineData("<p lang='fr' xml:lang='fr'>a</p>", "a.", "")]
    [InlineData(
        "<p>a<span hidden=''>b</span><span aria-hidden='true'>c</span></p><p style='display: none'>d</p>", "a.", "")]
    [InlineData("<p aria-label='b'>a</p>", "a.", "")]
    [InlineData("<p>a</p><nav><ol><li>b</li></ol></nav>", "a.", "1 part for navigation")]
    [InlineData("<p>a</p><aside><p>b</p></aside>", "a.|b.", "")]
    [InlineData("<p>a<span epub:type='pagebreak' title='7'>7</span>b</p>", "ab.", "")]
    public void Is_read_as_a_person_reads_it(string body, string spoken, string leftOut)
    {
        SpokenDocument book = new EpubBuilder().AddDocument("a.xhtml", body).Read();

        Assert.Equal(
            spoken, string.Join("|", book.Sections.Select(section => section.Text)).Replace("\n\n", "|"));
        Assert.Equal(leftOut, book.Omissions.ToString());
    }
}
