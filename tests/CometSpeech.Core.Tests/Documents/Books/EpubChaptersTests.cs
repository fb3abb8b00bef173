using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Books;

public class EpubChaptersTests
{
    [Fact]
    public void Documents_of_the_table_of_contents_are_chapters_and_its_titles_are_not_spoken()
    {
        Assert.Equal(
            ["One|First. a.", "Two|Second. b."],
            Read(new EpubBuilder()
                .AddNavigation("<li><a href='a.xhtml'>One</a></li><li><a href='b.xhtml'>Two</a></li>")
                .AddDocument("a.xhtml", "<h1>First</h1><p>a.</p>")
                .AddDocument("b.xhtml", "<h1>Second</h1><p>b.</p>")));
    }

    [Fact]
    public void Ncx_is_the_table_of_contents_of_epub_2()
    {
        Assert.Equal(
            ["Part & One|a.", "1|b.", "Two|c."],
            Read(new EpubBuilder()
                .AddNcx(
                    Point("Part &amp;\n   One", "a.xhtml", Point("1", "b.xhtml#x")) + Point("Two", "c.xhtml"))
                .AddDocument("a.xhtml", "<p>a.</p>")
                .AddDocument("b.xhtml", "<p id='x'>b.</p>")
                .AddDocument("c.xhtml", "<p>c.</p>")));
    }

    [Fact]
    public void Ncx_is_asked_when_the_navigation_document_has_no_entry()
    {
        Assert.Equal(
            ["One|a.", "Two|b."],
            Read(new EpubBuilder()
                .AddNavigation("<li><span>Nothing</span></li>")
                .AddNcx(Point("One", "a.xhtml") + Point("Two", "b.xhtml"))
                .AddDocument("a.xhtml", "<p>a.</p>")
                .AddDocument("b.xhtml", "<p>b.</p>")));
    }

    [Fact]
    public void What_stands_before_the_first_chapter_has_no_title()
    {
        Assert.Equal(
            ["|Title page.", "One|a.", "Two|b."],
            Read(new EpubBuilder()
                .AddNavigation("<li><a href='a.xhtml'>One</a></li><li><a href='b.xhtml'>Two</a></li>")
                .AddDocument("title.xhtml", "<p>Title page.</p>")
                .AddDocument("a.xhtml", "<p>a.</p>")
                .AddDocument("b.xhtml", "<p>b.</p>")));
    }

    [Fact]
    public void Document_without_an_entry_belongs_to_the_chapter_before_it()
    {
        Assert.Equal(
            ["One|a. a2.", "Two|b."],
            Read(new EpubBuilder()
                .AddNavigation("<li><a href='a.xhtml'>One</a></li><li><a href='b.xhtml'>Two</a></li>")
                .AddDocument("a.xhtml", "<p>a.</p>")
                .AddDocument("a2.xhtml", "<p>a2.</p>")
                .AddDocument("b.xhtml", "<p>b.</p>")));
    }

    [Fact]
    public void Entries_below_the_first_of_a_document_are_no_chapters()
    {
        Assert.Equal(
            ["One|a. a1.", "Two|b."],
            Read(new EpubBuilder()
                .AddNavigation(
                    "<li><a href='a.xhtml'>One</a><ol><li><a href='a.xhtml#s'>One point one</a></li></ol></li>"
                        + "<li><a href='b.xhtml'>Two</a></li>")
                .AddDocument("a.xhtml", "<p>a.</p><p id='s'>a1.</p>")
                .AddDocument("b.xhtml", "<p>b.</p>")));
    }

    [Fact]
    public void Chapters_of_parts_that_begin_in_the_same_document_are_equal()
    {
        Assert.Equal(
            ["Part One|I.", "1|1. a.", "2|2. b.", "3|3. c.", "4|4. d.", "Part Two|II.", "5|5. e.", "6|6. f."],
            Read(new EpubBuilder()
                .AddNavigation(
                    "<li><a href='a.xhtml#p1'>Part One</a><ol><li><a href='a.xhtml#c1'>1</a></li>"
                        + "<li><a href='a.xhtml#c2'>2</a></li><li><a href='b.xhtml#c3'>3</a></li>"
                        + "<li><a href='b.xhtml#c4'>4</a></li></ol></li>"
                        + "<li><a href='c.xhtml#p2'>Part Two</a><ol><li><a href='c.xhtml#c5'>5</a></li>"
                        + "<li><a href='c.xhtml#c6'>6</a></li></ol></li>")
                .AddDocument("a.xhtml", "<h1 id='p1'>I</h1><h2 id='c1'>1</h2><p>a.</p><h2 id='c2'>2</h2><p>b.</p>")
                .AddDocument("b.xhtml", "<h2 id='c3'>3</h2><p>c.</p><h2 id='c4'>4</h2><p>d.</p>")
                .AddDocument("c.xhtml", "<h1 id='p2'>II</h1><h2 id='c5'>5</h2><p>e.</p><h2 id='c6'>6</h2><p>f.</p>")));
    }

