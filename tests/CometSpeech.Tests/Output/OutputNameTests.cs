using System.Text;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Output;

/// <summary>What files are called: as the user, the source, or a script block names them.</summary>
public sealed class OutputNameTests
{
    [Theory]
    [InlineData("\U0001F389", 252)]
    [InlineData("\u65E5", 255)]
    [Trait("Wine", "no")] // Its file systems are Linux', which count bytes where Windows counts characters.
    public Task The_longest_name_of_characters_of_several_bytes_works(string character, int length) =>
        The_longest_name_that_the_file_system_takes_works(character, length);

    // UTF-8 bytes; elsewhere than on Windows file systems count those.
    [Theory]
    [InlineData("a", 250)]
    [InlineData("a", 255)]
    public async Task The_longest_name_that_the_file_system_takes_works(string character, int length)
    {
        await using TestScene scene = await TestScene.StartAsync();
        const string extension = ".pcm";
        int bytes = Encoding.UTF8.GetByteCount(character);
        int count = (length - extension.Length) / bytes;
        string name = string.Concat(Enumerable.Repeat(character, count))
            + new string('a', length - extension.Length - (count * bytes)) + extension;
        scene.Session.SetVariable("text", Chunks.Text(1, 2));
        scene.Server.Faults =
            Fault.When(request => request.Input == "chunk 02", new ErrorFault(400, "invalid_request"));
        string command = $"$text | ConvertTo-Speech -OutFile {name} -MaxChunkLength 10 -ThrottleLimit 1";
        scene.Run(command);
        Assert.Equal("RequestRejected", scene.Session.ErrorId);
        scene.Server.Faults = null;
        scene.Run(command);

        Assert.Equal(Chunks.Of(1, 2, 2), scene.Inputs);
        Assert.Equal([name], scene.Entries);
        Assert.Equal([1, 2], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt(name))));
    }

    [SkippableFact]
    public async Task A_share_where_there_are_none_is_the_folder_that_PowerShell_looks_for()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has shares.");
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'Hello' | ConvertTo-Speech -OutFile \\\\dev\\null\\a\\b.mp3");

        Assert.Contains("/dev/null/a", Assert.Single(scene.Session.Errors).Exception.Message);
        Assert.Empty(scene.Inputs);
        Assert.Empty(Directory.GetFileSystemEntries(Environment.CurrentDirectory, "*null*"));
    }

    [SkippableTheory]
    [InlineData("a[1]*?.mp3")]
    [InlineData("a b's \"c\".mp3")]
    [InlineData("-.mp3")]
    [InlineData("Grüße 日本 🎉.mp3")]
    [InlineData("no extension")]
    [InlineData("...mp3")]
    [InlineData(".hidden")]
    public async Task A_name_is_taken_to_the_letter(string name)
    {
        Skip.If(
            OperatingSystem.IsWindows() && name.AsSpan().IndexOfAny("*?\"") >= 0,
            "Windows forbids a character in it.");
        await using TestScene scene = await TestScene.StartAsync();
        scene.Session.SetVariable("name", name);

        scene.Run("'Hello' | ConvertTo-Speech -OutFile $name");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([name], scene.Entries);
    }

    [Theory]
    [InlineData("x.mp4", 1)]
    [InlineData("x.txt", 1)]
    [InlineData("x.part1", 0)]
    public async Task An_extension_that_means_something_else_is_one_warning(string name, int warnings)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"'chunk 01', 'chunk 02' | ConvertTo-Speech -OutFile {name}");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(warnings, scene.Session.Warnings.Count);
        Assert.All(scene.Session.Warnings, text => Assert.Contains("will hold mp3", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hidden_file_keeps_its_name()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write(".hid", "chunk 01");
        scene.Write(".two.txt", "chunk 02");

        scene.Run("ConvertTo-Speech -LiteralPath .hid, .two.txt -OutDirectory . -ResponseFormat opus");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([".hid", ".hid.opus", ".two.opus", ".two.txt"], scene.Entries);
    }

    [Fact]
    public async Task A_folder_of_files_is_named_after_the_sources()
    {
        await using TestScene scene = await TestScene.StartAsync();
        Directory.CreateDirectory(scene.FileAt("a"));
        Directory.CreateDirectory(scene.FileAt("b"));
        scene.Write("a/one.txt", "chunk 01");
        scene.Write("a/two.v2.md", "chunk 02");
        scene.Write("b/one.txt", "chunk 03");

        scene.Run("""
            'a/one.txt', 'a/two.v2.md', 'b/one.txt' |
                ForEach-Object { [System.IO.FileInfo]::new("$($PWD.ProviderPath)/$_") } |
                ConvertTo-Speech -OutDirectory out -ResponseFormat pcm
            """);

        Assert.Equal("OutFileRepeated", scene.Session.ErrorId);
        Assert.Contains(
            "in place of -OutDirectory",
            Assert.Single(scene.Session.Errors).ErrorDetails.RecommendedAction,
            StringComparison.Ordinal);
        Assert.Equal(
            ["one.pcm", "two.v2.pcm"],
            Directory.GetFileSystemEntries(scene.FileAt("out")).Select(Path.GetFileName).Order());
        Assert.Equal([1], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("out/one.pcm"))));
        // Of Markdown a paragraph is a sentence.
        Assert.Equal(["chunk 01", "chunk 02."], scene.Inputs.Order());
    }

    [Fact]
    public async Task Texts_without_names_are_numbered_and_blank_ones_skipped()
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run("'chunk 01', '', ' ', $null, 'chunk 02' | ConvertTo-Speech -OutDirectory . -ResponseFormat opus");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["speech-0001.opus", "speech-0002.opus"], scene.Entries);
    }

    [Fact]
    public async Task A_script_block_names_the_file_of_each_record()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("one.txt", "chunk 01");
        scene.Write("two.txt", "chunk 02");

        scene.Run("""
            'one', 'two' | ForEach-Object { [System.IO.FileInfo]::new("$($PWD.ProviderPath)/$_.txt") } |
                ConvertTo-Speech -OutFile { "$($_.BaseName).pcm" }
            'alloy', 'sage' | ForEach-Object { [pscustomobject]@{ Voice = $_ } } |
                ConvertTo-Speech -InputObject 'chunk 03' -OutFile { "$($_.Voice).pcm" }
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["alloy.pcm", "one.pcm", "one.txt", "sage.pcm", "two.pcm", "two.txt"], scene.Entries);
        Assert.Equal([2], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("two.pcm"))));
        Assert.Equal(
            ["alloy", "sage"],
            scene.Server.Requests
                .Where(request => request.Input == "chunk 03")
                .Select(request => request.Voice)
                .Order());
    }
}
