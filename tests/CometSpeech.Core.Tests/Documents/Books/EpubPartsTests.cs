using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Books;

public class EpubPartsTests
{
    private static readonly DocumentOptions s_navigation =
        new() { Spoken = DocumentElements.Default | DocumentElements.Navigation };

    private static readonly DocumentOptions s_notes =
        new() { Spoken = DocumentElements.Default | DocumentElements.Note };

    [Fact]
    public void Navigation_document_is_not_spoken()
    {
        EpubBuilder builder = new EpubBuilder()
            .AddNavigation("<li><a href='a.xhtml'>One</a></li>", "<p>Beside it.</p>")
            .AddReference("nav")
            .AddDocument("a.xhtml", "<p>a.</p>");

        SpokenDocument book = builder.Read();

        Assert.Equal(("a.", 1), (Text(book), book.Omissions[DocumentOmission.Navigation]));
        Assert.Contains("Beside it.", Text(builder.Read(s_navigation)));
    }

    [Theory]
    [InlineData("cover")]
    [InlineData("toc")]
    [InlineData("index")]
    [InlineData("copyright-page")]
    [InlineData("colophon")]
    [InlineData("bibliography")]
    [InlineData("loi")]
    [InlineData("lot")]
    public void Parts_that_the_guide_names_are_not_spoken(string type)
    {
        EpubBuilder builder = Book($"<guide><reference type='{type}' href='x.xhtml'/></guide>");

        Assert.Equal("a.", Text(builder.Read()));
        Assert.Equal("x. a.", Text(builder.Read(s_navigation)));
    }

    [Theory]
    [InlineData("title-page")]
    [InlineData("dedication")]
    [InlineData("epigraph")]
    [InlineData("foreword")]
    [InlineData("preface")]
    [InlineData("acknowledgements")]
    [InlineData("text")]
    [InlineData("other.ms-titleimage")]
    public void Parts_of_the_work_are_spoken(string type)
    {
        Assert.Equal("x. a.", Text(Book($"<guide><reference type='{type}' href='x.xhtml'/></guide>").Read()));
    }

    [Fact]
    public void Notes_that_the_guide_names_are_spoken_on_request()
    {
        EpubBuilder builder = Book("<guide><reference type='notes' href='x.xhtml'/></guide>");
        SpokenDocument book = builder.Read();

        Assert.Equal(("a.", 1), (Text(book), book.Omissions[DocumentOmission.Note]));
        Assert.Equal("x. a.", Text(builder.Read(s_notes)));
    }

    [Theory]
    [InlineData("<reference type='toc' href='x.xhtml#toc'/>")]
    [InlineData("<reference type='toc' href='x.xhtml'/><reference type='text' href='x.xhtml'/>")]
    [InlineData("<reference type='toc' href='https://example.com/x.xhtml'/>")]
    public void Part_that_is_not_a_whole_document_is_spoken(string references)
    {
        Assert.Equal("x. a.", Text(Book($"<guide>{references}</guide>").Read()));
    }

    [Fact]
    public void Document_of_several_chapters_is_spoken_whatever_the_guide_calls_it()
    {
        SpokenDocument book = new EpubBuilder { AfterSpine = "<guide><reference type='toc' href='x.xhtml'/></guide>" }
            .AddNavigation("<li><a href='x.xhtml#a'>A</a></li><li><a href='x.xhtml#b'>B</a></li>")
            .AddDocument("t.xhtml", "<p>t.</p>")
            .AddDocument("x.xhtml", "<p id='a'>a.</p><p id='b'>b.</p>")
            .Read();

        Assert.Equal("t. a. b.", Text(book));
    }

    [Fact]
    public void Book_of_which_nothing_would_be_left_is_spoken_whole()
    {
        SpokenDocument book = new EpubBuilder { AfterSpine = "<guide><reference type='toc' href='x.xhtml'/></guide>" }
            .AddDocument("x.xhtml", "<p>x.</p>")
            .Read();

        Assert.Equal(("x.", 0), (Text(book), book.Omissions[DocumentOmission.Navigation]));
    }

    [Fact]
    public void Landmarks_of_epub_3_are_its_guide()
    {
        SpokenDocument book = new EpubBuilder()
            .AddNavigation(
                "<li><a href='a.xhtml'>A</a></li>",
                "<nav epub:type='landmarks'><ol><li><a epub:type='copyright-page' href='x.xhtml'>Rights</a></li>"
                    + "<li><a epub:type='bodymatter' href='a.xhtml'>Text</a></li></ol></nav>")
            .AddDocument("x.xhtml", "<p>x.</p>")
            .AddDocument("a.xhtml", "<p>a.</p>")
            .Read();

        Assert.Equal("a.", Text(book));
    }