    [Fact]
    public void Entries_of_the_rank_of_a_documents_first_are_chapters_too()
    {
        // Books that were cut into documents by size, not by chapter.
        string tail = new('x', 400);
        Assert.Equal(
            ["One|1. a.", $"Two|2. b. {tail}.", "Three|3. c."],
            Read(new EpubBuilder()
                .AddNavigation(
                    "<li><a href='a.xhtml#c1'>One</a></li><li><a href='a.xhtml#c2'>Two</a></li>"
                        + "<li><a href='b.xhtml#c3'>Three</a></li>")
                .AddDocument("a.xhtml", "<h2 id='c1'>1</h2><p>a.</p><h2><a id='c2'/>2</h2><p>b.</p>")
                .AddDocument("b.xhtml", $"<p>{tail}</p><h2 id='c3'>3</h2><p>c.</p>")));
    }

    [Theory]
    [InlineData("<p>1851.</p>", "1851.")]
    [InlineData("<h1>Part One.</h1>", "Part One.")]
    [InlineData("<h1>Part One.</h1><p>In which a man sails.</p>", "Part One. In which a man sails.")]
    [InlineData("<p>* * *</p>", "* * *")]
    [InlineData("<p>PART TWO</p>", "PART TWO.")]
    public void What_stands_over_the_heading_belongs_to_its_chapter(string over, string spoken)
    {
        Assert.Equal(
            ["One|a.", $"Two|{spoken} 2. b."],
            Read(new EpubBuilder()
                .AddNavigation("<li><a href='a.xhtml'>One</a></li><li><a href='b.xhtml#c2'>Two</a></li>")
                .AddDocument("a.xhtml", "<p>a.</p>")
                .AddDocument("b.xhtml", over + "<h2 id='c2'>2</h2><p>b.</p>")));
    }

    [Fact]
    public void What_stands_between_a_heading_and_the_anchor_belongs_to_its_chapter()
    {
        Assert.Equal(
            ["One|a.", "Two|2. By Some Author. b."],
            Read(new EpubBuilder()
                .AddNavigation("<li><a href='a.xhtml'>One</a></li><li><a href='b.xhtml#c2'>Two</a></li>")
                .AddDocument("a.xhtml", "<p>a.</p>")
                .AddDocument("b.xhtml", "<h2>2</h2><p>By Some Author</p><p id='c2'>b.</p>")));
    }

    [Theory]
    // As programs convert Kindle's books: an anchor, and a heading that is none.
    [InlineData("<p>The tail.</p><a id='c2'/><p><b>Two</b></p>", "The tail.", "Two.")]
    [InlineData(
        "<p>Tail.</p><h3>Still one</h3><p>Its end.</p><h2 id='c2'>Two</h2>", "Tail. Still one. Its end.", "Two.")]
    [InlineData("<h3>Still one</h3><p>The tail.</p><a id='c2'/><p>TWO</p>", "Still one. The tail.", "TWO.")]
    // The heading, and that of a part, above the anchor.
    [InlineData("<p>The tail.</p><h2>Two</h2><p id='c2'>Text.</p>", "The tail.", "Two. Text.")]
    [InlineData("<p>The tail.</p><h1>Part</h1><h2 id='c2'>Two</h2>", "The tail.", "Part. Two.")]
    [InlineData("<p>The tail.</p><h2>Two</h2><a id='c2'/>", "The tail.", "Two.")]
    // An empty chapter before it is one of its own.
    [InlineData("<p>The tail.</p><h2>End</h2><h2 id='c2'>Two</h2>", "The tail. End.", "Two.")]
    public void Anchor_is_where_the_chapter_begins(string body, string tail, string chapter)
    {
        string[] expected = [$"One|{$"a. {tail}".TrimEnd()}", $"Two|{chapter}", "Three|c."];
        const string Entries = "<li><a href='a.xhtml#c1'>One</a></li><li><a href='b.xhtml#c2'>Two</a></li>"
            + "<li><a href='c.xhtml'>Three</a></li>";
        Assert.Equal(expected, Read(new EpubBuilder()
            .AddNavigation(Entries)
            .AddDocument("a.xhtml", "<p id='c1'>a.</p>")
            .AddDocument("b.xhtml", body)
            .AddDocument("c.xhtml", "<p>c.</p>")));

        // The same for a chapter that is not the first of its document.
        Assert.Equal(expected, Read(new EpubBuilder()
            .AddNavigation(Entries.Replace("b.xhtml", "a.xhtml"))
            .AddDocument("a.xhtml", "<p id='c1'>a.</p>" + body)
            .AddDocument("c.xhtml", "<p>c.</p>")));
    }

