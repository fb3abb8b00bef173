using System.Globalization;
using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Tests.Wording;

public sealed class LayoutCleanerTests
{
    private const string Wrapped = "It is a truth universally acknowledged, that a";

    [Fact]
    public void A_short_page_has_a_number_too() => AssertClean(
        "It was a long way.\n\n1\n\n\fIt ended.\n\n2\n\n\f", "It was a long way.\n\n\n\fIt ended.\n\n\n\f");

    [Fact]
    public void Joins_hard_wrapped_lines_and_keeps_paragraphs() => AssertClean(
        $"{Wrapped}\nsingle man in possession of a good fortune, must be\nin want of a wife.\n\nHowever little known.",
        $"{Wrapped} single man in possession of a good fortune, must be in want of a wife.\n\nHowever little known.");

    [Fact]
    public void Joins_lines_with_carriage_returns_and_one_indentation() => AssertClean(
        $"  {Wrapped}\r\n  single man in possession of a good fortune.\r\n",
        $"  {Wrapped} single man in possession of a good fortune.\r\n");

    [Theory]
    [InlineData("the administration of admin-\nistrators", "the administration of administrators")]
    [InlineData("a soft\u00AD\nware", "a software")]
    [InlineData("a well-\nknown and well-known man", "a well-known and well-known man")]
    [InlineData("a state-of-\nthe-art; state-of-the-art", "a state-of-the-art; state-of-the-art")]
    [InlineData("a 5-\nyear plan", "a 5-year plan")]
    [InlineData("at twenty-\nseven", "at twenty-seven")]
    [InlineData("the hundred-and-thirty-\nfirst", "the hundred-and-thirty-first")]
    [InlineData("a forty-\nyear-old man", "a forty-year-old man")]
    [InlineData("quatre-vingt-\ndix", "quatre-vingt-dix")]
    [InlineData("of seven-\nteen", "of seventeen")]
    [InlineData("Haupt-\nund Nebensatz", "Haupt-\nund Nebensatz")]
    [InlineData("- item\n- other -\nx", "- item\n- other -\nx")]
    [InlineData("word-\n\nother", "word-\n\nother")]
    public void Joins_words_divided_at_line_ends(string text, string clean) => AssertClean(text, clean);

    [Fact]
    public void Keeps_the_hyphen_of_a_name_at_a_line_end() => AssertClean(
        "He was, as everybody in town knew, a true Anglo-\nSaxon of the pre-\nand post-war age.",
        "He was, as everybody in town knew, a true Anglo-Saxon of the pre-\nand post-war age.");

    [Theory]
    [InlineData("Roses are red,\nviolets are blue.")]
    [InlineData("The list of what has to be bought on Monday:\n"
        + "- bread\n- milk, from the shop at the corner, two bottles\n- eggs")]
    [InlineData("The steps that are needed to install the tool:\n"
        + "1. Download it from the page of the project.\n2) Unpack")]
    [InlineData("The first paragraph ends here, with a full stop.\n    The second is indented, as in printed books.")]
    [InlineData("Shall I compare thee to a summer’s day, my love?\nThou art more lovely and more temperate, dear:\n"
        + "Rough winds do shake the darling buds of May,\nAnd summer’s lease hath all too short a date.")]
    public void Leaves_verse_lists_and_indented_paragraphs_alone(string text) => AssertClean(text, text);

    [Fact]
    public void Leaves_lines_alone_that_are_whole_paragraphs()
    {
        string paragraph = string.Concat(Enumerable.Repeat("A sentence of some length. ", 10)).TrimEnd();

        AssertClean($"{paragraph}\n{paragraph}\nlast", $"{paragraph}\n{paragraph}\nlast");
    }

    [Fact]
    public void Ends_a_paragraph_where_the_next_word_would_have_fitted() => AssertClean(
        "It is a truth universally acknowledged, that a single man\nmust be in want of a wife, they say so.\n"
            + "However little known the feelings of such a man may\nbe, he is considered as the property of one.",
        "It is a truth universally acknowledged, that a single man must be in want of a wife, they say so.\n"
            + "However little known the feelings of such a man may be, he is considered as the property of one.");

