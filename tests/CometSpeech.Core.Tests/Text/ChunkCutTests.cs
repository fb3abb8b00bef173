using CometSpeech.Core.Text;

namespace CometSpeech.Core.Tests.Text;

/// <summary>Cuts in texts of everyday sorts: lists, chats, plays, books, too long sentences.</summary>
public class ChunkCutTests
{
    [Theory]
    [InlineData("98 x eggs, flour, sugar\n2 cups milk, warm\na pinch of salt, fine", 50,
        "98 x eggs, flour, sugar\n2 cups milk, warm|a pinch of salt, fine")]
    [InlineData("[10:57] amy: hi\n[10:58] ben: lol ok\n[10:59] amy: see you, then", 46,
        "[10:57] amy: hi\n[10:58] ben: lol ok|[10:59] amy: see you, then")]
    [InlineData("INFO app: Starting\nERROR app: Cannot open file\nINFO app: Trying again, and again", 60,
        "INFO app: Starting\nERROR app: Cannot open file|INFO app: Trying again, and again")]
    [InlineData("Rough winds do shake the darling buds of May,\nAnd summer's lease hath, alas,\nAll "
        + "too short a date", 70,
        "Rough winds do shake the darling buds of May,|And summer's lease hath, alas,\nAll too short a date")]
    [InlineData("name,age\r\nBob,12,likes tea, milk\r\nAmy,13,likes coffee, too", 40,
        "name,age\r\nBob,12,likes tea, milk|Amy,13,likes coffee, too")]
    [InlineData("one two:\n- three four\n- five six", 23, "one two:\n- three four|- five six")]
    public void A_line_end_outside_of_prose_comes_before_a_clause_end(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Fact]
    public void No_item_of_a_long_list_is_cut()
    {
        string text = string.Concat(Enumerable.Range(1, 300).Select(number => $"- item {number} without a stop\n"));
        foreach (int maxLength in new[] { 30, 31, 99, 100, 1000, 4096 })
        {
            Assert.All(
                Splitting.Chunks(text, maxLength),
                chunk => Assert.Matches(@"\A- item \d+ [^\0]*without a stop\z", chunk));
        }
    }