    [Fact]
    public void Title_page_in_the_file_of_the_first_chapter_stands_before_it()
    {
        Assert.Equal(
            ["|The Title. By Some Author. All rights reserved.", "One|1. a.", "Two|2. b."],
            Read(new EpubBuilder()
                .AddNavigation("<li><a href='a.xhtml#c1'>One</a></li><li><a href='a.xhtml#c2'>Two</a></li>")
                .AddDocument(
                    "a.xhtml",
                    "<h1>The Title</h1><p>By Some Author</p><p>All rights reserved.</p>"
                        + "<h2 id='c1'>1</h2><p>a.</p><h2 id='c2'>2</h2><p>b.</p>")));
    }

    [Fact]
    public void Book_in_one_document_is_cut_at_every_entry_that_is_shown()
    {
        Assert.Equal(
            ["Zero|0.", "One|a. h.", "One point one|a1.", "\u00DCber|b."],
            Read(new EpubBuilder()
                .AddNavigation(
                    "<li><a href='a.xhtml'>Zero</a></li>"
                        + "<li><a href='a.xhtml#c1'>One</a><ol><li><a href='a.xhtml#s'>One point one</a></li></ol></li>"
                        + "<li hidden=''><a href='a.xhtml#h'>Hidden</a></li>"
                        + "<li><a href='a.xhtml#%C3%BC'>\u00DCber</a></li>"
                        + "<li><a href='a.xhtml#none'>Nowhere</a></li>")
                .AddDocument(
                    "a.xhtml",
                    "<p>0.</p><p id='c1'>a.</p><p id='h'>h.</p><p id='s'>a1.</p><p id='\u00FC'>b.</p>")));
    }

