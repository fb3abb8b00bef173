using System.IO.Compression;
using System.Text;
using CometSpeech.Input.Files;

namespace CometSpeech.UnitTests.Input.Files;

/// <summary>Which files are known for what is no text, and which are not mistaken for it.</summary>
public sealed class FileKindTests
{
    [Theory]
    [InlineData("%PDF-1.7\n%\u00E2\u00E3", "a PDF document")]
    [InlineData("\u00EF\u00BB\u00BF%PDF-1.4\n", "a PDF document")]
    [InlineData("{\\rtf1\\ansi Hello\\par}", "an RTF document")]
    [InlineData("RIFF\u0024\u0008\u0000\u0000WAVEfmt ", "an audio file")]
    [InlineData("ID3\u0004\u0000\u0000\u0000\u0000\u0001\u0000TSSE", "an audio file")]
    [InlineData("OggS\u0000\u0002\u0000\u0000", "an audio file")]
    [InlineData("fLaC\u0000\u0000\u0000\u0022", "an audio file")]
    [InlineData("\u00FF\u00FB\u0090\u0064\u0000\u000F\u00F0", "an audio file")]
    [InlineData("\u0000\u0000\u0000\u0020ftypM4A ", "an audio or video file")]
    [InlineData("\u0089PNG\r\n\u001A\n", "an image")]
    [InlineData("\u00FF\u00D8\u00FF\u00E0\u0000\u0010JFIF", "an image")]
    [InlineData("\u001F\u008B\u0008\u0000", "a packed file")]
    [InlineData(
        "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
        "a document of an old Microsoft Office, or an encrypted one")]
    [InlineData("PK\u0003\u0004 torn", "a zip archive")]
    public void The_first_bytes_tell(string bytes, string name) =>
        Assert.Equal(name, Detect(Encoding.Latin1.GetBytes(bytes))?.Name);

    [Theory]
    [InlineData("Plain text.")]
    [InlineData("")]
    [InlineData("%PDF")]
    [InlineData("PDF files begin with %PDF-1.7.")]
    [InlineData("RIFF, a format of Microsoft's: WAVE")]
    [InlineData("RIFF raffWAVE is what a text may say.\r\n\tOn lines.")]
    [InlineData("GIF89a, a format of pictures")]
    [InlineData("ID3 tags are read by players")]
    // «явно» of Windows-1251, which begins as a frame of MP3 does, and «яыя».
    [InlineData("\u00FF\u00E2\u00ED\u00EE")]
    [InlineData("\u00FF\u00FB\u00FF \u00EE")]
    [InlineData("\u00EF\u00BB\u00BFText with a mark")]
    public void A_text_may_begin_like_one(string bytes) =>
        Assert.Null(Detect(Encoding.Latin1.GetBytes(bytes)));

    [Theory]
    [InlineData("a Word document (docx)", "[Content_Types].xml", "word/document.xml")]
    [InlineData("a spreadsheet", "[Content_Types].xml", "xl/workbook.xml")]
    [InlineData("a presentation", "[Content_Types].xml", "ppt/presentation.xml")]
    [InlineData("an EPUB book", "mimetype=application/epub+zip", "META-INF/container.xml")]
    [InlineData("an EPUB book", "META-INF/container.xml")]
    [InlineData("an OpenDocument text", "mimetype=application/vnd.oasis.opendocument.text", "content.xml")]
    [InlineData("a spreadsheet", "mimetype=application/vnd.oasis.opendocument.spreadsheet")]
    [InlineData("a zip archive", "notes.txt", "words.txt")]
    [InlineData("a zip archive")]
    public void The_names_in_an_archive_tell(string name, params string[] entries)
    {
        MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string entry in entries)
            {
                using StreamWriter content = new(archive.CreateEntry(entry.Split('=')[0]).Open());
                content.Write(entry.Split('=')[^1]);
            }
        }

        Assert.Equal(name, Detect(file.ToArray())?.Name);
    }

    [Theory]
    [InlineData("a.pdf", "a PDF document")]
    [InlineData("folder.txt/a.DOC", "a Word document of the old form (doc)")]
    [InlineData("a.tar.azw3", "a Mobipocket or Kindle book")]
    [InlineData("a.vtt", "a file of subtitles")]
    public void An_extension_tells_what_is_not_read(string path, string name) =>
        Assert.Equal(name, FileKind.OfExtension(path)?.Name);

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.md")]
    [InlineData("a.epub")]
    [InlineData("a.docx")]
    [InlineData("a.rst")]
    [InlineData("a.pdf/b")]
    [InlineData("pdf")]
    [InlineData("")]
    public void Any_other_extension_may_be_read(string path) => Assert.Null(FileKind.OfExtension(path));

    [Fact]
    public void The_advice_is_a_command_that_can_be_run()
    {
        FileKind kind = Detect(Encoding.Latin1.GetBytes("{\\rtf1}"))!;

        Assert.Equal(
            "Make a Word file of it first, which keeps its headings: pandoc -o 'Ann''s 1.docx' 'folder/Ann''s 1.rtf'.",
            kind.AdviceFor("folder/Ann's 1.rtf"));
    }

    private static FileKind? Detect(byte[] bytes) => FileKind.Detect(bytes, bytes.Length, new MemoryStream(bytes));
}
