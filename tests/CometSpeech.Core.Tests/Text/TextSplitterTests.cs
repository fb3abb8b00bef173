using CometSpeech.Core.Text;

namespace CometSpeech.Core.Tests.Text;

public class TextSplitterTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\u00A0\u2029\u3000")]
    public void A_blank_text_has_no_chunks(string text) => Assert.Empty(TextSplitter.Split(text, 10));

    [Theory]
    [InlineData(null)]
    [InlineData("Chapter")]
    [InlineData("* * *")]
    public void A_change_in_one_paragraph_leaves_the_chunks_of_the_others(string? between)
    {
        Random random = new(5);
        string[] paragraphs =
        [
            .. Enumerable.Range(0, 60).Select(index => between is not null && index % 3 == 0
                ? $"{between} {(between == "Chapter" ? index : "")}"
                : Paragraph(random, random.Next(3) == 0 ? 4 : random.Next(20, 120))),
        ];
        foreach (string separator in new[] { "\n\n", "\r\n \r\n" })
        {
            string[] before = Chunks(paragraphs);
            Assert.InRange(before.Length, 20, 60);
            for (int changed = 0; changed < paragraphs.Length; changed++)
            {
                string[] other = [.. paragraphs];
                other[changed] = Paragraph(random, 50);
                string[] after = Chunks(other);

                // The changed paragraph, with short ones before it and behind it.
                Assert.InRange(after.Except(before).Sum(chunk => chunk.Length), 1, 1200);
                Assert.InRange(after.Except(before).Count(), 1, 3);
            }

            string[] Chunks(string[] texts)
            {
                string text = string.Join(separator, texts);
                return
                [
                    .. TextSplitter.Split(text, 4096, ParagraphCuts.WhereLongEnough).Select(range => range.Of(text)),
                ];
            }
        }

        static string Paragraph(Random random, int words) =>
            string.Join(" ", Enumerable.Range(0, words).Select(_ => "w" + random.Next(100_000))) + ".";
    }

    [Fact]
    public void A_text_that_fits_is_one_chunk_without_the_white_space_around_it() =>
        Assert.Equal(["One. Two.\n\nThree."], Splitting.Chunks("\r\n  One. Two.\n\nThree. \t", 18));

    [Fact]
    public void Chunks_are_ranges_of_the_text() =>
        Assert.Equal(
            [new TextRange(2, 4), new TextRange(9, 4), new TextRange(14, 1)],
            TextSplitter.Split("  One.\n\n Two, 2 ", 4));

#if NET
    [Fact]
    public void A_long_text_is_walked_without_being_copied()
    {
        string text = new('x', 5_000_000);
        int first = TextSplitter.Split(text, 4096).First().Length;

        long before = GC.GetAllocatedBytesForCurrentThread();
        int units = TextSplitter.Split(text, 4096).Sum(chunk => chunk.Length);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((4096, text.Length), (first, units));
        // The iterator, counted in the 8 KiB that the runtime gives a thread at a time; copies of the chunks would be
        // 10 MB.
        Assert.InRange(allocated, 0, 16_384);
    }
