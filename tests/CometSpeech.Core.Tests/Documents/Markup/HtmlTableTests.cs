using CometSpeech.Core.Documents;

namespace CometSpeech.Core.Tests.Documents.Markup;

/// <summary>Tables: a sentence a row, the header before each cell but the first.</summary>
public sealed class HtmlTableTests
{
    private const string Header = "<tr><th>City<th>Country<th>People</tr>";

    [Theory]
    [InlineData(Header + "<tr><td>Berlin<td>Germany<td>3.7 million<tr><td>Rome<td><td>2.8 million",
        "Berlin; Country: Germany; People: 3.7 million. | Rome; People: 2.8 million.")]
    // Headers in thead, though its cells are td; a row of th at the side.
    [InlineData("<thead><tr><td>Key<td>Does</tr></thead><tbody><tr><th>q<td>Quits.<tr><th>h<td>Helps</tbody>",
        "q; Does: Quits. | h; Does: Helps.")]
    [InlineData("<tr><th>q<td>quits<tr><th>h<td>helps", "q; quits. | h; helps.")]
    // What the cells end with.
    [InlineData("<tr><th>A<th>B?<th>C:<tr><td>One.<td>Two!<td>three", "One. B? Two! C: three.")]
    // Captions come first.
    [InlineData(
        "<caption>Cities</caption>" + Header + "<tr><td>Bonn<td>Germany<td>",
        "Cities. | Bonn; Country: Germany.")]
    // Spans: a header over two columns, a label beside two rows.
    [InlineData("<tr><th>Year<th colspan=2>Sales<tr><td>2023<td>5<td>6", "2023; Sales: 5; Sales: 6.")]
    [InlineData("<thead><tr><th rowspan=2>Year<th colspan=2>Sales<tr><th>in<th>out</thead><tr><td>2023<td>5<td>6",
        "2023; Sales, in: 5; Sales, out: 6.")]
    [InlineData("<tr><th>Kind<th>Name<tr><td rowspan=2>Fruit<td>Apple<tr><td>Pear<tr><td>Nut<td>Hazel",
        "Fruit; Name: Apple. | Fruit; Name: Pear. | Nut; Name: Hazel.")]
    [InlineData(Header + "<tr><td>Berlin<td rowspan=2>Germany<td>3 million<tr><td>Hamburg<td>2 million",
        "Berlin; Country: Germany; People: 3 million. | Hamburg; People: 2 million.")]
    [InlineData("<thead><tr><th rowspan=2>Name<th rowspan=2>Country<th colspan=2>Sales<tr><th>2020<th>2021</thead>"
        + "<tr><td>Acme<td>France<td>5<td>6",
        "Acme; Country: France; Sales, 2020: 5; Sales, 2021: 6.")]
    [InlineData("<tr><th>Kind<th>Name<tbody><tr><td rowspan=0>Fruit<td>Apple<tr><td>Pear<tr><td>Fig</tbody>"
        + "<tbody><tr><td>Nut<td>Hazel</tbody>",
        "Fruit; Name: Apple. | Fruit; Name: Pear. | Fruit; Name: Fig. | Nut; Name: Hazel.")]
    [InlineData("<tr><th rowspan=2>A<th>B<th>C<tr><td>1<td>2<tr><td>x<td>3<td>4", "B: 1; C: 2. | x; B: 3; C: 4.")]
    [InlineData("<tr><th>Kind<th>Name<tr><th colspan=2>Fruit<tr><td>red<td>Apple", "Fruit. | red; Name: Apple.")]
    // New headers half-way.
    [InlineData("<tr><th>A<th>B<tr><td>1<td>2<tr><th>A<th>C<tr><td>3<td>4", "1; B: 2. | 3; C: 4.")]
    // Headers without data below: a total, and headers that a long table repeats.
    [InlineData("<tr><th>Item<th>Price<tr><td>Apple<td>5<tr><th>Total<th>11", "Apple; Price: 5. | Total; Price: 11.")]
    [InlineData("<thead><tr><th>A<th>B</thead><tr><td>1<td>2<tfoot><tr><th>A<th>B</tfoot>", "1; B: 2.")]
    // What is in a cell.
    [InlineData("<tr><th>A<th>B<tr><td><p>x</p><td><p>One</p><p>Two</p><ul><li>three</ul><pre>code</pre>",
        "x; B: One. Two. three.")]
    [InlineData("<tr><th>A<th>B<tr><td>x<td><table><tr><th>C<th>D<tr><td>y<td>z</table>", "x; B: y; D: z.")]
    [InlineData("<tr><th>A<th>B<tr><td>x<td><ol><li>one<li>two</ol>", "x; B: 1. one. 2. two.")]
    // Tables that only put things in their places.
    [InlineData("<tr><td>left<td>right<tr><td>below<td>too", "left. | right. | below. | too.")]
    [InlineData("<tr><th>one<td>row", "one. | row.")]
    [InlineData("<tr><th>one<tr><td>column<tr><td>only", "one. | column. | only.")]
    [InlineData("<tr><td><h2>Part</h2><p>a</p><p>b</p>", "Part. | a. | b.")]
    [InlineData("<tr><th>only<th>headers", "only. | headers.")]
    // Rows and cells in something else, or in none; what is in no cell.
    [InlineData("<form action=x><tr><td>Hello there</td></tr></form>", "Hello there.")]
    [InlineData("<tbody><form><tr><th>A<th>B</tr><tr><td>1<td>2</tr></form></tbody>", "1; B: 2.")]
    [InlineData("<tr><form><td>a</td><td>b</td></form></tr>", "a. | b.")]
    [InlineData("<center><font><tr><td>a</td></tr></font></center><div><tr><td>b</td></tr></div>", "a. | b.")]
    [InlineData("<td>a</td><td>b</td>", "a. | b.")]
    [InlineData("Stray <b>words</b><tr>and more<td>cell</td></tr><p>below</p>",
        "Stray wordsand more. | below. | cell.")]
    [InlineData("<tr><td>a</td></tr><table><tr><td>b</table>", "a. | b.")]
    [InlineData("<template><tr><td>a</td></tr></template><del><tr><td>b</td></tr></del><tr><td>c</td></tr>", "c.")]
    public void SaysRows(string rows, string expected) => Assert.Equal(expected, Spoken.Html($"<table>{rows}</table>"));

