using CometSpeech.Input.Documents;

namespace CometSpeech.UnitTests.Input.Documents;

/// <summary>Which objects a text becomes, and what they are called.</summary>
public sealed class SpokenTextsTests
{
    private readonly SpokenTexts _spoken = new(null);

    [Fact]
    public void A_document_is_one_object_a_chapter_and_one_for_what_stands_before_them()
    {
        DocumentInfo book = new() { Title = "The Book", Authors = ["Ann", "Bob"], Language = "en" };

        IReadOnlyList<SpokenText> spoken = _spoken.Divide(
            new DocumentText("To you.\n\nOne.\n\nText.\n\nTwo.")
            {
                Chapters = [new("One", 9), new("Two", 22)], Document = book,
            },
            "/in/book.epub");

        Assert.Equal(
            [(1, "The Book", "To you."), (2, "One", "One.\n\nText."), (3, "Two", "Two.")],
            spoken.Select(chapter => (chapter.Index, chapter.Chapter, chapter.Text)));
        Assert.Equal([7, 11, 4], spoken.Select(chapter => chapter.Characters));
        Assert.All(spoken, chapter => Assert.Equal(
            ("The Book", "Ann, Bob", "en", "/in/book.epub"),
            (chapter.Title, string.Join(", ", chapter.Author), chapter.Language, chapter.Path)));
        // By which it is known that they belong to one document.
        Assert.Single(spoken.Select(chapter => chapter.Document).Distinct());
    }

    [Fact]
    public void Numbers_go_on_over_all_texts_so_that_none_is_there_twice()
    {
        Assert.Equal("01 a", Assert.Single(_spoken.Divide(new DocumentText("one"), "/in/a.txt")).FileName);
        Assert.Equal("02 .b", Assert.Single(_spoken.Divide(new DocumentText("two"), "/in/.b")).FileName);
        Assert.Equal("03", Assert.Single(_spoken.Divide(new DocumentText("three"), null)).FileName);
        Assert.Empty(_spoken.Divide(new DocumentText("* * *"), "/in/c.txt"));
        Assert.Equal("04 d", Assert.Single(_spoken.Divide(new DocumentText("four"), "/in/d.txt")).FileName);
    }

    [Theory]
    [InlineData("What: a \"Story\"?", "01 What a Story")]
    [InlineData("AC/DC...", "01 AC DC")]
    [InlineData("CON", "01 _CON")]
    [InlineData("?", "01")]
    public void A_file_name_has_nothing_that_Windows_forbids(string chapter, string expected)
    {
        SpokenText spoken = Assert.Single(_spoken.Divide(new DocumentText("one"), "/in/a.txt"));

        spoken.Chapter = chapter;

        Assert.Equal(expected, spoken.FileName);
    }

    [Fact]
    public void The_numbers_of_a_long_book_sort_as_text()
    {
        IEnumerable<TextChapter> chapters = Enumerable.Range(0, 120).Select(i => new TextChapter("C", i * 2));

        IReadOnlyList<SpokenText> spoken = _spoken.Divide(
            new DocumentText(string.Concat(Enumerable.Repeat("a\n", 120))) { Chapters = [.. chapters] }, null);

        Assert.Equal("001 C", spoken[0].FileName);
        Assert.Equal("120 C", spoken[119].FileName);
    }
}