    [Fact]
    public void Joins_wrapped_Chinese_without_a_space() => AssertClean(
        "道可道，非常道；名可名，非常名。無名天地之始，有名萬物之\n母。故常無欲。", "道可道，非常道；名可名，非常名。無名天地之始，有名萬物之母。故常無欲。");

    [Theory]
    [InlineData("12")]
    [InlineData("- 12 -")]
    [InlineData("Page 12")]
    [InlineData("Page 12 of 300")]
    [InlineData("Seite 12")]
    [InlineData("12 / 300")]
    public void Leaves_out_a_page_number_alone_between_blank_lines(string number) => AssertClean(
        $"{Wrapped}\n\n{number}\n\nsingle man must be in want.\n\nChapter 12\n\nIn 1999\n12\nmore",
        $"{Wrapped} single man must be in want.\n\nChapter 12\n\nIn 1999\n12\nmore");

    [Theory]
    // A name may begin the next page.
    [InlineData(
        "She began to fear that he might be always flying about from one\nplace to another, and never settled at",
        "Netherfield as he ought to be. It was a very long line of text.")]
    [InlineData("She had thought of his flying about in London,\nof his never being settled", "at Netherfield.")]
    public void Joins_the_halves_of_a_sentence_that_a_page_number_cuts(string before, string after)
    {
        string clean = $"{before.Replace('\n', ' ')} {after}";
        AssertClean($"{before}\n\n    11\n\n{after}", clean);
        AssertClean($"{before}\n\f{after}", clean);
        AssertClean($"{before}.\n\n    11\n\n{after}", $"{before.Replace('\n', ' ')}.\n\n\n{after}");
    }

    [Theory]
    // Headings, items, slides, running heads.
    [InlineData(
        "She began to fear that.\nplace to another, and never settled at that hour",
        "Jane Austen                         Pride and Prejudice")]
    [InlineData("The Second Volume of the Adventures of the Man", "It was a very long line of text in this book.")]
    [InlineData(
        "The things that have to be bought at the market today are\n- a bottle of the milk, from the shop",
        "- a loaf of the bread that is sold at the corner, and more.")]
    [InlineData(
        "Our new release is much faster than the old one was\n- It reads all files that there are in the folder",
        "Second Part: What It Costs")]
    public void Keeps_what_ends_a_page_without_being_half_a_sentence(string before, string after) =>
        AssertClean($"{before}\n\n11\n\n{after}", $"{before}\n\n\n{after}");

    [Theory]
    [InlineData("{0}                      PRIDE AND PREJUDICE", "{0}                      PRIDE AND PREJUDICE")]
    [InlineData("PRIDE AND PREJUDICE        {0}", "PRIDE AND PREJUDICE        {0}")]
    [InlineData("    {0}   PRIDE AND PREJUDICE", "PRIDE AND PREJUDICE        {0}")]
    [InlineData("{0} PREJUDICE", "PREJUDICE {0}")]
    [InlineData("{0} On PREJUDICE", "On PREJUDICE {0}")]
    public void Leaves_out_running_heads_without_form_feeds(string even, string odd)
    {
        string text = string.Join("\n\n", Enumerable.Range(10, 6).Select(page =>
            string.Format(CultureInfo.InvariantCulture, page % 2 == 0 ? even : odd, page) + "\n\n" + Page(page)));

        string clean = TextCleaner.Clean(text, TextCleanup.Layout);

        Assert.DoesNotContain("PREJUDICE", clean);
        Assert.Contains("the lines of page 12 are many and all of them are read to the end of it, and the", clean);
        Assert.DoesNotContain('\n', clean.Trim());
    }

