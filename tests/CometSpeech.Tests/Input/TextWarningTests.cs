using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Input;

/// <summary>A text that is probably not what was meant is spoken, with a warning.</summary>
public sealed class TextWarningTests
{
    [Theory]
    [InlineData("'fine', \"Gr`u{FFFD}`u{FFFD}e\", \"`u{FFFD}\"", "Record 2 ('Gr��e') for 'a.mp3' holds U+FFFD")]
    [InlineData("\"H`0i`0\"", "Record 1 ('H i') for 'a.mp3' holds U+0000")]
    [InlineData("[pscustomobject]@{ Text = \"`u{FFFD}x\" }", "Record 1 ('�x') for 'a.mp3' holds U+FFFD")]
    public async Task Characters_of_a_wrong_encoding_are_one_warning_that_names_the_way_out(string input, string start)
    {
        await using TestScene scene = await TestScene.StartAsync();

        scene.Run($"{input} | ConvertTo-Speech -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        string warning = Assert.Single(scene.Session.Warnings);
        Assert.StartsWith(start, warning, StringComparison.Ordinal);
        Assert.Contains("Get-Content -Encoding", warning, StringComparison.Ordinal);
        Assert.Single(scene.Inputs);
    }

    [Fact]
    public async Task A_file_that_was_damaged_before_is_named()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.txt", "Gr\uFFFDn");

        scene.Run("ConvertTo-Speech -Path a.txt -OutFile a.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            $"'{scene.FileAt("a.txt")}' holds U+FFFD: characters were lost when it was written.",
            Assert.Single(scene.Session.Warnings));
    }

    [Theory]
    [InlineData("'notes.txt' | ConvertTo-Speech -OutFile a.mp3", "-Path 'notes.txt' speaks")]
    [InlineData("ConvertTo-Speech ./notes.txt -OutFile a.mp3", "-Path './notes.txt' speaks")]
    [InlineData("ConvertTo-Speech \"$PWD/notes.txt\" -OutFile a.mp3", "notes.txt' speaks")]
    [InlineData("'notes.txt', 'notes.txt' | ConvertTo-Speech -OutDirectory .", "-Path 'notes.txt' speaks")]
    [InlineData("ConvertTo-Speech \"it's.md\" -OutFile a.mp3", "-Path 'it''s.md' speaks")]
    [InlineData("[pscustomobject]@{ Text = 'notes.txt' } | ConvertTo-Speech -OutFile a.mp3", "A property LiteralPath")]
    public async Task The_name_of_a_file_is_one_warning_that_names_the_parameter(string script, string way)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("notes.txt", "What it says.");
        scene.Write("it's.md", "What it says.");

        scene.Run(script);

        Assert.Empty(scene.Session.Errors);
        string warning = Assert.Single(scene.Session.Warnings);
        Assert.Contains("itself is spoken, though a file has that name", warning, StringComparison.Ordinal);
        Assert.Contains(way, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'Hello', 'notes.txt'")]
    [InlineData("'none.txt'")]
    [InlineData("'folder'")]
    [InlineData("\"notes.txt`nand more\"")]
    [InlineData("'Note: notes.txt'")]
    [InlineData("'variable:notes.txt', 'a::b', '~', '*', '[', '..'")]
    [InlineData("'~none/x'")]
    [InlineData("Get-Item notes.txt")]
    [InlineData("& { $line = [psobject] 'notes.txt'; "
        + "$line.PSObject.Properties.Add([psnoteproperty]::new('PSPath', 'index.txt')); $line }")]
    public async Task What_is_no_name_of_a_file_or_was_read_from_one_is_no_warning(string input)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("notes.txt", "What it says.");
        Directory.CreateDirectory(scene.FileAt("folder"));

        // The hosted engine has no Get-Item.
        scene.Run($$"""
            function Get-Item($Name) { [IO.FileInfo] "$PWD/$Name" }
            {{input}} | ConvertTo-Speech -OutFile a.mp3
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Single(scene.Inputs);
    }
}
