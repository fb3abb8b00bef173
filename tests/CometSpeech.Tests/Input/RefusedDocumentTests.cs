using System.IO.Compression;
using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>Documents that are refused or say nothing: the error of each, and its way out.</summary>
public sealed class RefusedDocumentTests
{
    [Theory]
    [InlineData("pdf", "pdftotext '<folder>a.pdf' - | ConvertTo-SpokenText -TextCleanup Layout")]
    [InlineData("PDF", "pdftotext")]
    [InlineData("rtf", "pandoc -f rtf -o 'a.docx' 'a.rtf'")]
    [InlineData("doc", "soffice --headless --convert-to docx 'a.doc'")]
    [InlineData("odt", "soffice --headless --convert-to docx 'a.odt'")]
    [InlineData("mobi", "ebook-convert 'a.mobi' 'a.epub'")]
    [InlineData("azw3", "ebook-convert")]
    [InlineData("fb2", "ebook-convert")]
    [InlineData("pptx", "text file")]
    [InlineData("xlsx", "Import-Csv")]
    [InlineData("srt", @"Get-Content '<folder>a.srt' | Where-Object { $_ -notmatch '-->|^\d+$|^WEBVTT' } | Conv")]
    [InlineData("ass", "ffmpeg -i '<folder>a.ass' 'a.srt'")]
    [InlineData("vtt", "-InputFormat Text")]
    public async Task A_format_that_is_not_read_is_an_error_with_a_recipe(string extension, string recipe)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write($"a.{extension}", "Hello");
        scene.Write("b.txt", "Fine.");

        scene.Run($"[IO.FileInfo] \"$PWD/a.{extension}\" | ConvertTo-Speech -OutFile x.mp3");

        ErrorRecord error = scene.Session.Errors[0];
        Assert.Equal("FormatNotSupported", scene.Session.ErrorIds.First());
        Assert.Equal(ErrorCategory.NotImplemented, error.CategoryInfo.Category);
        Assert.Contains(scene.FileAt($"a.{extension}"), error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            recipe
                .Replace($"'a.{extension}'", $"'<folder>a.{extension}'", StringComparison.Ordinal)
                .Replace("<folder>", scene.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal),
            error.ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);

