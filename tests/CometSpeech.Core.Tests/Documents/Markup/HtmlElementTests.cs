namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>What is spoken of each element: the rows of the element table, in HTML.</summary>
public sealed class HtmlElementTests
{
    [Theory]
    // Headings.
    [InlineData("<h1>Whales</h1>Text", "Whales. | Text.")]
    [InlineData("<h1>Why?</h1><p>So.</p>", "Why? | So.")]
    [InlineData("<h2><div>Chapter</div><div>One</div></h2>", "Chapter\nOne.")]
    [InlineData("<h3>The Strange Case of<br>Dr Jekyll</h3>x", "The Strange Case of\nDr Jekyll. | x.")]
    [InlineData("<div role=heading aria-level=3>Title</div>x", "Title. | x.")]
    // One that opens and closes what stands below; a button behind it does something else.
    [InlineData("<h2><button>How do I pay?</button></h2>By card.", "How do I pay? | By card.")]
    [InlineData("<h2><a role=button>One</a></h2><h3 role=button>Two</h3><div role=button><h3>Three</h3></div>x",
        "One. | Two. | Three. | x.")]
    [InlineData("<summary><button>More</button></summary><summary role=button>Less</summary>x", "More. | Less. | x.")]
    [InlineData("<h2>Title <button>Copy</button></h2><button>OK</button>x", "Title. | x.")]
    // Paragraphs, white space.
    [InlineData("<p>One\n  two\t three </p>\n<p>Four.</p>", "One two three. | Four.")]
    [InlineData("<p>Hello", "Hello.")]
    [InlineData("no markup at all", "no markup at all.")]
    [InlineData("a &lt; b &amp;&nbsp;c &copy; &#x2014; &hellip;", "a < b &\u00A0c © — …")]
    // Names of HTML 5, old ones without a semicolon, numbers that are meant as Windows-1252.
    [InlineData("<p>Dvo&rcaron;&aacute;k, &Lstrok;&oacute;d&zacute;, 50&percnt;, a&commat;b, caf&eacute bar</p>",
        "Dvořák, Łódź, 50%, a@b, café bar.")]
    [InlineData("&NotEqualTilde; &fjlig; &AMP &COPY1 &LT;b&gt &notit; &apos; &frac12x", "≂̸ fj & ©1 <b> ¬it; ' ½x.")]
    [InlineData("AT&T R&D &nosuchname; &; & &# &#x; &rcaron x", "AT&T R&D &nosuchname; &; & &# &#x; &rcaron x.")]
    [InlineData("It&#146;s &#x93;10 &#8364&#148; &#128; &#65&#x42;&#x1D11E;", "It’s “10 €” € AB𝄞.")]
    [InlineData("&#0;a&#xD800;b&#99999999999;c", "\uFFFDa\uFFFDb\uFFFDc.")]
    [InlineData("<img alt='A&copy=1 &eacute;t&eacute &copya &Lstrok;'>x", "A&copy=1 été &copya Ł. | x.")]
    [InlineData("<b>a</b><i>b</i> <u>c</u>", "ab c.")]
    [InlineData("<div>a</div><div>b</div>c", "a. | b. | c.")]
    [InlineData("<p>a<wbr>b</p>", "ab.")]
    [InlineData("<p>line<br>line<br><br>paragraph</p>", "line\nline. | paragraph.")]
    [InlineData("<p>a</p><hr><p>b</p>", "a. | b.")]
    [InlineData("a<hr>b", "a. | b.")]
    [InlineData("<address>Ann<br>Paris</address>", "Ann\nParis.")]
    // Lists.
    [InlineData("<ul><li>one<li>two</ul>", "one. | two.")]
    [InlineData("<ul><li>one<ul><li>inner</ul><li>two</ul>", "one. | inner. | two.")]
    [InlineData("<ol><li>one<li>two</ol>", "1. one. | 2. two.")]
    [InlineData("<ol start=5><li>five<li value=9>nine<li>ten</ol>", "5. five. | 9. nine. | 10. ten.")]
    [InlineData("<ol reversed><li>a<li>b</ol>", "2. a. | 1. b.")]
    [InlineData("<ol type=a start=26><li>x<li>y</ol>", "z. x. | aa. y.")]
    [InlineData("<ol type=I><li>x<li>y<li>z<li>w</ol>", "I. x. | II. y. | III. z. | IV. w.")]
    [InlineData("<ol><li><p>first</p><p>more</p></li><li></li><li>third</ol>", "1. first. | more. | 3. third.")]
    [InlineData("<ol><li>a<ul><li>b</ul><li>c</ol>", "1. a. | b. | 2. c.")]
    [InlineData("<ol style='list-style-type: none'><li>a<li>b</ol>", "a. | b.")]
    [InlineData("<ul><li><input type=checkbox checked> done<li><input type=checkbox> open</ul>", "done. | open.")]
    [InlineData("<ul><li><input type=checkbox id=a><label for=a>2 eggs</label><li><label for=b>milk</label>"
        + "<input type=radio id=b></ul>", "2 eggs. | milk.")]
    [InlineData("<input type=checkbox id=a hidden><label for=a>Menu</label><label for=c>Name</label>x", "x.")]
    [InlineData(
        "<dl><dt>cat<dd>a pet<dt>dog<dt>hound<dd>another<dd>too</dl>", "cat: a pet. | dog, hound: another. | too.")]
    [InlineData("<dl><dt>Is it?<dd><p>Yes.</p><p>No.</p><dt>alone</dl>", "Is it? Yes. | No. | alone.")]
    [InlineData("<dl><dt>empty<dd></dd><dt>b<dd>c</dl>", "empty. | b: c.")]
    [InlineData("<dl><div><dt>a<dd>b</div></dl>", "a: b.")]
    [InlineData("<dl><dt>Q1?<dd hidden>A1.<dt>Q2?<dd>A2.</dl>", "Q1? | Q2? A2.")]
    [InlineData("<dl><dt>a<dd hidden>b<dt>c<dd hidden>d</dl>x", "a. | c. | x.")]
    [InlineData("<dl><dt>a<dd hidden>b<dd>c<dt>d<div></div></dl>x", "a: c. | d. | x.")]
    // Verse.
    [InlineData("<div class=poem><div class=stanza>\n<div class='verse indent0'>Lilacs, mixing</div>\n"
        + "<div class='verse indent2'>Memory and desire</div>\n</div><div class=stanza><p>Winter</p></div></div>x",
        "Lilacs, mixing\nMemory and desire. | Winter. | x.")]
    [InlineData("<div class=line-block><div class=line>a</div><div class=line-block><div class=line>b</div></div>"
        + "<div class=line><br></div><div class=line>c</div></div>",
        "a\nb. | c.")]
    // The marks of notes take with them what parts them from the text.
    [InlineData("<p>Cold. <a href='#n1'>[1]</a></p><p>-5 degrees</p><p id=n1>Note.</p>",
        "Cold. | -5 degrees. | Note.")]
    // Verse, letters and messages as they are set: pre is no code by itself.
    [InlineData("<p>Then they sang:</p><pre>\nThe ribs and terrors in the whale,\n   Arched over me a dismal gloom,\n\n"
        + "While all God’s sun-lit waves rolled by,\n  And lift me deepening down to doom.\n</pre><p>All joined.</p>",
        "Then they sang: | The ribs and terrors in the whale,\nArched over me a dismal gloom, | "
        + "While all God’s sun-lit waves rolled by,\nAnd lift me deepening down to doom. | All joined.")]
    [InlineData("<pre>   10 May 1890\n\nMy dear Ann,\n     I am <i>well</i>.<br>--Your Tom</pre>",
        "10 May 1890. | My dear Ann,\nI am well.\n--Your Tom.")]
    [InlineData("<pre>“‘’Twas rank and fame that tempted thee,\n’Twas empire charmed thy heart.29</pre>",
        "“‘’Twas rank and fame that tempted thee,\n’Twas empire charmed thy heart.29.")]
    [InlineData("<pre class=poem>床前明月光，\n疑是地上霜。</pre>", "床前明月光，\n疑是地上霜。")]
    [InlineData("<pre>Hello all,\n\nplease see http://a.b/c for the list of the things that we want to do next week.\n"
        + "\nBye</pre>",
        "Hello all, | please see http://a.b/c for the list of the things that we want to do next week. | Bye.")]
    // Quotes, links, emphasis.
    [InlineData("<p>x</p><blockquote>quoted<footer>Ann</footer></blockquote><p>y", "x. | quoted. | Ann. | y.")]
    [InlineData("<p>He said <q>no <q>inner</q></q>.</p>", "He said “no ‘inner’”.")]
    [InlineData("<p>See <a href='https://x.y/z'>the page</a>.</p>", "See the page.")]
    [InlineData(
        "<p><em>a</em> <strong>b</strong> <mark>c</mark> <abbr title='long'>d</abbr> <cite>e</cite></p>",
        "a b c d e.")]
    [InlineData(
        "<p>Run <code>git log</code>, press <kbd>q</kbd>, <samp>ok</samp> <var>x</var></p>",
        "Run git log, press q, ok x.")]
    [InlineData("<details><summary>More</summary><p>Inside</p></details>", "More. | Inside.")]
    [InlineData("<div class='markdown-alert markdown-alert-note'>"
        + "<p class='markdown-alert-title'><svg></svg>Note</p><p>Take care.",
        "Note. | Take care.")]
    // Raised and lowered.
    [InlineData("x<sup>2</sup> H<sub>2</sub>O 10<sup>-3</sup> 1<sup>st</sup> a<sub>i</sub>", "x² H₂O 10⁻³ 1st a i.")]
    [InlineData("<p>10<sup>6.5</sup> and 2<sup>n</sup> and 3<sup>1/2</sup></p>", "10 6.5 and 2ⁿ and 3 1/2.")]
    [InlineData("2<sup>n+1</sup> e<sup>2i</sup> e<sup>x</sup> 10<sup>−x</sup> Na<sup>+</sup> E<sub>max</sub> "
        + "PM<sub>2.5</sub>", "2ⁿ⁺¹ e²ⁱ e x 10 −x Na+ E max PM 2.5.")]
    [InlineData("M<sup>lle</sup>, XIX<sup>e</sup>, N<sup>o</sup>. n<sup>th</sup> <sup>14</sup>C X<sup>TM</sup> "
        + "L<sup>A</sup>T<sub>E</sub>X", "Mlle, XIXe, No. nth ¹⁴C XTM LATEX.")]
    [InlineData("x<sub>n, <i>in</i></sub> a<sup>a comment that is long</sup>", "x n, in a a comment that is long.")]
    [InlineData("x<sup><i> 2 </i></sup>", "x².")]
    // Ruby.
    [InlineData("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>です", "漢字です。")]
    [InlineData("<ruby><img alt='kanji'><rt>かん</rt></ruby>です", "かんです。")]
    // What nobody speaks.
    [InlineData(
        "a<!-- c --><script>b()</script><style>p{}</style><template>t</template><svg><text>s</text></svg>d",
        "ad.")]
    [InlineData(
        "a <noscript>n</noscript><iframe>i</iframe><video>v</video><canvas>c</canvas><object>o</object>b",
        "a b.")]
    [InlineData("<head><title>T</title></head><body>b</body>", "b.")]
    [InlineData(
        "a<span hidden>h</span> <span aria-hidden='true'>i</span> <i style='color:red; Display : NONE'>j</i> b",
        "a b.")]
    [InlineData("a <b style='visibility:hidden'>x</b><b aria-hidden=false>y</b>", "a y.")]
    [InlineData("<span class='visually-hidden'>(opens in a new window)</span>b", "b.")]
    [InlineData("<span aria-hidden=true>O</span><span class=sr-only>On</span>ce", "Once.")]
    // A language changes nothing; emoji and addresses are left to the clean-up.
    [InlineData("<p lang=fr>a \U0001F600 https://x.org/a_b</p>", "a \U0001F600 https://x.org/a_b.")]
    public void Speaks(string html, string expected) => Assert.Equal(expected, Spoken.Html(html));
}
