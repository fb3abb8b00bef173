using CometSpeech.Core.Documents.Zip;

namespace CometSpeech.Core.Tests.Documents.Zip;

public sealed class EntryPathTests
{
    [Theory]
    [InlineData("", "mimetype", "mimetype", false)]
    [InlineData("OEBPS/book.opf", "text/1.xhtml", "OEBPS/text/1.xhtml", false)]
    [InlineData("OEBPS/text/1.xhtml", "../images/./a.png", "OEBPS/images/a.png", false)]
    [InlineData("OEBPS/text/1.xhtml", "/cover.png", "cover.png", false)]
    [InlineData("OEBPS//book.opf", "text//1.xhtml", "OEBPS//text/1.xhtml", false)]
    [InlineData("OEBPS/book.opf", "../../cover.png", "cover.png", true)]
    [InlineData("", "../a/b", "a/b", true)]
    [InlineData("word/document.xml", "", "word", false)]
    public void A_path_counts_from_the_entry_in_which_it_stands(
        string source, string path, string expected, bool expectedLeaves)
    {
        Assert.Equal(expected, EntryPath.Resolve(source, path, out bool leaves));
        Assert.Equal(expectedLeaves, leaves);
    }
}
