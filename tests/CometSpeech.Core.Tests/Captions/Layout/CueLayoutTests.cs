using CometSpeech.Core.Captions.Layout;

namespace CometSpeech.Core.Tests.Captions.Layout;

public sealed class CueLayoutTests
{
    // About as fast as people read aloud: 15 letters a second.
    private const double Rate = 1 / 15.0;

    [Theory]
    [InlineData("The harbour lay still.", "The harbour lay still.")]
    [InlineData(
        "He said that nobody had crossed the water and that the boats stayed at home.",
        "He said that nobody had crossed the water/and that the boats stayed at home.")]
    [InlineData(
        "Then, after a long while in which nobody said anything at all,",
        "Then, after a long while/in which nobody said anything at all,")]
    [InlineData(
        "Morgen früh fährt um sechs Uhr der Zug nach Donaueschingen ab.",
        "Morgen früh fährt um sechs Uhr/der Zug nach Donaueschingen ab.")]
    [InlineData(
        "In 1996, Mr. J. R. Smith of the U.S. Navy wrote about it at length.",
        "In 1996, Mr. J. R. Smith of the U.S. Navy/wrote about it at length.")]
    public void Lines_end_before_conjunctions_and_not_behind_articles(string text, string expected) =>
        Assert.Equal(expected, Join(CueLayout.Cut(text, Rate)));

    [Theory]
    [InlineData("Er zahlte dann noch 1250,50 € für ca. 3,5 kg Käse und ging nach Hause.")]
    [InlineData("You can call them at +49 30 1234567 tomorrow night or so, if you like.")]
    [InlineData("The old boat was some 25 m long and it weighed about 30 t without them.")]
    [InlineData("The train to Donaueschingen leaves at 6 p.m. tomorrow from platform 9.")]
    public void Numbers_stay_with_their_units_and_abbreviations_with_what_follows(string text)
    {
        string lines = Join(CueLayout.Cut(text, Rate));

        Assert.Matches("[/|]", lines);
        Assert.DoesNotMatch(@"ca\.[/|]|\d[/|]\d|[/|](€|kg|m |t |p\.m)", lines);
    }

    [Fact]
    public void An_address_longer_than_a_line_is_cut_behind_its_marks()
    {
        const string Text = "Visit https://www.example.com/a/very/long/path/that/goes/on?query=1&other=2 tomorrow.";

        List<IReadOnlyList<string>> pieces = CueLayout.Cut(Text, Rate);

        AssertLimits(pieces, 42);
        string[] lines = [.. pieces.SelectMany(piece => piece)];
        Assert.All(lines.Where(line => line.Contains("://")), line => Assert.Contains(line.Last(), "/?&="));
    }

    [Fact]
    public void A_long_sentence_is_cut_at_clauses()
    {
        List<IReadOnlyList<string>> pieces = CueLayout.Cut(
            "When the morning came, the harbour lay still; nobody had crossed before six, because a wind out of the "
                + "north had rattled every loose board in the town, and the boats were all at home.",
            Rate);

        AssertLimits(pieces, 42);
        Assert.InRange(pieces.Count, 3, 4);
        Assert.All(pieces, lines => Assert.Contains(lines[lines.Count - 1].Last(), ",;."));
    }

    [Fact]
    public void A_further_cue_is_better_than_one_that_ends_inside_a_clause()
    {
        const string Text = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the "
            + "age of foolishness, it was the epoch of belief, it was the epoch of incredulity, it was the season of "
            + "Light, it was the season of Darkness, it was the spring of hope, it was the winter of despair.";

        List<IReadOnlyList<string>> pieces = CueLayout.Cut(Text, Rate);

        AssertLimits(pieces, 42);
        Assert.All(pieces, lines => Assert.Contains(lines[lines.Count - 1].Last(), ",."));
    }

    [Theory]
    [InlineData(
        "どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。",
        "ニャーニャー", "泣いていた", "記憶している", "薄暗い")]
    [InlineData("しかもあとで聞くとそれは書生という人間中で一番獰悪な種族であったそうだ。", "書生", "人間中", "種族")]
    [InlineData("2025年10月3日、東京都港区にある東京タワーの高さは333メートルです。", "2025年", "10月", "3日", "333")]
    public void Japanese_lines_end_where_a_phrase_does(string text, params string[] whole)
    {
        List<IReadOnlyList<string>> pieces = CueLayout.Cut(text, 0.05);

        AssertLimits(pieces, 16);
        string shown = string.Join("/", pieces.SelectMany(lines => lines));
        Assert.All(whole, word => Assert.Contains(word, shown));
    }

    [Fact]
    public void Full_width_characters_fill_a_line_by_sixteen()
    {
        const string Text = "朝になると港は静かで、六時より前に渡った者は誰もいなかったが、それは北からの風が町じゅうの緩んだ板を鳴らしていたからだ。";

        List<IReadOnlyList<string>> pieces = CueLayout.Cut(Text, Rate);

        AssertLimits(pieces, 16);
        Assert.Equal(Text, string.Concat(pieces.SelectMany(lines => lines)));
        Assert.All(pieces.SelectMany(lines => lines), line => Assert.DoesNotContain(line[0], "、。ゃゅょっー」"));
    }

    [Theory]
    [InlineData(
        "في الصباح كان الميناء هادئا، ولم يعبر أحد قبل الساعة السادسة لأن ريحا من الشمال هزت كل لوح في المدينة.")]
    [InlineData(
        "아침이 되자 항구는 고요했고 여섯 시 전에는 아무도 건너지 않았는데 북쪽에서 불어온 바람이 온 마을의 판자를 흔들었기 때문이다.")]
    [InlineData(
        "Утром гавань была тиха, и никто не переправлялся до шести, потому что северный ветер качал каждую доску.")]
    public void Words_stay_whole(string text)
    {
        List<IReadOnlyList<string>> pieces = CueLayout.Cut(text, Rate);

        AssertLimits(pieces, 42);
        Assert.Equal(text, string.Join(" ", pieces.SelectMany(lines => lines)));
    }

    [Fact]
    public void A_word_longer_than_a_line_is_cut_between_characters()
    {
        string family = "👨‍👩‍👧";
        string text = string.Concat(Enumerable.Repeat("e\u0301", 100)) + string.Concat(Enumerable.Repeat(family, 30));

        List<IReadOnlyList<string>> pieces = CueLayout.Cut(text, Rate);

        Assert.Equal(text, string.Concat(pieces.SelectMany(lines => lines)));
        Assert.All(pieces.SelectMany(lines => lines), line =>
        {
            Assert.True(line[0] == 'e' || line.StartsWith(family, StringComparison.Ordinal));
            Assert.True(line.Last() == '\u0301' || line.EndsWith(family, StringComparison.Ordinal));
        });
        Assert.All(pieces, lines => Assert.True(lines.Count <= 2));
    }

    [Fact]
    public void Slow_speech_is_cut_into_more_cues()
    {
        const string Text = "The harbour lay still, and nobody crossed.";

        Assert.Single(CueLayout.Cut(Text, Rate));
        Assert.Equal(
            ["The harbour lay still,", "and nobody crossed."],
            CueLayout.Cut(Text, Rate * 4).Select(lines => string.Join("/", lines)));
    }

    private static string Join(List<IReadOnlyList<string>> pieces) =>
        string.Join("|", pieces.Select(lines => string.Join("/", lines)));

    private static void AssertLimits(List<IReadOnlyList<string>> pieces, int width) => Assert.All(pieces, lines =>
    {
        Assert.InRange(lines.Count, 1, 2);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
        Assert.All(lines, line => Assert.Equal(line.Trim(), line));
    });
}