    [Theory]
    [InlineData(0, "|p. a. a1. b.")]
    [InlineData(1, "Part|p. a. a1. b.")]
    [InlineData(2, "Part|p.", "One|a. a1.", "Two|b.")]
    [InlineData(3, "Part|p.", "One|a.", "One point one|a1.", "Two|b.")]
    public void Level_by_hand_is_the_depth_of_the_table(int level, params string[] sections)
    {
        EpubBuilder builder = new EpubBuilder()
            .AddNavigation(
                "<li><a href='p.xhtml'>Part</a><ol>"
                    + "<li><a href='a.xhtml'>One</a><ol><li><a href='a.xhtml#s'>One point one</a></li></ol></li>"
                    + "<li><a href='b.xhtml'>Two</a></li></ol></li>")
            .AddDocument("p.xhtml", "<p>p.</p>")
            .AddDocument("a.xhtml", "<p>a.</p><p id='s'>a1.</p>")
            .AddDocument("b.xhtml", "<p>b.</p>");

        Assert.Equal(sections, Read(builder, new DocumentOptions { ChapterLevel = level }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<li><a href='a.xhtml'>Start</a></li>")]
    [InlineData("<li><a href='https://example.com/'>Elsewhere</a></li><li><a href='x.xhtml'>Nowhere</a></li>")]
    public void Without_a_table_of_contents_the_headings_of_the_whole_book_decide(string items)
    {
        Assert.Equal(
            ["One|One. a.", "Two|Two. b."],
            Read(new EpubBuilder()
                .AddNavigation(items)
                .AddDocument("a.xhtml", "<h2>One</h2><p>a.</p>")
                .AddDocument("b.xhtml", "<h2>Two</h2><p>b.</p>")));
    }

    [Fact]
    public void Part_that_says_nothing_is_no_chapter()
    {
        Assert.Equal(
            ["One|a.", "Two|b."],
            Read(new EpubBuilder()
                .AddNavigation(
                    "<li><a href='p.xhtml'>Part</a></li><li><a href='a.xhtml'>One</a></li>"
                        + "<li><a href='b.xhtml'>Two</a></li>")
                .AddDocument("p.xhtml", "<div/>")
                .AddDocument("a.xhtml", "<p>a.</p>")
                .AddDocument("b.xhtml", "<p>b.</p>")));
    }

    [Theory]
    [InlineData("<a href='a.xhtml'>A  <em>title</em>\n with\u00A0mark<br/>up </a>", "A title with\u00A0mark up")]
    [InlineData("<a href='a.xhtml' title='By its attribute'> </a>", "By its attribute")]
    [InlineData("<p><a href='a.xhtml'>In a paragraph</a></p>", "In a paragraph")]
    [InlineData("<a href='a.xhtml'>01</a>", "01")]
    public void Title_is_what_the_entry_says(string entry, string title)
    {
        EpubBuilder builder = new EpubBuilder()
            .AddNavigation($"<li>{entry}</li><li><a href='b.xhtml'>B</a></li>")
            .AddDocument("a.xhtml", "<p>a.</p>")
            .AddDocument("b.xhtml", "<p>b.</p>");

        Assert.Equal(title, builder.Read().Sections[0].Title);
    }

    [Fact]
    public void Table_of_contents_is_told_from_other_lists()
    {
        byte[] file = new EpubBuilder()
            .AddFile("OEBPS/nav.xhtml", EpubBuilder.Page(
                "<nav epub:type='page-list'><ol><li><a href='b.xhtml'>7</a></li></ol></nav>"
                    + "<nav role='doc-toc'><ol><li><a href='a.xhtml'>A</a></li>"
                    + "<li><a href='b.xhtml'>B</a></li></ol></nav>"))
            .AddItem("nav", "nav.xhtml", "application/xhtml+xml", "properties='scripted nav'")
            .AddDocument("a.xhtml", "<p>a.</p>")
            .AddDocument("b.xhtml", "<p>b.</p>")
            .Build();

        Assert.Equal(["A", "B"], EpubBuilder.Read(file).Sections.Select(section => section.Title));
    }

    [Fact]
    public void Chapters_are_as_many_as_the_table_of_contents_has_entries()
    {
        // A serial of the web.
        EpubBuilder builder = new EpubBuilder().AddNavigation(string.Concat(
            Enumerable.Range(1, 3000).Select(i => $"<li><a href='c.xhtml#c{i}'>Chapter {i}</a></li>")));
        builder.AddDocument(
            "c.xhtml", string.Concat(Enumerable.Range(1, 3000).Select(i => $"<h2 id='c{i}'>{i}</h2><p>c.</p>")));

        SpokenDocument book = builder.Read();
        Assert.Equal(3000, book.Sections.Count);
        Assert.Equal(new DocumentSection("Chapter 3000", "3000.\n\nc."), book.Sections[2999]);
        Assert.Empty(book.Warnings);
    }

    [Fact]
    public void More_chapters_than_the_limit_are_those_of_a_higher_level_with_a_warning()
    {
        const int Verses = DocumentLimits.Chapters / 2;
        EpubBuilder builder = new EpubBuilder().AddNavigation(string.Concat(Enumerable.Range(0, 3).Select(part =>
            $"<li><a href='p{part}.xhtml'>Part {part}</a><ol>"
                + string.Concat(Enumerable.Range(0, Verses).Select(i =>
                    $"<li><a href='p{part}.xhtml#v{i}'>Verse {i}</a></li>"))
                + "</ol></li>")));
        for (int part = 0; part < 3; part++)
        {
            builder.AddDocument(
                $"p{part}.xhtml",
                "<h1>Part</h1>" + string.Concat(Enumerable.Range(0, Verses).Select(i => $"<p id='v{i}'>v.</p>")));
        }

        SpokenDocument book = builder.Read(new DocumentOptions { ChapterLevel = 2 });
        Assert.Equal(["Part 0", "Part 1", "Part 2"], book.Sections.Select(section => section.Title));
        Assert.Equal(
            "Its table of contents would make 15003 chapters, more than the limit of 10000: the 3 of the highest "
                + "levels are made.",
            Assert.Single(book.Warnings));
    }

    private static IEnumerable<string> Read(EpubBuilder builder, DocumentOptions? options = null) =>
        builder.Read(options).Sections.Select(section => $"{section.Title}|{section.Text.Replace("\n\n", " ")}");

    private static string Point(string label, string source, string children = "") =>
        $"<navPoint><navLabel><text>{label}</text></navLabel><content src='{source}'/>{children}</navPoint>";
}