    [Theory]
    // No number; a number that does not count; in no sentence; nearer than pages are.
    [InlineData("PRIDE AND PREJUDICE", true, 20)]
    [InlineData("Chapter {0}", false, 20)]
    [InlineData("PRIDE AND PREJUDICE   7", true, 20)]
    [InlineData("Verse {0}", true, 3)]
    public void Keeps_lines_that_repeat_and_are_no_running_heads(string head, bool isInside, int lines)
    {
        string text = string.Join("\n\n", Enumerable.Range(1, 6).Select(page =>
            string.Format(CultureInfo.InvariantCulture, head, page) + "\n\n" + Page(page, lines)
                + (isInside ? "" : " end.")));

        string clean = TextCleaner.Clean(text, TextCleanup.Layout);

        Assert.Equal(6, clean.Split('\n').Count(line => line.StartsWith(head.Split(' ')[0], StringComparison.Ordinal)));
    }

    [Theory]
    // Lists and poems have no stops and no capitals.
    [InlineData("Lesson", "apple tree 3", 20)]
    [InlineData("My lesson", "apple tree 3", 20)]
    [InlineData("CANTO", "and the wind goes over the hill", 20)]
    [InlineData("Recipe", "then add three eggs to the bowl and leave it for a while", 15)]
    public void Keeps_titles_with_numbers_over_lines_without_stops(string title, string line, int lines)
    {
        string text = string.Join("\n\n", Enumerable.Range(1, 8).Select(number =>
            $"{title} {number}\n{string.Join("\n", Enumerable.Repeat(line, lines))}"));

        string clean = TextCleaner.Clean(text, TextCleanup.Layout);

        Assert.Equal(8, clean.Split('\n').Count(part => part.StartsWith(title, StringComparison.Ordinal)));
    }

    // In the middle of a sentence from its first word to its last.
    private static string Page(int page, int lines = 20)
    {
        string line = $"the lines of page {page} are many and all of them are read to the end of it, and";
        return string.Join("\n", Enumerable.Repeat(line, lines));
    }

    [Fact]
    public void Leaves_out_page_numbers_and_running_heads_at_form_feeds()
    {
        string[] pages =
        [
            "MOBY DICK\n\nCall me Ishmael. Some years ago, never mind how long\n\n1\n",
            "2   MOBY DICK\n\nprecisely, I thought I would sail about a lit-\n\n",
            "3   MOBY DICK\n\ntle and see the watery part of the world.\n\n12\n\nIt is a way I have.\n\n",
            "4   MOBY DICK\n\nChapter 2\n\nI stuffed a shirt or two.\n\n",
            "5   MOBY DICK\n\nThe End\n",
        ];

        AssertClean(
            string.Join("\f", pages),
            "MOBY DICK\n\nCall me Ishmael. Some years ago, never mind how long precisely, I thought I would sail about "
                + "a little and see the watery part of the world.\n\n12\n\nIt is a way I have.\n\n\f\nChapter 2\n\n"
                + "I stuffed a shirt or two.\n\n\f\nThe End\n");
    }

    [Fact]
    public void Keeps_the_lines_of_a_table_of_contents_and_says_no_dots() => AssertClean(
        "1.1 How a computation is begun . . . . . . . . . 3\n1.2 How it ends . . . . . . . . . . . . . . . . .\n"
            + "1.3 What comes then . . . . . . . . . . . . . . 5",
        "1.1 How a computation is begun … 3\n1.2 How it ends …\n1.3 What comes then … 5");

    [Fact]
    public void Keeps_headings_that_begin_pages() => AssertClean(
        "Chapter 1\n\nOne.\n\fChapter 2\n\nTwo.\n\fChapter 3\n\nMore.\n\nmore.\n\fmore.\n\fChapter 4\n\nThree.\n",
        "Chapter 1\n\nOne.\n\fChapter 2\n\nTwo.\n\fChapter 3\n\nMore.\n\nmore.\n\fmore.\n\fChapter 4\n\nThree.\n");

    [Fact]
    public void Cleans_as_Basic_does_as_well() => AssertClean(
        "Title\n=====\n\nSee https://example.org/x 😀.",
        "Title\n\n\nSee example.org.");

    private static void AssertClean(string text, string clean) =>
        Assert.Equal(clean, TextCleaner.Clean(text, TextCleanup.Layout));
}