    [Theory]
    // As Project Gutenberg, calibre and others write it: paragraphs, a table, lines; other anchors than the table's.
    [InlineData("<h2>Contents</h2><p><a href='a.xhtml#one'>One</a></p><p><a href='b.xhtml'>TWO.</a></p>"
        + "<p><a href='c.xhtml#c'>III</a></p>")]
    [InlineData("<h2>Contents</h2><table><tr><td><a href='a.xhtml#one'>One</a></td></tr>"
        + "<tr><td><a href='b.xhtml'>Two</a></td></tr><tr><td><a href='c.xhtml'>Three</a></td></tr></table>")]
    [InlineData("<p><a href='a.xhtml'>One</a><br/>\n<a href='b.xhtml'>Two</a><br/><a href='c.xhtml'>Three</a></p>")]
    [InlineData("<h2>Contents</h2><ol><li><a href='p.xhtml'>Preface</a></li><li><a href='a.xhtml'>One</a></li>"
        + "<li><a href='b.xhtml'>Two</a></li><li><a href='c.xhtml'>Three</a></li></ol>")]
    public void Table_of_contents_that_nothing_marks_is_not_spoken(string contents)
    {
        EpubBuilder builder = Chapters(contents);
        SpokenDocument book = builder.Read();

        Assert.Equal(["One", "Two", "Three"], book.Sections.Select(section => section.Title));
        Assert.Equal(("a. b. c.", 1), (Text(book), book.Omissions[DocumentOmission.Navigation]));
        Assert.Contains("One", Text(builder.Read(s_navigation)));
    }

    [Fact]
    public void Title_of_a_part_over_links_to_its_chapters_is_spoken()
    {
        SpokenDocument book = new EpubBuilder()
            .AddNavigation("<li><a href='t.xhtml'>Part One</a><ol><li><a href='a.xhtml'>One</a></li>"
                + "<li><a href='b.xhtml'>Two</a></li><li><a href='c.xhtml'>Three</a></li></ol></li>")
            .AddDocument("t.xhtml", "<h1>Part One</h1><p><a href='a.xhtml'>One</a></p>"
                + "<p><a href='b.xhtml'>Two</a></p><p><a href='c.xhtml'>Three</a></p>")
            .AddDocument("a.xhtml", "<p>a.</p>")
            .AddDocument("b.xhtml", "<p>b.</p>")
            .AddDocument("c.xhtml", "<p>c.</p>")
            .Read();

        Assert.Equal(["Part One", "One", "Two", "Three"], book.Sections.Select(section => section.Title));
        Assert.Equal("Part One. a. b. c.", Text(book));
    }

    [Theory]
    // Choices of a game, and links in sentences.
    [InlineData(
        "<p><a href='a.xhtml#x'>Left</a></p><p><a href='b.xhtml#x'>Right</a></p><p><a href='a.xhtml#y'>Up</a></p>",
        "Left. Right. Up.")]
    [InlineData(
        "<p>See <a href='a.xhtml'>One</a></p><p><a href='b.xhtml'>Two</a> too</p><p><a href='c.xhtml'>Three</a></p>",
        "See One. Two too. Three.")]
    public void Links_that_are_no_table_of_contents_are_spoken(string links, string spoken) =>
        Assert.StartsWith(spoken, Text(Chapters(links).Read()));

    private static EpubBuilder Chapters(string contents) => new EpubBuilder()
        .AddNavigation(
            "<li><a href='t.xhtml'>Contents</a></li><li><a href='a.xhtml'>One</a></li>"
                + "<li><a href='b.xhtml'>Two</a></li><li><a href='c.xhtml#c'>Three</a></li>")
        .AddDocument("t.xhtml", contents)
        .AddDocument("a.xhtml", "<p id='one'>a.</p>")
        .AddDocument("b.xhtml", "<p>b.</p>")
        .AddDocument("c.xhtml", "<p id='c'>c.</p>");

    private static EpubBuilder Book(string guide) => new EpubBuilder { AfterSpine = guide }
        .AddDocument("x.xhtml", "<p>x.</p>")
        .AddDocument("a.xhtml", "<p>a.</p>");

    private static string Text(SpokenDocument book) =>
        string.Join(" ", book.Sections.Select(section => section.Text.Replace("\n\n", " ")));
}
