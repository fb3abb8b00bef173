using System.Management.Automation;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Commands;

/// <summary>What <c>ConvertTo-SpokenText</c> puts out, and what <c>ConvertTo-Speech</c> makes of it.</summary>
public sealed class ConvertToSpokenTextTests
{
    private const string Book = """
        ---
        title: The Book
        author: [Ann, Bob]
        lang: en-GB
        ---

        To you.

        # Yes/No

        One *more*.[^1]

        ```
        code
        ```

        > A quote.

        # Two

        See https://www.example.com/x. 🎉

        [^1]: The note.
        """;

    [Fact]
    public async Task An_index_in_code_is_spoken_and_a_note_mark_is_not()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.md", "# Why `rows[2]` fails\n\nUse `items[1]`, he says[1].");

        IReadOnlyList<PSObject> spoken = scene.Run(
            "ConvertTo-SpokenText -Path a.md -ChapterLevel 1; ConvertTo-SpokenText -Path a.md -TextCleanup None");

        Assert.Equal(
            ["Why rows[2] fails.\n\nUse items[1], he says.", "Why rows[2] fails.\n\nUse items[1], he says[1]."],
            spoken.Select(chapter => Get(chapter, "Text")));
        Assert.Equal("Why rows[2] fails", Get(spoken[0], "Chapter"));
    }

    [Fact]
    public async Task A_history_of_changes_has_as_many_chapters_as_releases()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.md", string.Concat(Enumerable.Range(1, 1000).Select(i => $"## 1.{i}\n\nMore.\n\n")));

        IReadOnlyList<PSObject> spoken = scene.Run("ConvertTo-SpokenText -Path a.md");

        Assert.Equal(1000, spoken.Count);
        Assert.Equal("1000 1.1000", Get(spoken[999], "FileName"));
        Assert.Empty(scene.Session.Warnings);
    }

    [Fact]
    public async Task A_document_is_one_object_a_chapter()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("book.md", Book);

        IReadOnlyList<PSObject> spoken = scene.Run("ConvertTo-SpokenText -Path book.md");

        Assert.Empty(scene.Session.Errors);
        Assert.All(spoken, chapter => Assert.Equal("CometSpeech.SpokenText", chapter.TypeNames[0]));
        Assert.Equal([1, 2, 3], spoken.Select(chapter => Get(chapter, "Index")));
        Assert.Equal(["The Book", "Yes/No", "Two"], spoken.Select(chapter => Get(chapter, "Chapter")));
        Assert.Equal(
            ["To you.", "Yes/No.\n\nOne more.\n\nA quote.", "Two.\n\nSee example.com."],
            spoken.Select(chapter => Get(chapter, "Text")));
        Assert.Equal(["01 The Book", "02 Yes No", "03 Two"], spoken.Select(chapter => Get(chapter, "FileName")));
        Assert.All(spoken, chapter =>
        {
            Assert.Equal(((string)Get(chapter, "Text")!).Length, Get(chapter, "Characters"));
            Assert.Equal("The Book", Get(chapter, "Title"));
            Assert.Equal(["Ann", "Bob"], (string[])Get(chapter, "Author")!);
            Assert.Equal("en-GB", Get(chapter, "Language"));
            Assert.Equal(scene.FileAt("book.md"), Get(chapter, "Path"));
        });
        Assert.Empty(scene.Inputs);
    }

    [Theory]
    [InlineData("-ChapterLevel 0", "To you.\n\nYes/No.\n\nOne more.\n\nA quote.\n\nTwo.\n\nSee example.com.")]
    [InlineData("-SpeakElement Emoji, Address", "Two.\n\nSee https://www.example.com/x. 🎉")]
    [InlineData("-TextCleanup None", "Two.\n\nSee https://www.example.com/x. 🎉")]
    [InlineData("-SpeakElement Code", "Yes/No.\n\nOne more.\n\ncode.\n\nA quote.")]
    [InlineData("-OmitElement Quote, Heading", "One more.")]
    [InlineData("-InputFormat Text", Book)]
    public async Task Parameters_decide_what_is_spoken(string parameters, string expected)
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("book.md", Book);

        IReadOnlyList<PSObject> spoken = scene.Run($"ConvertTo-SpokenText -Path book.md {parameters}");

        Assert.Empty(scene.Session.Errors);
        Assert.Contains(expected, spoken.Select(chapter => Get(chapter, "Text")));
    }

    [Fact]
    public async Task Strings_are_one_text_and_each_file_is_one_of_its_own()
    {
        await using TestScene scene = await TestScene.StartAsync();
        string path = scene.Write("a.txt", "file\n");
        scene.Session.SetVariable("file", new FileInfo(path));

        IReadOnlyList<PSObject> spoken = scene.Run(
            "'one', 'two', $file, [pscustomobject]@{ Text = 'three' }, 4, $file | ConvertTo-SpokenText");

        Assert.Equal(["one\ntwo", "file", "three\n4", "file"], spoken.Select(chapter => Get(chapter, "Text")));
        Assert.Equal([null, "a", null, "a"], spoken.Select(chapter => Get(chapter, "Chapter")));
        Assert.Equal([1, 2, 3, 4], spoken.Select(chapter => Get(chapter, "Index")));
    }

    [Fact]
    public async Task A_file_that_fails_is_an_error_of_its_own_and_the_others_come_as_they_are_read()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.txt", "one");
        scene.Write("b.pdf", "%PDF-1.7");
        scene.Write("c.txt", " \n");
        scene.Write("d.txt", "two");

        IReadOnlyList<PSObject> spoken = scene.Run(
            "ConvertTo-SpokenText -Path a.txt, b.pdf, none.txt, c.txt, d.txt -ErrorVariable failed");

        Assert.Equal(["one", "two"], spoken.Select(chapter => Get(chapter, "Text")));
        Assert.Equal(["FormatNotSupported", "FileNotFound", "TextIsEmpty"], scene.Session.ErrorIds);
        Assert.All(scene.Session.Errors, error => Assert.False(string.IsNullOrEmpty(
            error.ErrorDetails.RecommendedAction)));
        // The first object is there before the second file is read.
        Assert.Equal("one", Get(Assert.Single(scene.Run(
            "ConvertTo-SpokenText -Path a.txt, b.pdf -ErrorAction Stop")), "Text"));
    }

    [Fact]
    public async Task Its_output_is_spoken_chapter_by_chapter_into_one_file()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("book.md", Book);

        scene.Run("ConvertTo-Speech -Path book.md -OutFile direct.mp3");
        int direct = scene.Inputs.Count;
        // A source of the command is not written over, whichever way it came.
        PSObject file = Assert.Single(scene.Run(
            "ConvertTo-SpokenText -Path book.md | ConvertTo-Speech -OutFile book.mp3 -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Empty(scene.Session.Warnings);
        Assert.Equal(
            scene.Inputs.Take(direct).Order(StringComparer.Ordinal),
            scene.Inputs.Skip(direct).Order(StringComparer.Ordinal));
        Assert.Equal(["The Book", "Yes/No", "Two"], Titles(file));
        Assert.Equal(
            File.ReadAllBytes(scene.FileAt("direct.mp3")), File.ReadAllBytes(scene.FileAt("book.mp3")));

        scene.Run("ConvertTo-SpokenText -Path book.md | ConvertTo-Speech -OutFile book.md -Force");
        Assert.Equal(["OutFileIsInput"], scene.Session.ErrorIds);
    }

    [Fact]
    public async Task Its_output_may_be_chosen_changed_and_divided_into_files()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("book.md", Book);

        scene.Run("""
            ConvertTo-SpokenText -Path book.md | Where-Object Chapter -ne 'The Book' |
                ForEach-Object { $_.Text = $_.Text.Replace('One', 'Won'); $_ } |
                ConvertTo-Speech -OutFile { '{0:00} {1}.mp3' -f $_.Index, $_.FileName.Substring(3) }
            """);

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["02 Yes No.mp3", "03 Two.mp3"], scene.Entries.Where(name => name != "book.md"));
        Assert.Contains("Yes/No.\n\nWon more.\n\nA quote.", scene.Inputs);

        scene.Run("ConvertTo-SpokenText -Path book.md | ConvertTo-Speech -OutDirectory audio");
        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            ["01 The Book.mp3", "02 Yes No.mp3", "03 Two.mp3"],
            Directory.GetFiles(scene.FileAt("audio")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_copy_of_its_output_is_spoken_text_too()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("book.md", "# One\n\na \\*b\\*\n\n# Two\n\nc");

        PSObject file = Assert.Single(scene.Run("""
            ConvertTo-SpokenText -Path book.md | ForEach-Object {
                $copy = [pscustomobject]@{ Chapter = $_.Chapter; Text = $_.Text }
                $copy.PSObject.TypeNames.Insert(0, 'Selected.CometSpeech.SpokenText')
                $copy
            } | ConvertTo-Speech -InputFormat Markdown -OutFile a.mp3 -PassThru
            """));

        Assert.Equal(["One", "Two"], Titles(file));
        Assert.Contains("One.\n\na *b*.", scene.Inputs.Select(text => text!.TrimEnd()));
    }

    [Fact]
    public async Task Pronunciation_is_applied_once_on_the_way()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Write("a.md", "# A\n\nA word.\n\n# B\n\nA word.");

        // A chain would show a second time: a word of the first pass is an entry of the second.
        IReadOnlyList<PSObject> spoken = scene.Run("""
            $once = @{ word = 'term' }
            $twice = @{ word = 'term'; term = 'wrong' }
            ConvertTo-SpokenText -Path a.md -Pronunciation $once
            ConvertTo-SpokenText -Path a.md -Pronunciation $once | ConvertTo-SpokenText -Pronunciation $twice
            ConvertTo-SpokenText -Path a.md | ConvertTo-SpokenText -Pronunciation $once
            """);
        Assert.Equal(
            Enumerable.Repeat(new[] { "A: A.\n\nA term.", "B: B.\n\nA term." }, 3).SelectMany(text => text),
            spoken.Select(chapter => $"{Get(chapter, "Chapter")}: {Get(chapter, "Text")}"));

        scene.Run("""
            & {
                ConvertTo-SpokenText -Path a.md -Pronunciation $once | Where-Object Chapter -eq 'A'
                ConvertTo-SpokenText -Path a.md | Where-Object Chapter -eq 'B'
            } | ConvertTo-Speech -Pronunciation $twice -OutFile a.mp3
            """);
        Assert.Empty(scene.Session.Errors);
        Assert.Equal(["A.\n\nA term.", "B.\n\nA term."], scene.Inputs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pronunciation_that_cannot_be_used_ends_the_command()
    {
        await using TestScene scene = await TestScene.StartAsync();

        Assert.Empty(scene.Run("ConvertTo-SpokenText 'Hello' -Pronunciation none.csv"));

        Assert.Equal(["PronunciationNotReadable"], scene.Session.ErrorIds);
    }

    private static object? Get(PSObject value, string property) => value.Properties[property].Value;

    private static IEnumerable<string?> Titles(PSObject file) =>
        ((IEnumerable<object>)Get(file, "Chapters")!).Select(chapter => chapter.ToString());
}
