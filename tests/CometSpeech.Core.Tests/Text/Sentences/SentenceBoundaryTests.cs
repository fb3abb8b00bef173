using CometSpeech.Core.Text.Sentences;

namespace CometSpeech.Core.Tests.Text.Sentences;

/// <summary>Ends of sentences: what stands behind the stop, line ends, abbreviations of twelve languages.</summary>
public class SentenceBoundaryTests
{
    [Theory]
    [InlineData("It was very late.[1] Then", "It was very late.[1]|Then")]
    [InlineData("It was late.[2][citation needed] Then", "It was late.[2][citation needed]|Then")]
    [InlineData("It was late.[^1] Then", "It was late.[^1]|Then")]
    [InlineData("It was late.(12) Then", "It was late.(12)|Then")]
    [InlineData("It was *very late.* Then", "It was *very late.*|Then")]
    [InlineData("It was **very late.** _So he left._ `Yes.` ~~No.~~ Then",
        "It was **very late.**|_So he left._|`Yes.`|~~No.~~|Then")]
    [InlineData("It was late.* Then", "It was late.*|Then")]
    [InlineData("It was late.¹ Then. Late!²³ So.† Yes", "It was late.¹|Then.|Late!²³|So.†|Yes")]
    [InlineData("<p>It was late.</p> <p>Then", "<p>It was late.</p>|<p>Then")]
    [InlineData("<p>It was late.</p><p>Then", "<p>It was late.</p>|<p>Then")]
    [InlineData("It was <b>late.</b> <i>Then</i> he left.<br/> Yes",
        "It was <b>late.</b>|<i>Then</i> he left.<br/>|Yes")]
    [InlineData("It was late.<sup>1</sup> Then <a href=\"#f1\">he</a> left.<a href=\"#f1\">[1]</a> Yes",
        "It was late.<sup>1</sup>|Then <a href=\"#f1\">he</a> left.<a href=\"#f1\">[1]</a>|Yes")]
    [InlineData("It was late.🙂 Then!👍🏽 Yes", "It was late.🙂|Then!👍🏽|Yes")]
    [InlineData("(It was “late.”)[1] Then", "(It was “late.”)[1]|Then")]
    [InlineData("他走了。[1]她留下。", "他走了。[1]|她留下。")]
    [InlineData("See a[0].b and f(x.y).Z now. Then", "See a[0].b and f(x.y).Z now.|Then")]
    public void What_stands_behind_the_stop_belongs_to_the_sentence(string text, string expected) =>
        AssertSentences(text, expected);

    [Theory]
    [InlineData("it was this week.\nthey come", "it was this week.|they come")]
    [InlineData("one thing.\r\nanother", "one thing.|another")]
    [InlineData("- one thing.\n- another.\n* a third.\n#tag.\n@ben came.\n\"so\" he said.\n🙂 yes",
        "- one thing.|- another.|* a third.|#tag.|@ben came.|\"so\" he said.|🙂 yes")]
    [InlineData("He was born on the 17.\nThen he left.", "He was born on the 17.|Then he left.")]
    [InlineData("It is version 2.0.\nNow it runs.", "It is version 2.0.|Now it runs.")]
    [InlineData("He works for Acme Inc.\nMary does not.", "He works for Acme Inc.|Mary does not.")]
    [InlineData("I come at 5 p.m.\nBring the maps.", "I come at 5 p.m.|Bring the maps.")]
    [InlineData("He lives in the U.S.\nMary does not.", "He lives in the U.S.|Mary does not.")]
    [InlineData("- plan B.\n- plan C.\n- room 17.\n- Acme Inc.\n- e", "- plan B.|- plan C.|- room 17.|- Acme Inc.|- e")]
    [InlineData("So he waited...\nThen he left…\nYes", "So he waited...|Then he left…\nYes")]
    [InlineData("This is Dr.\nSmith and e.g.\nan apple, by J.\nSmith",
        "This is Dr.\nSmith and e.g.\nan apple, by J.\nSmith")]
    [InlineData("Es war am 3.\nOktober und am 5.\nmai", "Es war am 3.\nOktober und am 5.\nmai")]
    [InlineData("He went to St.\nPeter on Sept.\n5, to Ft.\nWorth", "He went to St.\nPeter on Sept.\n5, to Ft.\nWorth")]
    [InlineData("It is in Main St.\nThe house is old.", "It is in Main St.|The house is old.")]
    [InlineData("17.\nThis is the text.", "17.\nThis is the text.")]
    public void A_stop_at_a_line_end_ends_a_sentence_unless_the_word_is_an_abbreviation(string text, string expected) =>
        AssertSentences(text, expected);

    [Theory]
    [InlineData("this week. they come", "this week.")]
    [InlineData("this week. - they come", "this week.")]
    [InlineData("this week. @ben came", "this week.")]
    [InlineData("this week. #late it was", "this week.")]
    [InlineData("this week. \"they\" come", "this week.")]
    [InlineData("this week. 🙂 they come", "this week.")]
    [InlineData("this week.[1] they come", "this week.[1]")]
    [InlineData("about approx. ten", "")]
    [InlineData("cats, dogs, etc. and so", "")]
    [InlineData("dne 17. ledna", "")]
    [InlineData("in 2020. január", "")]
    [InlineData("so he... left", "")]
    [InlineData("mail a.b@c.org now", "")]
    public void A_stop_before_a_small_letter_is_a_likely_end(string text, string expected) =>
        Assert.Equal(expected, string.Concat(
            Enumerable.Range(0, text.Length)
                .Select(index =>
                    SentenceBoundary.TryGetEnd(text, index, out bool isCertain, out int end) && !isCertain
                        ? text.Substring(0, end)
                        : "")));