    [Theory]
    [InlineData("The wind which had gone round to the north\nin the night, as it does in the winter time\n"
        + "in that part of the land, rattled the loose\nboards of the house until the morning", 120,
        "The wind which had gone round to the north\nin the night, as it does in the winter time\n"
        + "in that part of the land,|rattled the loose\nboards of the house until the morning")]
    [InlineData("> the wind which had gone round to the north\n> in the night as it often does in the winter\n"
        + "> in that part of the land, rattled the loose\n> boards of the house until the morning", 124,
        "> the wind which had gone round to the north\n> in the night as it often does in the winter\n"
        + "> in that part of the land,|rattled the loose\n> boards of the house until the morning")]
    public void In_wrapped_prose_a_clause_end_comes_before_a_line_end(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    // A single line before the place does not tell: the noun behind it might begin a line of verse.
    [Theory]
    [InlineData("", " \n")]
    [InlineData("", "\r\n")]
    [InlineData("  ", "\n")]
    [InlineData("> ", "\r\n")]
    public void Wrapped_prose_is_known_whatever_its_line_breaks_and_its_margin(string margin, string lineBreak)
    {
        string[] lines =
        [
            "Als der Wagen endlich unten im Tal hielt und man die schweren Kisten",
            "vom Wagen auf den Hof getragen hatte und niemand mehr so recht wusste",
            "wohin mit all den alten Sachen, die noch aus dem Haus am Meer stammten",
            "und seit Jahren nicht mehr geöffnet worden waren und dann auch das alte",
            "Klavier das noch nie in diesem Haus erklungen war in das grosse Zimmer",
            "Richtung Garten",
        ];
        string text = margin + string.Join(lineBreak + margin, lines);

        Assert.EndsWith("Sachen,", Splitting.Chunks(text, text.Length - 10).First());
    }

    [Theory]
    [InlineData("alpha beta gamma\ndelta epsilon zeta eta", 32, "alpha beta gamma|delta epsilon zeta eta")]
    [InlineData("the wind which had gone round to\nthe north again in the night time", 50,
        "the wind which had gone round to|the north again in the night time")]
    public void A_line_end_comes_before_white_space(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Theory]
    [InlineData("One. Two.\fThree. Four, five six", 24, "One. Two.|Three. Four, five six")]
    [InlineData("One. Two.\n\fThree. Four", 20, "One. Two.|Three. Four")]
    public void A_form_feed_ends_a_paragraph(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Theory]
    [InlineData("i went home. then, at night, i slept well", 36, "i went home.|then, at night, i slept well")]
    [InlineData("we saw it at approx. ten, then we went home", 40, "we saw it at approx. ten,|then we went home")]
    [InlineData("he came home in 1999. g. and, later, he left", 30, "he came home in 1999. g. and,|later, he left")]
    public void A_stop_before_a_small_letter_comes_before_a_clause_end(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Theory]
    [InlineData("We end here.\n\nChapter Two\n\nSentence one of it. Sentence two", 40,
        "We end here.|Chapter Two\n\nSentence one of it.|Sentence two")]
    [InlineData("We end here.\n\nPart One\n\nChapter Two\n\nA first sentence. The second", 50,
        "We end here.|Part One\n\nChapter Two\n\nA first sentence.|The second")]
    [InlineData("We end here.\n\nCHAPTER II.\n\nSentence one of it. Sentence two", 38,
        "We end here.|CHAPTER II.\n\nSentence one of it.|Sentence two")]
    [InlineData("Good my lord!\nHAMLET. To be or not to be that is the question", 50,
        "Good my lord!|HAMLET. To be or not to be that is the question")]
    [InlineData("Good my lord!\nHAMLET.\nTo be or not. That is the question", 30,
        "Good my lord!|HAMLET.\nTo be or not.|That is the question")]
    [InlineData("Good my lord\nHAMLET\nTo be or not to be\nThat is the question", 30,
        "Good my lord|HAMLET\nTo be or not to be|That is the question")]
    [InlineData("Here it ends.\n\nShopping list\n\n- eggs and milk\n- flour and oil", 40,
        "Here it ends.|Shopping list\n\n- eggs and milk|- flour and oil")]
    [InlineData("HAMLET\nTo be or not to be, that is the question that I ask", 40,
        "HAMLET\nTo be or not to be,|that is the question that I ask")]
    [InlineData("Mix the eggs\nThe sauce:\n- tomato\n- garlic and oil", 25,
        "Mix the eggs|The sauce:\n- tomato|- garlic and oil")]
    [InlineData("roses are red\n\nviolets are blue\n\nsugar is sweet\n\nand so are you\n\nmy dear", 70,
        "roses are red\n\nviolets are blue\n\nsugar is sweet\n\nand so are you|my dear")]
    [InlineData("My Talk\n\none two three four five six seven eight nine ten eleven twelve", 40,
        "My Talk\n\none two three four five six|seven eight nine ten eleven twelve")]
    [InlineData("My Talk\n\nA sentence that fits well into one chunk.", 45,
        "My Talk|A sentence that fits well into one chunk.")]
    public void A_heading_and_a_speakers_name_go_with_what_follows(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Fact]
    public void A_heading_begins_a_chunk_where_chunks_end_with_paragraphs()
    {
        string paragraph = new string('x', 60) + ".";
        string text = $"{paragraph}\n\nTo be or not to be that is it\n\nChapter Two\n\n{paragraph} {paragraph}\n\nEnd.";
        Assert.Equal(
            [paragraph, text.Substring(paragraph.Length + 2, text.Length - paragraph.Length - 8), "End."],
            TextSplitter.Split(text, 180, ParagraphCuts.WhereLongEnough).Select(chunk => chunk.Of(text)));
    }

    [Theory]
    [InlineData("He left.\n\n* * *\n\nShe stayed here. Alone", 24, "He left.\n\n* * *|She stayed here. Alone")]
    [InlineData("He left her house.\n\n* * *\n\nShe stayed. Alone now", 22,
        "He left her house.|* * *\n\nShe stayed.|Alone now")]
    [InlineData("He left her house. ……", 18, "He left her|house. ……")]
    [InlineData("He left the house. She stayed.\n\n🙂", 30, "He left the house.|She stayed.\n\n🙂")]
    [InlineData("He left.\n--------------------\nShe stayed.", 16, "He left.\n-------|-------------|She stayed.")]
    [InlineData("He left.\n--------------------\nShe.", 18, "He left.\n---------|-----------\nShe.")]
    [InlineData("He left the house ……", 18, "He left the|house ……")]
    [InlineData("“Go now.” ” She stayed there. Alone", 22, "“Go now.”|” She stayed there.|Alone")]
    public void Signs_without_a_word_ride_with_a_neighbour(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Fact]
    public void A_text_of_signs_alone_is_kept_and_known()
    {
        Assert.Equal(["* * *\n\n……"], Splitting.Chunks("* * *\n\n……\n", 40));
        Assert.False(TextSplitter.HasWords("* * *\n\n…… 🙂 ”"));
        Assert.True(TextSplitter.HasWords("* ½ *"));
        Assert.True(TextSplitter.HasWords("…一"));
        Assert.Throws<ArgumentNullException>(() => TextSplitter.HasWords(null!));
    }

    [Theory]
    [InlineData("words", ' ')]
    [InlineData("words,", ' ')]
    public void A_sentence_too_long_for_a_chunk_is_cut_near_its_middle(string word, char space)
    {
        string sentence = string.Join(space.ToString(), Enumerable.Repeat(word, 4110 / (word.Length + 1))) + " end.";
        string[] chunks = [.. Splitting.Chunks(sentence + " The next one.", 4096)];

        Assert.Equal(2, chunks.Length);
        Assert.InRange(chunks[0].Length, (sentence.Length / 2) - 10, (sentence.Length / 2) + 10);
        Assert.EndsWith("The next one.", chunks[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_of_many_chunks_has_no_tiny_last_one()
    {
        string sentence = string.Join(" ", Enumerable.Repeat("word", 205)) + ".";
        Assert.All(Splitting.Chunks(sentence, 100), chunk => Assert.InRange(chunk.Length, 40, 100));
    }

    [Theory]
    [InlineData("so this is the end.Next comes another one", 30, "so this is the end.|Next comes another one")]
    [InlineData("so this is the end!Next comes another one", 30, "so this is the end!|Next comes another one")]
    [InlineData("now call Console.Write twice or so", 24, "now call Console.Write|twice or so")]
    [InlineData("now see example.Com/page twice or so", 28, "now see example.Com/page|twice or so")]
    public void A_stop_before_a_capital_comes_before_white_space(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    private static void AssertChunks(string text, int maxLength, string expected) =>
        Assert.Equal(expected, Splitting.Joined(text, maxLength));
}
