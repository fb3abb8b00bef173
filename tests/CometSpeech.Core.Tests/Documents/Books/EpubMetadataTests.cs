using CometSpeech.Core.Documents;
using CometSpeech.Core.Tests.Documents.Support;

namespace CometSpeech.Core.Tests.Documents.Books;

public class EpubMetadataTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("<dc:title> </dc:title>", null)]
    [InlineData("<dc:title>\n  One \t\n of &amp;\u00A0two </dc:title>", "One of &\u00A0two")]
    [InlineData("<dc:title>First</dc:title><dc:title>Second</dc:title>", "First")]
    [InlineData(
        "<dc:title id='a'>A Subtitle</dc:title><dc:title id='b'>The Title</dc:title>"
            + "<meta refines='#a' property='title-type'>subtitle</meta>"
            + "<meta refines='#b' property='title-type'> main </meta>",
        "The Title")]
    [InlineData("<dc-metadata><dc:Title>Of 1999</dc:Title></dc-metadata>", "Of 1999")]
    public void Title_is_the_main_one_or_the_first(string metadata, string? title)
    {
        Assert.Equal(title, Read(metadata).Title);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("<dc:creator> Jane  Doe\n</dc:creator><dc:creator>John Roe</dc:creator>", "Jane Doe|John Roe")]
    [InlineData(
        "<dc:creator opf:role='ill'>Painter</dc:creator><dc:creator opf:role='aut'>Author</dc:creator>",
        "Author")]
    [InlineData("<dc:creator opf:role='edt'>Editor</dc:creator>", "Editor")]
    [InlineData(
        "<dc:creator id='a'>Translator</dc:creator><dc:creator id='b'>Author</dc:creator>"
            + "<meta refines='#a' property='role' scheme='marc:relators'>trl</meta>"
            + "<meta refines='#b' property='role' scheme='marc:relators'>aut</meta>",
        "Author")]
    [InlineData(
        "<dc:creator id='a'>Second</dc:creator><dc:creator>Third</dc:creator><dc:creator id='b'>First</dc:creator>"
            + "<meta refines='#a' property='display-seq'>2</meta><meta refines='#b' property='display-seq'>1</meta>",
        "First|Second|Third")]
    public void Authors_are_those_with_the_role_in_the_order_they_ask_for(string metadata, string authors)
    {
        Assert.Equal(authors, string.Join("|", Read(metadata).Authors));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("<dc:language> en-GB </dc:language><dc:language>fr</dc:language>", "en-GB")]
    public void Language_is_the_first(string metadata, string? language)
    {
        Assert.Equal(language, Read(metadata).Language);
    }

    [Fact]
    public void Cover_is_the_item_with_the_property()
    {
        DocumentCover? cover = ReadCover("<dc:title>A</dc:title>", "properties='cover-image'", [1, 2, 3]);

        Assert.Equal("image/jpeg", cover!.MediaType);
        Assert.Equal([1, 2, 3], cover.Content);
    }

    [Fact]
    public void Cover_is_the_item_that_epub_2_names()
    {
        Assert.Equal([1, 2, 3], ReadCover("<meta name='cover' content='c'/>", "", [1, 2, 3])!.Content);
    }

    [Fact]
    public void Drawing_is_no_cover()
    {
        Assert.Null(ReadCover("<meta name='cover' content='c'/>", "", [1, 2, 3], "image/svg+xml"));
    }

    [Fact]
    public void Cover_that_is_not_there_is_none()
    {
        Assert.Null(ReadCover("<meta name='cover' content='x'/>", "", [1, 2, 3]));
    }

    [Fact]
    public void Cover_that_is_too_large_is_left_out_with_a_warning_and_the_book_is_read()
    {
        SpokenDocument book = CoverBook(
            "", "properties='cover-image'", new byte[DocumentLimits.CoverBytes + 1], "image/jpeg");

        Assert.Null(book.Cover);
        Assert.Contains("OEBPS/cover.jpg", Assert.Single(book.Warnings));
        Assert.Equal("One.", book.Sections.Single().Text);
    }

    private static SpokenDocument Read(string metadata) =>
        new EpubBuilder { Metadata = metadata }.AddDocument("a.xhtml", "<p>One.</p>").Read();

    private static DocumentCover? ReadCover(
        string metadata, string attributes, byte[] content, string mediaType = "image/jpg") =>
        CoverBook(metadata, attributes, content, mediaType).Cover;

    private static SpokenDocument CoverBook(string metadata, string attributes, byte[] content, string mediaType) =>
        new EpubBuilder { Metadata = metadata }
            .AddDocument("a.xhtml", "<p>One.</p>")
            .AddFile("OEBPS/cover.jpg", content)
            .AddItem("c", "cover.jpg", mediaType, attributes)
            .Read();
}