    [Theory]
    // English
    [InlineData("He drove to Ft. Worth and Mt. Rainier")]
    [InlineData("He came on Mar. 4, left on Sep. 5, and wrote Eqs. 10 and 11")]
    [InlineData("See Jones, op. cit. Smith, loc. cit. Miller, ibid. Page, and Brown et al. Nature")]
    [InlineData("Printed in Proc. Natl. Acad. Sci. Vol. 5 and J. Biol. Chem. Vol. 7")]
    // German
    [InlineData("nach §§ 343 ff. HGB und gem. § 2 Abs. 1 S. 1, gem. Art. 6 i. V. m. Art. 7, vgl. "
        + "BGH, Urt. v. 3. Mai, Az. VIII")]
    [InlineData("im Jahr 44 v. Chr. Rom, bzgl. Frankreich, Dr. med. Schmidt, Dr. rer. nat. Weber, Hauptstr. Nord")]
    [InlineData("in der Bahnhofstr. 5, dann in der Berliner Str. 7")]
    // French
    [InlineData("p. ex. Lyon, c.-à-d. Paris, éd. Gallimard, av. Foch, bd. Voltaire, en 44 av. J.-C. Rome")]
    // Spanish
    [InlineData("p. ej. Madrid, Avda. América, el Excmo. Alcalde, Sto. Domingo, EE. UU.")]
    // Portuguese
    [InlineData("p. ex. Lisboa, no séc. XX, V. Exa. Presidente, a Sta. Maria, a Av. Paulista")]
    // Italian
    [InlineData("ad es. Roma, p. es. Milano, cfr. Eco, Mons. Bianchi")]
    // Dutch
    [InlineData("drs. Bakker, ds. Visser, nl. Piet, zgn. Vrienden, blz. 5, afb. 7, t.a.v. Kees, fam. Jansen")]
    // Swedish
    [InlineData("t.ex. Anna, t. ex. Anna, bl.a. Erik, dvs. Olle, jfr. Olsson, kap. 3, kl. 5")]
    // Polish
    [InlineData("przy ul. Nowa, np. Jan, tzn. Marek, dr hab. Nowak, mgr inż. Zięba, św. Jan, m. in. "
        + "Anna, por. Nowak, rys. 5")]
    // Czech
    [InlineData("na ul. Nová, nám. Míru, např. Jan, tzv. Honza, MUDr. Novák, popř. Petr, obr. 3, s. "
        + "r. o. Praha, sv. Václav")]
    // Russian, Ukrainian
    [InlineData("на ул. Ленина, театр им. Пушкина, в г. Москва, рис. 5, проф. Иванов, наб. Невы, напр. Киев")]
    [InlineData("на вул. Шевченка, театр ім. Франка, див. Розділ")]
    // Others
    [InlineData("डॉ. शर्मा, د. أحمد")]
    public void No_sentence_ends_after_an_abbreviation_and_its_usual_next_word(string text)
    {
        AssertSentences(text, text);
        Assert.All(
            Enumerable.Range(0, text.Length - 1),
            index => Assert.False(SentenceBoundary.TryGetEnd(text, index, out _, out _), text.Substring(0, index + 1)));
    }

    [Theory]
    [InlineData("Kupił chleb itd. Potem poszedł.", "Kupił chleb itd.|Potem poszedł.")]
    [InlineData("Koupil chléb apod. Potom šel.", "Koupil chléb apod.|Potom šel.")]
    [InlineData("Он купил дом и т. д. Потом он уехал в 1999 г. Она осталась.",
        "Он купил дом и т. д.|Потом он уехал в 1999 г.|Она осталась.")]
    [InlineData("Han köpte bröd osv. Det var allt.", "Han köpte bröd osv.|Det var allt.")]
    [InlineData("Er starb 44 v. Chr. Sein Sohn lebte.", "Er starb 44 v. Chr.|Sein Sohn lebte.")]
    [InlineData("Comprou pão etc. Depois saiu.", "Comprou pão etc.|Depois saiu.")]
    public void A_sentence_ends_with_an_abbreviation_where_the_next_word_says_so(string text, string expected) =>
        AssertSentences(text, expected);

    [Theory]
    [InlineData("「行け。」と彼は言った。「なぜ？」って聞いた。", "「行け。」と彼は言った。|「なぜ？」って聞いた。")]
    [InlineData("HAMLET. To be. SCENE II. A room.\nFIRST CLOWN. Here.",
        "HAMLET. To be.|SCENE II. A room.|FIRST CLOWN. Here.")]
    [InlineData("They joined the\nNATO. Then they left.", "They joined the\nNATO.|Then they left.")]
    public void A_quotation_in_a_sentence_and_a_speakers_name_are_none(string text, string expected) =>
        AssertSentences(text, expected);

    private static void AssertSentences(string text, string expected) =>
        Assert.Equal(expected, string.Join("|", Splitting.Sentences(text)));
}