#endif

    [Fact]
    public void A_range_beyond_the_text_has_no_characters()
    {
        Assert.Equal("ext", new TextRange(1, 3).Of("text"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextRange(2, 3).Of("text"));
        Assert.Throws<ArgumentNullException>(() => new TextRange(0, 0).Of(null!));
    }

    [Fact]
    public void Bad_arguments_are_refused_before_the_first_chunk_is_read()
    {
        Assert.Throws<ArgumentNullException>(() => TextSplitter.Split(null!, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => TextSplitter.Split("text", 0));
    }

    [Theory]
    [InlineData("One. Two.\n\nThree. Four, five six", 24, "One. Two.|Three. Four, five six")]
    [InlineData("One. Two.\r\n \r\nThree. Four, five six", 28, "One. Two.|Three. Four, five six")]
    [InlineData("One. Two.\u2029Three. Four, five six", 24, "One. Two.|Three. Four, five six")]
    [InlineData("A title\n\nSome words here.", 18, "A title|Some words here.")]
    [InlineData("A title\n\nSome words here.", 7, "A title|Some|words|here.")]
    public void A_paragraph_end_comes_first(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Theory]
    [InlineData("One two. Three four, five six", 24, "One two.|Three four, five six")]
    [InlineData("A hard\nwrapped line. It\ngoes on, and on", 24, "A hard\nwrapped line.|It\ngoes on, and on")]
    [InlineData("A hard\r\nwrapped line. It\r\ngoes on, and on", 25, "A hard\r\nwrapped line.|It\r\ngoes on, and on")]
    [InlineData("One two.\nThree four five", 16, "One two.|Three four five")]
    public void A_sentence_end_comes_second(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Theory]
    [InlineData("One two, three four five", 20, "One two,|three four five")]
    [InlineData("One two; three four five", 20, "One two;|three four five")]
    [InlineData("One two: three four five", 20, "One two:|three four five")]
    [InlineData("One two – three four five", 20, "One two –|three four five")]
    [InlineData("One two—three four five", 20, "One two—|three four five")]
    [InlineData("One two... three four five", 20, "One two...|three four five")]
    [InlineData("“One two,” three four five", 20, "“One two,”|three four five")]
    [InlineData("一二三、四五六七", 7, "一二三、|四五六七")]
    [InlineData("一二三，四五六七", 7, "一二三，|四五六七")]
    [InlineData("واحد اثنان، ثلاثة أربعة خمسة", 20, "واحد اثنان،|ثلاثة أربعة خمسة")]
    [InlineData("dijo —ella sola— después algo", 22, "dijo —ella sola—|después algo")]
    public void A_clause_end_comes_third(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Theory]
    [InlineData("one two three", 12, "one two|three")]
    [InlineData("one two\nthree", 12, "one two|three")]
    [InlineData("at 10:30 1,000,000 people", 20, "at 10:30|1,000,000 people")]
    [InlineData("Il dit tout\u00A0!", 12, "Il dit|tout\u00A0!")]
    [InlineData("one  \u0301two", 6, "one|\u0020\u0301two")]
    public void White_space_comes_fourth(string text, int maxLength, string expected) =>
        AssertChunks(text, maxLength, expected);

    [Theory]
    // Languages and scripts
    [InlineData("He left. She stayed.", "He left.|She stayed.")]
    [InlineData("Really?! Yes!", "Really?!|Yes!")]
    [InlineData("He left.” She stayed.", "He left.”|She stayed.")]
    [InlineData("(He left.) She stayed.", "(He left.)|She stayed.")]
    [InlineData("He said \"Go.\" \"Why?\" she asked.", "He said \"Go.\"|\"Why?\" she asked.")]
    [InlineData("„Geh!“ „Warum?“ Er ging.", "„Geh!“|„Warum?“|Er ging.")]
    [InlineData("»Geh.« »Nein.«", "»Geh.«|»Nein.«")]
    [InlineData("« Il part. » Elle reste. «\u00A0Non\u202F!\u00A0» Oui.",
        "« Il part. »|Elle reste.|«\u00A0Non\u202F!\u00A0»|Oui.")]
    [InlineData("Quoi ? Rien !", "Quoi ?|Rien !")]
    [InlineData("¿Qué? ¡Nada!", "¿Qué?|¡Nada!")]
    [InlineData("他走了。她留下。", "他走了。|她留下。")]
    [InlineData("他说：“走！”她留下。“好。”", "他说：“走！”|她留下。|“好。”")]
    [InlineData("「行け。」「なぜ？」彼は行った。", "「行け。」|「なぜ？」|彼は行った。")]
    [InlineData("ﾊｲ｡ｲｲｴ｡", "ﾊｲ｡|ｲｲｴ｡")]
    [InlineData("第一文．第二文．", "第一文．|第二文．")]
    [InlineData("그는 갔다. 그녀는 남았다.", "그는 갔다.|그녀는 남았다.")]
    [InlineData("वह गया। वह रुकी॥ अंत।", "वह गया।|वह रुकी॥|अंत।")]
    [InlineData("هل ذهب؟ نعم. لا۔ حسنا", "هل ذهب؟|نعم.|لا۔|حسنا")]
    [InlineData("ሄደ። ቀረች።", "ሄደ።|ቀረች።")]
    [InlineData("Նա գնաց։ Նա մնաց։", "Նա գնաց։|Նա մնաց։")]
    [InlineData("გავიდა. დარჩა.", "გავიდა.|დარჩა.")]
    [InlineData("Он ушёл. Она осталась.", "Он ушёл.|Она осталась.")]
    [InlineData("הוא הלך.\u200F היא נשארה.", "הוא הלך.\u200F|היא נשארה.")]
    [InlineData("Wow‼\uFE0F Great! 😀 Yes.", "Wow‼\uFE0F|Great!|😀 Yes.")]
    // Abbreviations
    [InlineData("Dr. Smith met Mr. He. Fine.", "Dr. Smith met Mr. He.|Fine.")]
    [InlineData("Fruit, e.g. Apples, i.e. Food. Yes.", "Fruit, e.g. Apples, i.e. Food.|Yes.")]
    [InlineData("J. R. R. Tolkien and J.R.R. Tolkien wrote. C. S. Lewis too.",
        "J. R. R. Tolkien and J.R.R. Tolkien wrote.|C. S. Lewis too.")]
    [InlineData("The U.S. Navy came. He left the U.S. They stayed.",
        "The U.S. Navy came.|He left the U.S.|They stayed.")]
    [InlineData("Meet at 5 p.m. Monday. We left at 6 p.m. He did not.",
        "Meet at 5 p.m. Monday.|We left at 6 p.m.|He did not.")]
    [InlineData("Cats, dogs, etc. Birds too. Cats, etc. The end.", "Cats, dogs, etc. Birds too.|Cats, etc.|The end.")]
    [InlineData("See No. 5 on p. 12. Is it so? No. It is not.", "See No. 5 on p. 12. Is it so?|No.|It is not.")]
    [InlineData("Vol. II and vol. 3 of Fig. 4 show it. Good.", "Vol. II and vol. 3 of Fig. 4 show it.|Good.")]
    [InlineData("Pi is 3.14 or so. Run v1.2.3 of it. See example.com/a.b?c=D!e now. Mail a.b@c.org Today. Yes.",
        "Pi is 3.14 or so.|Run v1.2.3 of it.|See example.com/a.b?c=D!e now.|Mail a.b@c.org Today.|Yes.")]
    [InlineData("Well... Maybe. Well… Maybe. Well . . . Maybe. No.... Yes.",
        "Well... Maybe.|Well… Maybe.|Well . . . Maybe.|No....|Yes.")]
    [InlineData("I don't. You do. It was 1999. People left.", "I don't.|You do.|It was 1999.|People left.")]
    [InlineData("It costs $5. People pay.", "It costs $5.|People pay.")]
    [InlineData("1. The first. 2. The second.\n3. The third.\nA. This too.",
        "1. The first.|2. The second.|3. The third.|A. This too.")]
    [InlineData("\"Stop!\" he said. (Why?) she thought.", "\"Stop!\" he said.|(Why?) she thought.")]
    [InlineData("Am 3. Oktober ging Ludwig XIV. Er kam z. B. Montag, d. h. Bald. Ja.",
        "Am 3. Oktober ging Ludwig XIV.|Er kam z. B. Montag, d. h. Bald.|Ja.")]
    [InlineData("Das gilt z.B. Kindern bzw. Hunden usw. Nr. 5 ging. Brot, Käse usw. Das war alles.",
        "Das gilt z.B. Kindern bzw. Hunden usw. Nr. 5 ging.|Brot, Käse usw.|Das war alles.")]
    [InlineData("Hr. Prof. Dr. Müller kam am 12.05. Montag war frei. Gut.",
        "Hr. Prof. Dr. Müller kam am 12.05. Montag war frei.|Gut.")]
    [InlineData("M. Le Goff et Mme. Roy partent. Bien.", "M. Le Goff et Mme. Roy partent.|Bien.")]
    [InlineData("El Sr. García y la Sra. López viven en EE.UU. Pero no hoy.",
        "El Sr. García y la Sra. López viven en EE.UU.|Pero no hoy.")]
    [InlineData("Il Sig. Rossi e l'avv. Verdi, pag. 3, ecc. Questo basta.",
        "Il Sig. Rossi e l'avv. Verdi, pag. 3, ecc.|Questo basta.")]
    [InlineData("O Exmo. Silva e a Profa. Costa foram. Sim.", "O Exmo. Silva e a Profa. Costa foram.|Sim.")]
    [InlineData("Dhr. Jansen, bijv. Maandag, o.a. Kaas enz. Het is goed.",
        "Dhr. Jansen, bijv. Maandag, o.a. Kaas enz.|Het is goed.")]
    [InlineData("A line ends here,\nand etc. and so on. – and so. He left. — She stayed.",
        "A line ends here,\nand etc. and so on. – and so.|He left.|— She stayed.")]
    public void Sentences_end_where_a_reader_ends_them(string text, string expected) =>
        Assert.Equal(expected, string.Join("|", Splitting.Sentences(text)));

    private static void AssertChunks(string text, int maxLength, string expected) =>
        Assert.Equal(expected, Splitting.Joined(text, maxLength));

    [Theory]
    [InlineData("3.7. Base system.\n\nThe base system is a group.",
        "|3.7. Base system.\n\nThe base system is a group.")]
    [InlineData("Part One.\n\nMinerals.\n\nThere are many of them.",
        "|Part One.\n\nMinerals.\n\nThere are many of them.")]
    [InlineData("はじめに。\n\nThe base system is a group of them.", "|はじめに。\n\nThe base system is a group of them.")]
    [InlineData("“I know.” He left.\n\nThe base system is a group.",
        "\n\n“I know.” He left.|The base system is a group.")]
    public void A_documents_heading_goes_with_what_follows_though_it_has_a_full_stop(string text, string expected)
    {
        const string Before = "The first of the sections ends here, as all sections do in time and at last.";

        IEnumerable<TextRange> chunks = TextSplitter.Split($"{Before}\n\n{text}", 110, areHeadingsStopped: true);

        Assert.Equal(Before + expected, string.Join("|", chunks.Select(chunk => chunk.Of($"{Before}\n\n{text}"))));
    }

    [Fact]
    public void In_plain_text_a_short_sentence_is_no_heading() =>
        Assert.Equal("Here it ends for all.\n\nHe left.|She did not.", Splitting.Joined(
            "Here it ends for all.\n\nHe left.\n\nShe did not.", 40));
}
