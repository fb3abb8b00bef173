using System.Diagnostics;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>Mistakes that would cost the user a file.</summary>
public sealed class OverwriteTests
{
    [Fact]
    public async Task The_text_itself_is_not_overwritten()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("notes.txt", "chunk 1");

        scene.Run("ConvertTo-Speech -Path notes.txt -OutFile notes.txt");

        Assert.Equal(["OutFileIsInput"], scene.Session.ErrorIds);
        Assert.Equal("chunk 1", File.ReadAllText(scene.FileAt("notes.txt")));
        Assert.Empty(scene.Server.Requests);
    }

    // A script block for the name would fail with -Path, and name a file «.mp3» for the lines of Get-Content.
    [Fact]
    public async Task The_advice_names_a_file()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("notes.txt", "chunk 1");

        scene.Run("ConvertTo-Speech -Path notes.txt -OutFile notes.txt");

        string advice = Assert.Single(scene.Session.Errors).ErrorDetails.RecommendedAction;
        Assert.Contains("'notes-speech.mp3'", advice, StringComparison.Ordinal);
        Assert.DoesNotContain("$_", advice, StringComparison.Ordinal);
    }

    // $lines is what Get-Content gives for notes.txt: strings with the note PSPath.
    [SkippableTheory]
    [InlineData("ConvertTo-Speech -Path notes.txt -OutFile soft.mp3")]
    [InlineData("ConvertTo-Speech -LiteralPath notes.txt -OutFile hard.mp3")]
    [InlineData("ConvertTo-Speech -LiteralPath soft.mp3 -OutFile notes.txt")]
    [InlineData("ConvertTo-Speech -Path notes.txt -OutDirectory out")]
    [InlineData("[System.IO.FileInfo]\"$PWD/notes.txt\" | ConvertTo-Speech -OutDirectory out")]
    [InlineData("ConvertTo-Speech -Path notes.mp3 -OutDirectory .")]
    [InlineData("$lines | ConvertTo-Speech -OutFile notes.txt")]
    [InlineData("$lines | ConvertTo-Speech -OutFile hard.mp3")]
    [InlineData("$lines | ConvertTo-Speech -OutFile new/../soft.mp3")]
    [InlineData("ConvertTo-Speech $lines -OutFile notes.txt")]
    [InlineData("[pscustomobject]@{ Text = $lines[0]; Voice = 'sage' } | ConvertTo-Speech -OutFile notes.txt")]
    [InlineData("@{ Text = 'chunk 1'; PSPath = \"$PWD/notes.txt\" } | ConvertTo-Speech -OutFile notes.txt")]
    [InlineData("ConvertTo-Speech -Path left.mp3.cometspeech -OutFile left.mp3")]
    [InlineData("ConvertTo-Speech -Path kept.mp3.parts -OutFile kept.mp3")]
    [InlineData("ConvertTo-Speech -Path notes.txt -OutFile a.mp3 -CachePath notes.txt")]
    public async Task No_text_is_overwritten_whatever_its_file_is_called(string command)
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("out"));
        string[] texts = [.. new[] { "notes.txt", "notes.mp3", "left.mp3.cometspeech", "kept.mp3.parts" }
            .Select(name => scene.Write(name, "chunk 1"))];
        File.CreateSymbolicLink(scene.FileAt("soft.mp3"), texts[0]);
        File.CreateSymbolicLink(scene.FileAt("out/notes.mp3"), "../notes.txt");
        Link(texts[0], scene.FileAt("hard.mp3"));
        scene.Run("$global:lines = foreach ($text in 'chunk 1', 'chunk 2') { " + WithPath("$text", "notes.txt") + " }");

        scene.Run(command);

        Assert.Equal(["OutFileIsInput"], scene.Session.ErrorIds);
        Assert.Empty(scene.Session.Warnings);
        Assert.Empty(scene.Server.Requests);
        Assert.All(texts, text => Assert.Equal("chunk 1", File.ReadAllText(text)));
    }

    // Each record is the letter of its text's file and that of its audio file; the files are a, b and c.
    [Theory]
    [InlineData("ab bx", "x")]
    [InlineData("ac bx cy", "xy")]
    [InlineData("ax bc cy", "xy")]
    [InlineData("ax ba cy", "xy")]
    [InlineData("ac bx", "cx")]
    public async Task A_text_that_comes_later_or_came_before_is_not_overwritten(string records, string made)
    {
        await using TestScene scene = await TestScene.StartAsync();
        Array.ForEach(["a", "b", "c"], name => scene.Write(name, "chunk 1"));
        string strings = string.Join(", ", records.Split(' ').Select(record => WithPath($"'{record}'", record[..1])));

        scene.Run($$"""{{strings}} | ConvertTo-Speech -Force -OutFile { "$_"[1] }""");

        Assert.Equal(made.Contains('c', StringComparison.Ordinal) ? [] : ["OutFileIsInput"], scene.Session.ErrorIds);
        Assert.Equal(
            made,
            string.Concat(scene.Entries.Where(name => new FileInfo(scene.FileAt(name)).Length > "chunk 1".Length)));
    }

    // Rows of a table, and lines that were worked upon, do not tell their file.
    [Theory]
    [InlineData("book.csv", "Text\nchunk 01", "", "OutFileNotAudio")]
    [InlineData("NOTES.TXT", "chunk 01", "", "OutFileNotAudio")]
    [InlineData("film.mp4", "\0\0\0\u0020ftypisom", "", "OutFileNotAudio")]
    [InlineData("table", "Text\nchunk 01", "", "OutFileNotAudio")]
    [InlineData("notes.tex", "chunk 01", "", "OutFileNotAudio")]
    [InlineData("lines.xlsx", "PK\u0003\u0004", "", "OutFileNotAudio")]
    [InlineData("samples.bin", "no mark", "-ResponseFormat pcm", null)]
    [InlineData("book.csv", "Text\nchunk 01", "-Force", null)]
    [InlineData("book.csv", "", "", null)]
    [InlineData("old.mp3", "no audio", "", null)]
    public async Task A_document_is_not_replaced_unless_Force_says_so(
        string name, string content, string parameter, string? id)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write(name, content);

        scene.Run($"'chunk 01' | ConvertTo-Speech -OutFile {name} {parameter}");

        Assert.Equal(id is null ? [] : [id], scene.Session.ErrorIds);
        Assert.Equal(id is null ? 1 : 0, scene.Inputs.Count);
        Assert.Equal(id is null, new FileInfo(scene.FileAt(name)).Length > 1000);
        if (id is null)
        {
            scene.Run($"'chunk 02' | ConvertTo-Speech -OutFile {name} {parameter}");
            Assert.Empty(scene.Session.Errors);
        }
    }

    [Fact]
    public async Task A_text_in_the_folder_of_parts_stays()
    {
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("a.mp3.parts"));
        scene.Write("a.mp3.parts/notes.txt", "chunk 1");

        scene.Run("ConvertTo-Speech -Path a.mp3.parts/notes.txt -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal("chunk 1", File.ReadAllText(scene.FileAt("a.mp3.parts/notes.txt")));
    }

    [Fact]
    [Trait("Build", StagedModule.Core)] // .NET Standard knows no links.
    [Trait("Wine", "no")] // It makes no symbolic links.
    public async Task Two_links_to_one_file_are_one_file()
    {
        await using TestScene scene = await TestScene.StartAsync();
        File.CreateSymbolicLink(scene.FileAt("link.pcm"), scene.FileAt("a.pcm"));

        scene.Run("""
            [pscustomobject]@{ OutFile = 'a.pcm'; Text = 'chunk 01' },
            [pscustomobject]@{ OutFile = 'b.pcm'; Text = 'chunk 02' },
            [pscustomobject]@{ OutFile = 'link.pcm'; Text = 'chunk 03' } | ConvertTo-Speech
            """);

        Assert.Equal(["OutFileRepeated"], scene.Session.ErrorIds);
        Assert.Equal([1], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
    }

    [Fact]
    public async Task NoClobber_over_a_folder_that_was_finished_is_one_warning_and_over_one_file_an_error()
    {
        await using TestScene scene = await TestScene.StartAsync();
        for (int i = 1; i <= 6; i++)
        {
            scene.Write($"{i}.txt", $"chunk {i}");
        }

        scene.Run("ConvertTo-Speech -Path [1-5].txt -OutDirectory out");
        scene.Server.ClearRequests();
        scene.Run("ConvertTo-Speech -Path *.txt -OutDirectory out -NoClobber -Verbose");

        Assert.Empty(scene.Session.Errors);
        string[] names = [.. Enumerable.Range(1, 3).Select(i => $"'{Path.Combine("out", $"{i}.mp3")}'")];
        Assert.Equal(
            "5 of 6 files exist already and were left alone, as -NoClobber says: "
                + $"{string.Join(", ", names)} and 2 more, which -Verbose names.",
            Assert.Single(scene.Session.Warnings));
        Assert.Contains($"'{Path.Combine("out", "5.mp3")}' exists already.", scene.Session.Verbose);
        Assert.Equal(["chunk 6"], scene.Inputs);

        scene.Run("ConvertTo-Speech -Path 1.txt -OutDirectory out -NoClobber");
        Assert.Equal(["OutFileExists"], scene.Session.ErrorIds);
        Assert.Empty(scene.Session.Warnings);
    }

    [Fact]
    public async Task Two_texts_of_one_name_do_not_share_a_file_in_silence()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("notes.txt", "chunk 1");
        scene.Write("notes.md", "chunk 2");
        Directory.CreateDirectory(scene.FileAt("audio/notes.wav"));

        scene.Run("ConvertTo-Speech -LiteralPath notes.md, notes.txt -OutDirectory audio -ResponseFormat wav");

        Assert.Equal(["OutFileIsFolder", "OutFileRepeated"], scene.Session.ErrorIds);
    }

    [Fact]
    public async Task Bytes_are_not_made_without_a_row_that_could_not_be_bound()
    {
        await using TestScene scene = await TestScene.StartAsync();

        IReadOnlyList<object> output = scene.Run("""
            [pscustomobject]@{ Voice = 'sage'; Text = 'chunk 1' },
            [pscustomobject]@{ Voice = 'bob'; Text = 'chunk 2' } | ConvertTo-Speech
            """);

        Assert.Empty(output);
        Assert.Equal("RecordsRejected", scene.Session.Errors[^1].FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task No_folder_is_made_before_the_key_is_known()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'Hello' | ConvertTo-Speech -OutDirectory new -BaseUri https://api.cometapi.com/v1");
        Assert.Equal("ApiKeyMissing", scene.Session.ErrorId);
        scene.Run("'Hello' | ConvertTo-Speech -OutFile new/deep/a.mp3 -BaseUri https://api.cometapi.com/v1");
        Assert.Equal("ApiKeyMissing", scene.Session.ErrorId);

        Assert.Empty(scene.Entries);
    }

    private static string WithPath(string text, string path) =>
        $$"""
        $($path = "Microsoft.PowerShell.Core\FileSystem::$PWD/{{path}}"
          $s = [psobject]::AsPSObject({{text}})
          $s.psobject.Properties.Add([psnoteproperty]::new('PSPath', $path))
          $s)
        """;

    // .NET makes symbolic links only.
    private static void Link(string file, string link)
    {
        using Process ln = Process.Start("ln", [file, link]);
        ln.WaitForExit();
        Assert.Equal(0, ln.ExitCode);
    }
}