        // The others of a folder go on, and who names Text has it as it stands.
        scene.Run($"ConvertTo-Speech -Path a.{extension}, b.txt -OutDirectory audio");
        Assert.Equal(["FormatNotSupported"], scene.Session.ErrorIds);
        scene.Run($"ConvertTo-Speech -Path a.{extension} -InputFormat Text -OutFile a.mp3");
        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["Fine.", "Hello"], scene.Inputs);
    }

    [Theory]
    [InlineData("a.epub")]
    [InlineData("a.docx")]
    public async Task A_book_that_was_cut_off_is_to_be_got_anew(string name)
    {
        await using TestScene scene = await TestScene.StartAsync();
        WriteArchive(scene.FileAt("whole"), "META-INF/container.xml");
        File.WriteAllBytes(scene.FileAt(name), File.ReadAllBytes(scene.FileAt("whole"))[..60]);

        scene.Run($"ConvertTo-Speech -Path {name} -OutFile a.mp3");

        Assert.Equal(["DocumentNotReadable"], scene.Session.ErrorIds);
        Assert.StartsWith("Get it anew", Action(scene), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_found_whatever_its_extension()
    {
        await using TestScene scene = await TestScene.StartAsync();

        foreach (string name in new[] { "a.pdf", "a.md", "a.epub", "a.docx" })
        {
            scene.Run($"ConvertTo-Speech -Path {name} -OutDirectory audio");
            Assert.Equal(["FileNotFound"], scene.Session.ErrorIds);
        }
    }

    [Fact]
    public async Task A_book_under_another_name_or_read_by_Get_Content_is_to_be_named_itself()
    {
        await using TestScene scene = await TestScene.StartAsync();
        WriteArchive(scene.FileAt("a.txt"), "word/document.xml");
        WriteArchive(scene.FileAt("a.epub"), "META-INF/container.xml");

        scene.Run("ConvertTo-Speech -Path a.txt -OutDirectory audio");
        Assert.Equal(["FileNotText"], scene.Session.ErrorIds);
        Assert.Contains("-InputFormat Docx", Action(scene), StringComparison.Ordinal);

        scene.Run($"{StandIns.GetContent}\nGet-Content a.epub | ConvertTo-Speech -OutFile a.mp3");
        Assert.Equal("FileNotText", scene.Session.ErrorIds.First());
        Assert.Contains(
            $"-LiteralPath '{scene.FileAt("a.epub")}' -InputFormat Epub",
            scene.Session.Errors[0].ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);

        scene.Run($"{StandIns.GetContent}\nGet-Content a.epub | ConvertTo-Speech -InputFormat Epub -OutFile a.mp3");
        Assert.Equal(["InputHasNoText"], scene.Session.ErrorIds);
        Assert.Empty(scene.Inputs);
    }

    [Fact]
    public async Task A_book_of_many_lines_read_by_Get_Content_is_one_error()
    {
        await using TestScene scene = await TestScene.StartAsync();
        TestBook.Write(scene.FileAt("book.epub"));

        foreach (string place in new[] { "-OutFile a.mp3", "-OutDirectory audio", "" })
        {
            scene.Run($"'PK', '', 'more', 'and more' | ConvertTo-Speech -InputFormat Epub {place}");

            Assert.Equal(["InputHasNoText"], scene.Session.ErrorIds);
            Assert.Contains("-Path", Action(scene), StringComparison.Ordinal);
        }

        // Of a book that could be read, the error of the lines says nothing.
        scene.Run(
            "'PK', 'more', [IO.FileInfo]\"$PWD/book.epub\" | ConvertTo-Speech -InputFormat Epub -OutFile a.mp3");
        Assert.Equal(["InputHasNoText", "RecordsRejected"], scene.Session.ErrorIds);
        Assert.Empty(scene.Inputs);
        Assert.DoesNotContain("a.mp3", scene.Entries);
    }

    [Fact]
    public async Task What_cannot_be_read_as_its_format_names_the_file_and_the_way_out()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.docx", "Text.");
        File.WriteAllBytes(scene.FileAt("b.docx"), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1000]]);

        scene.Run("ConvertTo-Speech -Path a.docx -OutDirectory audio");
        Assert.Equal(["DocumentNotReadable"], scene.Session.ErrorIds);
        Assert.Equal(ErrorCategory.InvalidData, scene.Session.Errors[0].CategoryInfo.Category);
        Assert.Contains(scene.FileAt("a.docx"), scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-InputFormat", Action(scene), StringComparison.Ordinal);

        scene.Run("ConvertTo-Speech -Path b.docx -OutDirectory audio");
        Assert.Contains("password", scene.Session.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [InlineData("ConvertTo-Speech -Path a.md -OutFile a.mp3")]
    [InlineData("'```', 'x', '```' | ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3")]
    [InlineData("ConvertTo-SpokenText -Path a.md")]
    public async Task A_document_that_says_nothing_is_an_error_that_counts_what_was_left_out(string command)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.md", "```\nx\n```\n");

        scene.Run(command);

        Assert.Equal(["TextIsEmpty"], scene.Session.ErrorIds);
        ErrorRecord error = scene.Session.Errors[0];
        Assert.Contains(
            "says nothing that can be spoken; left out: 1 code block",
            error.Exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("-SpeakElement", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static string Action(TestScene scene) => scene.Session.Errors[0].ErrorDetails.RecommendedAction;

    private static void WriteArchive(string path, string entry)
    {
        using FileStream file = File.Create(path);
        using ZipArchive archive = new(file, ZipArchiveMode.Create);
        using StreamWriter content = TestBook.CreateEntry(archive, entry);
        content.Write("<x/>");
    }
}
