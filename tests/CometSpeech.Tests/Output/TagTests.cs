using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using CometSpeech.Tests.LocalServer;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>What a file tells of itself, as a user asks for it and as another program reads it.</summary>
public sealed class TagTests
{
    private const string Book = "ConvertTo-Speech -Path book.epub -OutFile ";

    [SkippableTheory]
    [InlineData("m4b")]
    [InlineData("m4a")]
    [InlineData("mp3")]
    [InlineData("opus")]
    [InlineData("flac")]
    [InlineData("wav")]
    public async Task A_book_has_its_title_author_and_chapters_in_the_file(string extension)
    {
        FfmpegDecoder.SkipWithout();
        await using TestScene scene = await TestScene.StartAsync();
        TestBook.Write(scene.FileAt("book.epub"));

        PSObject made = Assert.Single(scene.Run($"{Book} book.{extension} -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        JsonElement probed = await ProbeAsync(scene.FileAt($"book.{extension}"));
        Assert.Equal(("The Test Book", "Ann Other"), (TagOf(probed, "title"), TagOf(probed, "artist")));
        JsonElement[] chapters = [.. probed.GetProperty("chapters").EnumerateArray()];
        Assert.Equal(
            ["The Beginning", "The End", "Appendix"],
            chapters.Select(chapter => chapter.GetProperty("tags").GetProperty("title").GetString()));
        IEnumerable<TimeSpan> starts = ((Array)made.Properties["Chapters"].Value).Cast<object>()
            .Select(chapter => (TimeSpan)PSObject.AsPSObject(chapter).Properties["Start"].Value);
        Assert.All(
            starts.Zip(chapters, (start, chapter) => start.TotalSeconds - SecondsOf(chapter)),
            difference => Assert.InRange(difference, -0.002, 0.002));
    }

    [SkippableFact]
    public async Task What_the_user_says_wins_over_the_book()
    {
        FfmpegDecoder.SkipWithout();
        await using TestScene scene = await TestScene.StartAsync();
        TestBook.Write(scene.FileAt("book.epub"));
        File.WriteAllBytes(scene.FileAt("cover.png"), TestPicture.Png);

        scene.Run(Book + """
            book.mp3 -Title Mine -Author Jane, 'John Doe', '' -Cover cover.png -Tag @{
                album = 'Sea'; TRACK = 3; Genre = 'Audiobook'; Year = [datetime] '1851-10-18'; Comment = 1.5
            }
            """);

        Assert.Empty(scene.Session.Errors);
        JsonElement probed = await ProbeAsync(scene.FileAt("book.mp3"));
        Assert.Equal(
            ["Mine", "Sea", "3", "Audiobook", "1851"],
            new[] { "title", "album", "track", "genre", "date" }.Select(name => TagOf(probed, name)));
        Assert.Contains("Jane", TagOf(probed, "artist"), StringComparison.Ordinal);
        Assert.Contains("John Doe", TagOf(probed, "artist"), StringComparison.Ordinal);
        Assert.Contains(
            probed.GetProperty("streams").EnumerateArray(),
            stream => stream.GetProperty("codec_name").GetString() == "png");
    }

    [SkippableFact]
    public async Task Chapters_of_ConvertToSpokenText_are_tracks_of_the_book_where_each_is_a_file()
    {
        FfmpegDecoder.SkipWithout();
        await using TestScene scene = await TestScene.StartAsync();
        TestBook.Write(scene.FileAt("book.epub"));

        scene.Run("""
            $chapters = ConvertTo-SpokenText -Path book.epub
            $chapters | ConvertTo-Speech -OutDirectory out
            $tag = @{ Album = 'Sea'; Track = '' }
            $chapters | ConvertTo-Speech -OutFile { $_.FileName + '.m4b' } -Title Mine -Tag $tag
            $chapters | ConvertTo-Speech -OutFile whole.mp3
            'one' | ConvertTo-Speech -OutFile plain.mp3
            """);

        Assert.Empty(scene.Session.Errors);
        string[] files = [.. Directory.GetFiles(scene.FileAt("out")).Order(StringComparer.Ordinal)];
        Assert.Equal(3, files.Length);
        for (int i = 0; i < files.Length; i++)
        {
            string name = Path.GetFileNameWithoutExtension(files[i]);
            JsonElement probed = await ProbeAsync(files[i]);
            // «01 Chapter».
            Assert.Equal(
                [name[3..], "Ann Other", "The Test Book", $"{i + 1}/3"],
                new[] { "title", "artist", "album", "track" }.Select(tag => TagOf(probed, tag)));
            JsonElement said = await ProbeAsync(scene.FileAt(name + ".m4b"));
            Assert.Equal(
                ["Mine", "Ann Other", "Sea", null],
                new[] { "title", "artist", "album", "track" }.Select(tag => TagOf(said, tag)));
        }

        JsonElement whole = await ProbeAsync(scene.FileAt("whole.mp3"));
        Assert.Equal(
            ["The Test Book", null, null],
            new[] { "title", "album", "track" }.Select(tag => TagOf(whole, tag)));

        Assert.NotEqual("ID3"u8.ToArray(), File.ReadAllBytes(scene.FileAt("plain.mp3"))[..3]);
    }

    [Theory]
    [InlineData("@{ Singer = 'x' }", "-Tag cannot be used: it has no key 'Singer'. The keys are Album, Track, ")]
    [InlineData("@{ Title = 'x' }", "-Tag cannot be used: 'Title' is a parameter of its own, -Title. ")]
    [InlineData("@{ Year = 51 }", "-Tag cannot be used: the value of Year is '51'; it takes a year of four digits, ")]
    [InlineData("@{ Track = '5/3' }", "-Tag cannot be used: the value of Track is '5/3'; it takes a number from 1 to ")]
    [InlineData(
        "@{ Language = [Globalization.RegionInfo]'GB' }",
        "-Tag cannot be used: the value of Language is no text but a System.Globalization.RegionInfo; it takes a ")]
    [InlineData("@{ Album = $Host }", "-Tag cannot be used: the value of Album is no text but a ")]
    [InlineData("@{ Genre = $itself }", "-Tag cannot be used: the lists in the value of Genre are nested too deeply, ")]
    public async Task A_tag_that_cannot_be_is_an_error_before_anything_is_sent(string table, string message)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("$itself = [Collections.ArrayList] @(); [void] $itself.Add($itself);"
            + $"'one' | ConvertTo-Speech -OutFile a.mp3 -Tag {table}");

        Assert.Equal("InvalidTag", scene.Session.ErrorId);
        Assert.StartsWith(message, scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
        Assert.Empty(scene.Entries);
    }

    [Theory]
    [InlineData("missing.jpg")]
    [InlineData("folder")]
    [InlineData("picture.jpg")]
    [InlineData("empty.png")]
    [InlineData("large.png")]
    [InlineData("cover[1].png")]
    [InlineData("Env:PATH")]
    [InlineData("NoDrive:/cover.jpg")]
    public async Task A_cover_that_cannot_be_is_an_error_before_anything_is_sent(string cover)
    {
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("folder"));
        File.WriteAllBytes(scene.FileAt("picture.jpg"), "GIF89a"u8.ToArray());
        File.WriteAllBytes(scene.FileAt("empty.png"), []);
        File.WriteAllBytes(scene.FileAt("cover1.png"), TestPicture.Png);
        File.WriteAllBytes(scene.FileAt("large.png"), [.. TestPicture.Png, .. new byte[16_000_000]]);
        int entries = scene.Entries.Count;

        scene.Run($"'one' | ConvertTo-Speech -OutFile a.mp3 -Cover '{cover}'");

        Assert.Equal("CoverNotReadable", scene.Session.ErrorId);
        Assert.Contains(cover, scene.Session.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Inputs);
        Assert.Equal(entries, scene.Entries.Count);
    }

    [Fact]
    public async Task A_warning_names_the_format_that_has_what_aac_has_not()
    {
        await using TestScene scene = await TestScene.StartAsync();
        TestBook.Write(scene.FileAt("book.epub"));

        scene.Run($"{Book} book.aac -Title Mine");
        Assert.Equal(
            "'book.aac' will not tell its chapters and tags: bare AAC frames have no place for them. "
                + "A file named .m4a has.",
            Assert.Single(scene.Session.Warnings));
        scene.Run("'a', 'b' | ConvertTo-Speech -OutDirectory out -ResponseFormat pcm -Author Jane");
        Assert.Single(scene.Session.Warnings);
        scene.Run("'a' | ConvertTo-Speech -OutFile a.aac");
        Assert.Empty(scene.Session.Warnings);
    }

    private static double SecondsOf(JsonElement chapter) =>
        double.Parse(chapter.GetProperty("start_time").GetString()!, CultureInfo.InvariantCulture);

    private static async Task<JsonElement> ProbeAsync(string path)
    {
        ProcessStartInfo start = new(
            "ffprobe",
            ["-v", "error", "-of", "json", "-show_format", "-show_streams", "-show_chapters", path])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string json = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return JsonDocument.Parse(json).RootElement.Clone();
    }

    // Ogg has its tags in the stream.
    private static string? TagOf(JsonElement probed, string name) =>
        new[] { probed.GetProperty("format") }.Concat(probed.GetProperty("streams").EnumerateArray())
            .Where(part => part.TryGetProperty("tags", out _))
            .SelectMany(part => part.GetProperty("tags").EnumerateObject())
            .FirstOrDefault(tag => tag.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Value is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
