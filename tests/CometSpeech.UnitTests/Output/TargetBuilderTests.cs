using CometSpeech.Core.Audio;
using CometSpeech.Core.Documents;
using CometSpeech.Core.Planning;
using CometSpeech.Input;
using CometSpeech.Input.Documents;
using CometSpeech.Input.Records;
using CometSpeech.Output;
using CometSpeech.Output.Files;

namespace CometSpeech.UnitTests.Output;

/// <summary>
/// Where chapters begin in a target: what records, files and documents say of them, and which of it counts.
/// </summary>
public sealed class TargetBuilderTests
{
    private static readonly Manner s_alloy = new("alloy", "tts-1", null, null);
    private static readonly Manner s_sage = new("sage", "tts-1", null, null);

    [Fact]
    public void Text_without_chapters_is_one_segment() =>
        Assert.Equal([("one\ntwo", null)], Chapters(Row("one"), Row("two")));

    [Fact]
    public void A_change_of_the_chapter_begins_one_and_a_blank_goes_on() => Assert.Equal(
        [("one\ntwo\nthree", "A"), ("four", "B"), ("five", "A")],
        Trimmed(Row("one", "A"), Row("two"), Row("three", "A"), Row("four", "B"), Row("five", "A")));

    [Fact]
    public void Text_before_the_first_chapter_belongs_to_none() =>
        Assert.Equal([("one", null), ("two", "A")], Trimmed(Row("one"), Row("two", "A")));

    [Fact]
    public void A_change_of_voice_within_a_chapter_begins_no_other() => Assert.Equal(
        [("one", "A"), ("two", null), ("three", "B"), ("four", null)],
        Trimmed(Row("one", "A"), Row("two", "A", s_sage), Row("three", "B", s_sage), Row("four", "B")));

    // Each row is a text and the chapter that its record says; a capital is a word, - a sign, _ a blank line.
    [Theory]
    [InlineData("A1 _2 B", "A=1 B=2")]
    [InlineData("_1 A B2", "A=1 B=2")]
    [InlineData("_1 _2 A", "A=2")]
    [InlineData("A1 -2 B", "A=1 -B=2")]
    [InlineData("A1 -2 B3", "A=1 -B=3")]
    [InlineData("A1 _2 B3", "A=1 B=3")]
    [InlineData("A1 - B2", "A-=1 B=2")]
    [InlineData("A1 -2", "A-=1")]
    [InlineData("A1 _2", "A=1")]
    [InlineData("-1 A2", "-A=2")]
    [InlineData("A1 -2 s", "A-=1 S=2")]
    [InlineData("A1 -2 s3", "A-=1 S=3")]
    public void A_chapter_without_a_word_is_none_and_its_signs_go_with_what_follows(string rows, string segments)
    {
        IEnumerable<InputRecord> records = rows.Split(' ').Select(row => Row(
            row[0] switch { '-' => "…", '_' => "", 's' => "S", _ => row[..1] },
            row.Length > 1 ? row[1..] : null,
            row[0] == 's' ? s_sage : s_alloy));

        Assert.Equal(
            segments,
            string.Join(' ', Trimmed([.. records]).Select(segment =>
                $"{segment.Text.Replace("\n", "", StringComparison.Ordinal).Replace('…', '-')}={segment.Chapter}")));
    }

    [Fact]
    public void Each_file_of_several_is_a_chapter_named_for_its_title_or_its_name() => Assert.Equal(
        [("one", "Mine"), ("two", "b.v2"), ("three", ".c"), ("three again", ".c")],
        Trimmed(
            File("one", "/a.md", "Mine"),
            File("two", "/b.v2.txt"),
            File("three", "/.c"),
            File("three again", "/.c")));

    [Fact]
    public void A_file_alone_is_none()
    {
        Assert.Equal([("one", null)], Chapters(File("one", "/a.txt")));
        Assert.Equal([("intro\n\none", null)], Chapters(Row("intro"), File("one", "/a.txt")));
        Assert.Equal([("one\n\n ", null)], Chapters(File("one", "/a.txt"), File(" ", "/blank.txt")));
    }

    [Fact]
    public void A_document_alone_has_its_own_chapters()
    {
        InputRecord book = Document(
            "Preface\n\nI one\n\nII two\n\nII more", "/book.epub", "Book", ("I", 9), ("II", 16), ("II", 24));

        Assert.Equal([("Preface", null), ("I one", "I"), ("II two", "II"), ("II more", "II")], Trimmed(book));
        Assert.Equal(
            [("Hello\n\nPreface", null), ("I one", "I"), ("II two", "II"), ("II more", "II")],
            Trimmed(Row("Hello"), book));
    }

    [Fact]
    public void Documents_of_a_file_of_several_are_one_chapter_each() => Assert.Equal(
        [("I one\n\nII two", "Book"), ("three", "notes")],
        Trimmed(Document("I one\n\nII two", "/book.epub", "Book", ("I", 0), ("II", 7)), File("three", "/notes.txt")));