    [Fact]
    public void LayoutByRole() =>
        Assert.Equal("a. | b. | c. | d.", Spoken.Html("<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>"));

    [Fact]
    public void LeavesOutTablesButNotLayout()
    {
        const string Html = "<table><tr><th>a<th>b<tr><td>c<td>d</table><table><tr><td>left<td>right</table>";
        SpokenDocument document = Spoken.Read(Html, not: DocumentElements.Table);
        Assert.Equal("left. | right.", Spoken.TextOf(document));
        Assert.Equal("1 table", document.Omissions.ToString());
    }

    [Fact]
    public void InXhtmlWithCapitals() => Assert.Equal(
        "Loose. | 1; B: 2.",
        Spoken.Html("<?xml version='1.0'?><HTML><BODY><TABLE><FORM>Loose<TR><TH>A</TH><TH>B</TH></TR>"
            + "<TR><TD>1</TD><TD>2</TD></TR></FORM></TABLE></BODY></HTML>"));

    [Fact]
    public void NoCellIsLostBehindAThousandColumns() => Assert.Equal(
        "a; b.", Spoken.Html("<table><tr><th>A<th>B<tr><td colspan=1000 rowspan=2>a<td>b</table>"));

    [Fact]
    public void LongHeadersAreNotSaidWithEachRow() => Assert.Equal(
        "a; b.", Spoken.Html($"<table><tr><th>x<th>{new string('y', 81)}<tr><td>a<td>b</table>"));
}
