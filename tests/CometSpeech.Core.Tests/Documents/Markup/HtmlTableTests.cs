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
    [InlineData("<tr><th>Kind<th>Name<tr><th colspan=2>Fruit<tr><td>red<td>Apple", "Fruit. | red; Name: Apple.")]
    // New headers half-way.
    [InlineData("<tr><th>A<th>B<tr><td>1<td>2<tr><th>A<th>C<tr><td>3<td>4", "1; B: 2. | 3; C: 4.")]
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
    public void LongHeadersAreNotSaidWithEachRow() => Assert.Equal(
        "a; b.", Spoken.Html($"<table><tr><th>x<th>{new string('y', 81)}<tr><td>a<td>b</table>"));
}
