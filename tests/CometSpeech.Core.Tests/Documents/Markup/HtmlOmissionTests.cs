using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>What is left out of a page and counted, and what is spoken of it when a user asks for it.</summary>
public sealed class HtmlOmissionTests
{
    [Theory]
    // Code.
    [InlineData("<p>Run</p><pre><code>a\n  b</code></pre><p>now", "Run. | now.", "1 code block")]
    [InlineData("text<pre>x</pre>text", "text. | text.", "1 code block")]
    // Without a mark of code: by what stands in it.
    [InlineData("<pre>Dim x As Integer\nDim y As String</pre>", "", "1 code block")]
    [InlineData("<pre>public String toString() {\n  return name;\n}</pre>", "", "1 code block")]
    [InlineData("<pre>$ git push\nEverything is up to date, sir.</pre>", "", "1 code block")]
    [InlineData("<pre>Get-ChildItem -Path Documents -Recurse</pre>", "", "1 code block")]
    [InlineData("<pre>SELECT name FROM users WHERE age > 3;</pre>", "", "1 code block")]
    [InlineData("<pre>/* Tells, in short, what it does. */</pre>", "", "1 code block")]
    [InlineData("<pre>LS(1)      User Commands\n\nNAME\n   ls - list, in order, what is there.</pre>", "",
        "1 code block")]
    [InlineData("<pre>Apples,     1.20\nPears,      3.40\nPlums.      2.00</pre>", "", "1 code block")]
    // With one, whatever stands in it.
    [InlineData("<pre class='brush: text'>Hello, world.</pre>", "", "1 code block")]
    [InlineData("<div class=highlight><table><tr><td><pre>Hello, world.</pre></table></div>", "", "1 code block")]
    [InlineData("<pre><samp>Hello, world.</samp></pre>", "", "1 code block")]
    // The license of Project Gutenberg's older books.
    [InlineData("<pre>\nThe Project Gutenberg EBook of Ulysses, by James Joyce\n\n*** START ***\n</pre><p>x", "x.",
        "1 part for navigation")]
    // Notes, as GitHub, Markdig, pandoc, Sphinx, Asciidoctor, Wikipedia and books write them.
    [InlineData("x<sup><a href='#user-content-fn-1' data-footnote-ref>1</a></sup> y<section data-footnotes "
        + "class='footnotes'><h2 class='sr-only'>Footnotes</h2>"
        + "<ol><li>n <a href='#r' data-footnote-backref>↩</a></ol></section>",
        "x y.", "1 note")]
    [InlineData("x<a id='fnref:1' href='#fn:1' class='footnote-ref'><sup>1</sup></a>."
        + "<div class=footnotes><hr><ol><li>n "
        + "<a class='footnote-back-ref' href='#fnref:1'>↩</a><li>m</ol></div>", "x.", "2 notes")]
    [InlineData("x<a href='#fn1' class='footnote-ref' role='doc-noteref'><sup>1</sup></a>.<section role='doc-endnotes'>"
        + "<ol><li>n<a role='doc-backlink' href='#fnref1'>↩︎</a></ol></section>", "x.", "1 note")]
    [InlineData("x <a class='footnote-reference brackets' href='#id3' role='doc-noteref'>[1]</a>."
        + "<aside class='footnote-list "
        + "brackets'><aside class='footnote' role='doc-footnote'>n</aside></aside>", "x.", "1 note")]
    [InlineData("x<sup class=footnote>[<a id=r href='#_footnotedef_1'>1</a>]</sup>.", "x.", "")]
    [InlineData("x<sup class=reference><a href='#cite_note-1'><span>[</span>1<span>]</span></a></sup>.", "x.", "")]
    [InlineData("x<sup><a href='notes.xhtml#n1'>1</a>, <a href='notes.xhtml#n2'>2</a></sup>.", "x.", "")]
    [InlineData("x <a href='#n'>[12]</a><a href='#m'>*</a>. See <a href='#s3'>3</a>, <a href='#s'>[Smith 2020]</a>.",
        "x. See 3, [Smith 2020].", "")]
    [InlineData("By <a href='#eq12'>(12)</a> <a href='#a'>[a]</a>", "By (12).", "")]
    // Links that nobody reads.
    [InlineData("<h2>Title<a class=headerlink href='#t' title='Link'>¶</a></h2>x", "Title. | x.", "")]
    [InlineData("<h2><a href='#t'>#</a> Title</h2>x", "Title. | x.", "")]
    [InlineData("<h2>Title<a class='hash-link' href='#t'>\u200B</a></h2>x<a href='#top'>↑</a>", "Title. | x.", "")]
    [InlineData("<h2><a class=anchor href='#t'></a><a class=link href='#t'>Title</a></h2>x", "Title. | x.", "")]
    [InlineData("<h2>History<span class=mw-editsection>[<a href='/e'>edit</a>]</span></h2>x", "History. | x.", "")]
    [InlineData("<a href=e>English</a> | <a href=d>Deutsch</a> · Français | <a href=j>日本語</a> |",
        "English, Deutsch, Français, 日本語。", "")]
    [InlineData("<a href=e><img alt=x></a> | <a href=d>One</a> | <a href=d><img alt=x></a> | <a>Two.</a> | <a>3</a>",
        "One, Two. 3.", "2 images")]
    [InlineData("<p>ls | wc, <a href=e>a|b</a> and c|d", "ls | wc, a|b and c|d.", "")]
    [InlineData("<li>fix it (<a href='/i/7'>#7</a>) (<a href='/r/commit/61b41fa0'>61b41fa</a>), closes "
        + "<a href=i>#6</a>",
        "fix it (#7), closes #6.", "")]
    [InlineData("<li><a href='/r/commit/e48badb03058'><code>e48badb03</code></a>: Fix <a href='/r/commit/e'>added</a>",
        "Fix added.", "")]
    [InlineData("<p>See <a href='/r/commit/deadbeef'>deadbeef</a>.", "See.", "")]
    [InlineData("<p>See <a href='/r/food'>facade</a>.", "See facade.", "")]
    // What programs and publishers put on a page.
    [InlineData("<p>on the <span class=pagenum>[Pg 12]</span> page<span class=lnum>10</span></p>", "on the page.", "")]
    [InlineData("<section class='pg-boilerplate pgheader'>License</section><p>x", "x.", "1 part for navigation")]
    [InlineData("<main>x<footer class='theme-doc-footer row'>Edit this page</footer></main>", "x.",
        "1 part for navigation")]
    [InlineData("<div class=navheader>Prev Next</div>x<ul class=docnav><li>Up</ul>", "x.", "2 parts for navigation")]
    [InlineData("<h2>f()</h2><div class=memproto>int f ( int x )</div><p>Does it.", "f(). | Does it.", "1 code block")]
    // Images.
    [InlineData("<p><img src=a.png alt='A map of Rome'></p><p>x", "A map of Rome. | x.", "")]
    [InlineData(
        "<p>Press <img alt=OK> to go on, <img alt=''>then<img alt='&amp;'> rest",
        "Press OK to go on, then& rest.",
        "")]
    [InlineData("<p><img alt='One'> <img alt='Two!'> x", "One. | Two! | x.", "")]
    [InlineData("<p><img alt=O>nce", "Once.", "")]
    [InlineData("<p>a <img src=x.png> b<img src='i/y.png' alt='y.png'>", "a b.", "2 images")]
    [InlineData("<p>a <img src=i/stage_lines.png alt=stage_lines> <img src=u/1 alt=stage_lines> b", "a b.", "2 images")]
    [InlineData("<p>a <img src='titlepage.jpg?x' alt=titlepage> <img src=logo.svg alt=logo> b", "a b.", "2 images")]
    [InlineData("<p>a <img src=u/1 alt='Head of a dinosaur.png'> b", "a b.", "1 image")]
    [InlineData("<p>a <img src=u/1 alt=screenshot-2024.png> <img src=u/1 alt=image> b", "a b.", "2 images")]
    [InlineData("<p>a <img src=u/1 alt='Screenshot 2024-05-01 at 10.11.12'> b", "a b.", "1 image")]
    [InlineData("<p>a <img src=u/1.png alt='The stage'> <img src=stage.png alt='Stage'> b", "a The stage Stage b.", "")]
    [InlineData("<h1>The Project</h1><p><img src=logo.png alt='The Project'>x", "The Project. | x.", "1 image")]
    [InlineData(
        "<p><a href=u><img alt='build passing'></a> <a href=v>\n<img alt='v1'><img alt='v2'></a> x",
        "x.",
        "3 images")]
    [InlineData("<p><a href=u><img alt='Logo'> Home</a>", "Logo. | Home.", "")]
    // A small picture leads to the large one; a badge to what it tells of, or to itself.
    [InlineData("<p><a href='i/large.PNG?v=1'><img src=small.png alt='A dialog with three tabs'></a>",
        "A dialog with three tabs.", "")]
    [InlineData("<p>x <a href='//ci/badge.svg'><img src='//ci/badge.svg' alt='build'></a>", "x.", "1 image")]
    [InlineData("<p>x <a href='/page.html'><img src=small.png alt='A dialog'></a>", "x.", "1 image")]
    [InlineData(
        "<p><span role=img aria-label='a star'></span> x <i role=img aria-label=no>☆</i>",
        "a star. | x ☆.",
        "")]
    [InlineData(
        "<p>x <img alt=y role=presentation> <svg role=img aria-label='a chart'><text>t</text></svg>",
        "x a chart.",
        "")]
    // HTML in a text that shows none.
    [InlineData("<img alt='Spot it?&lt;br&gt;&lt;small class=a&gt;Photo: A&amp;amp;B&lt;/small&gt;.'>",
        "Spot it? Photo: A&B.", "")]
    [InlineData("<img alt='The &lt;p&gt; element, a < b > c &amp;lt;'>", "The <p> element, a < b > c &lt;", "")]
    // What stands in for a picture that is an object.
    [InlineData("<object data='m.svg?v=1'><p>A map of Rome.</p></object>x", "A map of Rome. | x.", "")]
    [InlineData("<object type='image/svg+xml' data=m></object>x", "x.", "1 image")]
    [InlineData("<object type='application/x-shockwave-flash' data=m.swf><p>Install Flash.</p></object>x", "x.", "")]
    [InlineData("<object data=a.png><object data=b.png>Rome</object></object>", "Rome.", "")]
    // Figures.
    [InlineData("<figure><img alt='A cat'><figcaption>Tom, 2020</figcaption></figure>", "A cat. | Tom, 2020.", "")]
    [InlineData(
        "<figure><figcaption><p>A cat.</p></figcaption><a href=big><img alt='a Cat'></a></figure>",
        "a Cat.",
        "")]
    [InlineData("<figure><figcaption>Listing 1</figcaption><pre>x</pre></figure>", "Listing 1.", "1 code block")]
    // Deletions.
    [InlineData("<p>a <del>b</del> <s>c</s> <strike>d</strike> <ins>e</ins>", "a e.", "3 deletions")]
    // Formulas.
    [InlineData("Let <math><mi>x</mi><mo>=</mo><mn>5</mn></math> be.", "Let x=5 be.", "")]
    [InlineData("So <math alttext='x squared'><msup><mi>x</mi><mn>2</mn></msup></math>.", "So x squared.", "")]
    [InlineData("So <math alttext='\\frac{a}{b}'><mfrac><mi>a</mi><mi>b</mi></mfrac></math>.", "So .", "1 formula")]
    [InlineData("Let <span class='math inline'>\\(n + 1\\)</span> and <span class='math inline'>\\(\\sqrt{2}\\)</span>",
        "Let n + 1 and.", "1 formula")]
    [InlineData("<p class=math>Mathematics is fun</p>", "Mathematics is fun.", "")]
    [InlineData("E <span class=katex><span class=katex-mathml><math><semantics><mrow><mi>n</mi></mrow>"
        + "<annotation>n</annotation>"
        + "</semantics></math></span><span class=katex-html aria-hidden=true>n</span></span>!", "E n!", "")]
    // Forms.
    [InlineData("<form><p>Real text</p><label for=q>Search</label><input id=q><select><option>a<option>b</select>"
        + "<textarea>t</textarea><button>Go</button></form>", "Real text.", "4 form fields")]
    // A table of contents that nothing marks.
    [InlineData("<h1>T</h1><h2>Contents</h2><ul><li><a href='#a'>One</a><li><a href='#b'>Two</a><li><a href='#c'>Three"
        + "</a></ul><h2 id=a>One</h2><p>a<h2><a name=b></a>Two</h2><p>b<a id=c></a><h2>Three</h2><p>c",
        "T. | One. | a. | Two. | b. | Three. | c.", "1 part for navigation")]
    [InlineData("<h1>T</h1><ul><li><a href='#a'>One</a><li><a href='#b'>Two</a><li><a href='#c'>Three"
        + "</a></ul><h2 id=a>One</h2><p>a<h2 id=b>Two</h2><p>b<h2 id=c>Three</h2><p>c",
        "T. | One. | a. | Two. | b. | Three. | c.", "1 part for navigation")]
    [InlineData("<h1>Contents</h1><ul><li><a href='#a'>One</a><li><a href='#b'>Two</a><li><a href='#c'>Three"
        + "</a></ul><h2 id=a>One</h2><p>a<h2 id=b>Two</h2><p>b<h2 id=c>Three</h2><p>c",
        "One. | a. | Two. | b. | Three. | c.", "1 part for navigation")]
    [InlineData("<p><a href='#a'>Go left</a><p><a href='#b'>Go right</a><p><a href='#a'>Stay</a><p id=a>a<p id=b>b",
        "Go left. | Go right. | Stay. | a. | b.", "")]
    [InlineData("<p><a href='#a'>One</a><p><a href='#b'>Two</a><h2 id=a>One</h2><p>a<h2 id=b>Two</h2><p>b",
        "One. | Two. | One. | a. | Two. | b.", "")]
    // Menus and what stands beside.
    [InlineData("<body><nav>Home</nav><div role=navigation>Up</div><p>x</p><footer>© 2024</footer>", "x.",
        "3 parts for navigation")]
    [InlineData("<header>Site<nav>m</nav></header><main><header><h1>T</h1></header><p>x</p><aside>note</aside>"
        + "<footer>f</footer>"
        + "</main><aside>ads</aside>", "T. | x. | note. | f.", "2 parts for navigation")]
    [InlineData("<div>menu</div><article><p>x</p><section><footer>f</footer></section></article>", "x. | f.", "")]
    [InlineData("<article>a</article><article>b</article><aside>c</aside>", "a. | b.", "1 part for navigation")]
    // An article that is a comment, or leads to another page, is not what the page is about.
    [InlineData("<h1>The story</h1><div><p>The long text of the page.</p></div>"
        + "<section id=comments><article><p>Nice post!</p></article></section>",
        "The story. | The long text of the page. | Nice post!", "")]
    [InlineData("<p>Text.</p><aside><article>Buy our book</article></aside>", "Text.", "1 part for navigation")]
    [InlineData("<p>menu</p><article>Text.</article><div class='x sidebar'><article>Ad</article></div>", "Text.", "")]
    [InlineData("<article class=comment>First!</article><p>Text</p>", "First! | Text.", "")]
    // Nor is one beside which most of the text stands; a main is, unless it holds next to nothing.
    [InlineData("<p>A long text, in which much is said of the page.</p><article>Also read this</article>",
        "A long text, in which much is said of the page. | Also read this.", "")]
    [InlineData("<div><p>Accept all the cookies of the page?</p></div><article><p>The text is short.</p></article>",
        "The text is short.", "")]
    [InlineData("<main><h1>Title</h1></main><p>Enter a password that has 8 letters.</p>", "Title.", "")]
    [InlineData("<main><h1>Cars</h1></main><div><p>Of this page the title alone stands in the element that was meant "
        + "for all of it, and the text of it, which is long, below.</p></div>",
        "Cars. | Of this page the title alone stands in the element that was meant for all of it, and the text of it, "
        + "which is long, below.", "")]
    [InlineData("<header id=title-block-header><h1>Title</h1><p>Ann</p></header><p>x", "Title. | Ann. | x.", "")]
    [InlineData("<header><h1>Site</h1><ul><li>Home</ul></header><p>x", "x.", "1 part for navigation")]
    [InlineData("<body class='toc article'><div id=toc class=toc><ul><li><a href='#a'>A</a></ul></div><p>x", "x.",
        "1 part for navigation")]
    [InlineData("<main></main><p>x</p>", "x.", "")]
    [InlineData("<div role=dialog>Cookies?</div><dialog>Subscribe!</dialog><p>x</p>", "x.", "2 parts for navigation")]
    // A page that was saved while a dialog was open; one that a script would show.
    [InlineData("<div>\n</div><div aria-hidden=true><nav>n</nav><main>Text</main><p>x</p></div>"
        + "<div role=dialog>c</div>", "Text.", "2 parts for navigation")]
    [InlineData("<html><body style='visibility:hidden'><p>Text<p hidden>x</body></html>", "Text.", "")]
    [InlineData("<body><div aria-hidden=true>Menu</div><p>Text", "Text.", "")]
    [InlineData("<a class=skip-link href='#c'>Skip to content</a><p id=c>x", "x.", "")]
    public void LeavesOut(string html, string expected, string omissions)
    {
        SpokenDocument document = Spoken.Read(html);
        Assert.Equal(expected, Spoken.TextOf(document));
        Assert.Equal(omissions, document.Omissions.ToString());
    }