    [Fact]
    public void What_records_say_wins_over_files_and_documents()
    {
        InputRecord book = Document("I one\n\nII two", "/book.epub", "Book", ("I", 0), ("II", 7));

        Assert.Equal(
            [("I one\n\nII two\n\nthree", "All")],
            Trimmed(With(book, "All"), With(File("three", "/c.txt"), "All")));
        // A blank -Chapter wants none.
        Assert.Equal(
            [("I one\n\nII two\n\nthree", null)], Trimmed(With(book, null), With(File("three", "/c.txt"), null)));
    }

    [Fact]
    public void The_title_of_a_document_is_the_targets_unless_there_are_several()
    {
        InputRecord book = Document("one", "/book.epub", "Book");

        Target target = Build(Row("Hello"), book);
        Assert.Equal(
            ("Book", "Melville", "en"),
            (target.Tags?.Title, Assert.Single(target.Tags!.Authors), target.Tags.Language));
        Target several = Build(book, Document("two", "/two.epub", "Book"));
        Assert.Null(several.Tags);
        Assert.Null(Build(File("one", "/a.txt")).Tags);
    }

    [Fact]
    public void The_chapters_of_one_document_that_come_one_by_one_have_its_title()
    {
        DocumentInfo book = new() { Title = "Book" };
        InputRecord Chapter(string text, string title) => new()
        {
            Text = text, Manner = s_alloy, Document = book, Chapter = title, IsChapterSaid = true,
        };

        Assert.Equal("Book", Build(Chapter("one", "A"), Chapter("two", "B")).Tags!.Title);
        Assert.Equal("one\n\n", Build(Chapter("one", "A"), Chapter("two", "B")).Segments[0].Text);
    }

    [Fact]
    public void The_lines_of_a_document_are_read_together()
    {
        List<string> read = [];
        InputRecord Line(string text, Manner? manner = null) => new()
        {
            Text = text,
            Manner = manner ?? s_alloy,
            ReadLines = lines =>
            {
                read.Add(lines);
                return new DocumentText($"Read {lines}") { Chapters = [new("I", 5)], Document = new DocumentInfo() };
            },
        };

        Assert.Equal(
            [("Hello\n\nRead", null), ("# A\n\none", "I"), ("Bye", null), ("Read", null), ("B", "I")],
            Trimmed(Row("Hello"), Line("# A"), Line("", s_sage), Line("one"), Row("Bye", null, s_sage), Line("B")));
        Assert.Equal(["# A\n\none", "B"], read);

        read.Clear();
        Build(Line("one"), Line("---", s_sage), Line("two", s_sage));
        Assert.Equal(["one\n---", "two"], read);
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_a_failure_of_the_target()
    {
        DocumentException failure = new(DocumentFailure.TooLarge, null, "it is too long");
        InputRecord line = new() { Text = "one", Manner = s_alloy, ReadLines = _ => throw failure };
        var builder = new TargetBuilder();

        builder.Add(line);
        Assert.Null(builder.Failure);
        builder.Build("a.mp3", "/a.mp3", FileFormat.OfParts(AudioFormat.Mp3), false, new TargetOptions());

        Assert.Same(failure, builder.Failure);
    }

    [Fact]
    public void A_text_that_no_chapter_cuts_is_not_copied()
    {
        string book = new('a', 1000);

        Assert.Same(book, Assert.Single(Build(Row(book, "A")).Segments).Text);
        Assert.Same(book, Assert.Single(Build(Document(book, "/a.md", "A", ("A", 0))).Segments).Text);
        Assert.Same(book, Build(File(book, "/a.txt"), Row("x", null, s_sage)).Segments[0].Text);
    }

    private static IEnumerable<(string Text, string? Chapter)> Chapters(params InputRecord[] records) =>
        Build(records).Segments.Select(segment => (segment.Text, segment.Chapter));

    // What stands between two texts is spoken by nobody.
    private static IEnumerable<(string Text, string? Chapter)> Trimmed(params InputRecord[] records) =>
        Chapters(records).Select(segment => (segment.Text.Trim(), segment.Chapter));

    private static Target Build(params InputRecord[] records)
    {
        var builder = new TargetBuilder();
        foreach (InputRecord record in records)
        {
            builder.Add(record);
        }

        return builder.Build("a.mp3", "/a.mp3", FileFormat.OfParts(AudioFormat.Mp3), false, new TargetOptions());
    }

    private static InputRecord Row(string text, string? chapter = null, Manner? manner = null) =>
        new() { Text = text, Manner = manner ?? s_alloy, Chapter = chapter, IsChapterSaid = chapter is not null };

    private static InputRecord File(string text, string path, string? title = null) => new()
    {
        Text = text,
        Path = path,
        Manner = s_alloy,
        Document = title is null ? null : new DocumentInfo { Title = title },
    };

    private static InputRecord Document(
        string text, string path, string title, params (string Title, int Start)[] chapters) => new()
    {
        Text = text,
        Path = path,
        Manner = s_alloy,
        Document = new DocumentInfo { Title = title, Authors = ["Melville"], Language = "en" },
        Chapters = [.. chapters.Select(chapter => new TextChapter(chapter.Title, chapter.Start))],
    };

    private static InputRecord With(InputRecord record, string? chapter) => new()
    {
        Text = record.Text,
        Path = record.Path,
        Manner = record.Manner,
        Document = record.Document,
        Chapters = record.Chapters,
        Chapter = chapter,
        IsChapterSaid = true,
    };
}