    [Theory]
    [InlineData(DocumentElements.Code, "<pre>a  b\nc\n\nd</pre>", "a b\nc. | d.")]
    [InlineData(DocumentElements.Note, "x<sup><a href='#n'>1</a></sup> y<aside role=doc-footnote>A note "
        + "<a role=doc-backlink href='#r'>back</a></aside>", "x 1 y. | A note.")]
    [InlineData(DocumentElements.Deleted, "<p>a <del>b</del>", "a b.")]
    [InlineData(
        DocumentElements.RubyReading,
        "<ruby>振<rt>ふ</rt>り<rt></rt>仮<rt>が</rt>名<rp>(</rp><rt>な</rt><rp>)</rp></ruby>。",
        "ふりがな。")]
    [InlineData(DocumentElements.RubyReading, "<ruby><rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt></ruby>", "とうきょう。")]
    [InlineData(DocumentElements.Navigation, "<header>Site</header><nav>Home</nav><main>x</main><aside>y</aside>",
        "Site. | Home. | x. | y.")]
    public void SpeaksWhatIsAskedFor(DocumentElements element, string html, string expected) =>
        Assert.Equal(expected, Spoken.Html(html, also: element));

    [Theory]
    [InlineData(DocumentElements.Heading, "<h1>a</h1><p>b", "b.", "")]
    [InlineData(DocumentElements.Quote, "<p>a<blockquote>b</blockquote>c", "a. | c.", "1 quote")]
    [InlineData(DocumentElements.ImageText, "<p>a <img alt=bee> <img alt=''>c", "a c.", "1 image")]
    [InlineData(DocumentElements.Caption, "<figure><img alt='A cat'><figcaption>Tom</figcaption></figure><table>"
        + "<caption>T</caption><tr><td>x</table>", "A cat. | x.", "")]
    public void LeavesOutWhatIsNotWanted(DocumentElements element, string html, string expected, string omissions)
    {
        SpokenDocument document = Spoken.Read(html, not: element);
        Assert.Equal(expected, Spoken.TextOf(document));
        Assert.Equal(omissions, document.Omissions.ToString());
    }

    [Fact]
    public void WarnsOfFormulas() => Assert.Equal(
        "A formula is left out, because nothing says it in words.",
        Assert.Single(Spoken.Read("x <math><msqrt><mi>x</mi></msqrt></math>").Warnings));
}
