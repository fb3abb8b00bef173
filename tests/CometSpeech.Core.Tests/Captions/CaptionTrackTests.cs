using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Tests.Captions.Support;
using CometSpeech.Core.Text;
using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Tests.Captions;

public sealed class CaptionTrackTests
{
    [Fact]
    public void Each_sentence_has_a_cue()
    {
        // Half a second without a cue is a pause, less flickers.
        LevelCurve curve = SpokenParts.Curve(0.2, 2, 0.4, 3, 0.6, 2.5, 0.3);
        List<Cue> cues = SpokenParts.Cues(
            SpokenParts.Segment("The harbour lay still. Nobody had crossed the water.\nThe boats were at home!"),
            curve,
            SpokenParts.Length(curve));

        Assert.Equal(
            [
                (200, 2600, "The harbour lay still."), (2600, 5600, "Nobody had crossed the water."),
                (6200, 9000, "The boats were at home!"),
            ],
            cues.Select(Short));
        Assert.All(cues, cue => Assert.False(cue.IsEstimated));
    }

    [Fact]
    public void A_long_sentence_is_cut_at_clauses_and_their_pauses()
    {
        const string Text = "When the morning came at last over the hills, the harbour lay as still as it had been in "
            + "the night before that day, and nobody had crossed the cold water.";
        LevelCurve curve = SpokenParts.Curve(0, 3, 0.2, 4.2, 0.2, 2.5);

        List<Cue> cues = SpokenParts.Cues(SpokenParts.Segment(Text), curve, SpokenParts.Length(curve));

        Assert.Equal([0, 3200, 7600], cues.Select(cue => (int)cue.Start.TotalMilliseconds));
        Assert.Equal([3200, 7600, 10100], cues.Select(cue => (int)cue.End.TotalMilliseconds));
    }

    [Fact]
    public void Without_pauses_times_are_shared()
    {
        Segment segment = SpokenParts.Segment("Two words here. Two words here. Two words here. Two words here.");
        LevelCurve noPause = SpokenParts.Curve(0, 8);
        LevelCurve pauses = SpokenParts.Curve(0, 2, 0.3, 2, 0.3, 2, 0.3, 2);

        Assert.All(SpokenParts.Cues(segment, null, 8), cue => Assert.True(cue.IsEstimated));
        Assert.All(SpokenParts.Cues(segment, noPause, 8), cue => Assert.True(cue.IsEstimated));
        Assert.Equal([0, 2000, 4000, 6000], SpokenParts.Cues(segment, null, 8).Select(Start));
        Assert.All(
            SpokenParts.Cues(segment, pauses, SpokenParts.Length(pauses)), cue => Assert.False(cue.IsEstimated));
    }

    [Fact]
    public void Short_sentences_that_follow_fast_share_a_cue()
    {
        LevelCurve curve = SpokenParts.Curve(0, 0.4, 0.15, 0.4, 0.5, 2, 0.3);

        List<Cue> cues = SpokenParts.Cues(
            SpokenParts.Segment("Yes. No. The harbour lay still."), curve, SpokenParts.Length(curve));

        Assert.Equal([(0, 1450, "Yes. No."), (1450, 3750, "The harbour lay still.")], cues.Select(Short));
    }

    [Theory]
    [InlineData("\"Yes.\"\n\n\"No.\"\n\nThe harbour lay still.", "\"Yes.\"/\"No.\"")]
    [InlineData("- Salt\n- Eggs\n- A pan that is large enough", "- Salt/- Eggs")]
    public void Speakers_and_items_that_share_a_cue_have_lines_of_their_own(string text, string expected)
    {
        LevelCurve curve = SpokenParts.Curve(0, 0.4, 0.15, 0.4, 0.5, 2, 0.3);

        List<Cue> cues = SpokenParts.Cues(SpokenParts.Segment(text), curve, SpokenParts.Length(curve));

        Assert.Equal(2, cues.Count);
        Assert.Equal(expected, string.Join("/", cues[0].Lines));
    }

    [Fact]
    public void A_cue_stays_for_a_second_where_the_next_allows()
    {
        LevelCurve curve = SpokenParts.Curve(0, 0.4, 1.6, 0.4, 0.7, 2, 0.3);

        List<Cue> cues = SpokenParts.Cues(
            SpokenParts.Segment("Yes. Now. The harbour lay still."), curve, SpokenParts.Length(curve));

        Assert.Equal([(0, 1000), (2000, 3100), (3100, 5400)], cues.Select(Short).Select(cue => (cue.Item1, cue.Item2)));
    }

    [Fact]
    public void A_short_one_before_a_long_one_shares_the_cue_before_it()
    {
        // «Because of you.» has 0.8 s; what follows fills its cue.
        const string Long = "It costs about three hundred and fifty dollars a month to keep a small boat in harbours.";
        LevelCurve curve = SpokenParts.Curve(0, 0.5, 0.2, 0.5, 0.2, 0.7, 0.1, 4, 0.2);

        List<Cue> cues = SpokenParts.Cues(
            SpokenParts.Segment("No. Why? Because of you. " + Long), curve, SpokenParts.Length(curve));

        Assert.Equal("No. Why? Because of you.", Assert.Single(cues[0].Lines));
        Assert.All(cues, cue => Assert.True(cue.End - cue.Start >= TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_short_item_shares_a_cue_with_its_list_not_with_the_heading_behind_it()
    {
        LevelCurve curve = SpokenParts.Curve(0, 1, 0.2, 0.4, 0.3, 1.5, 0.2);

        List<Cue> cues = SpokenParts.Cues(
            SpokenParts.Segment("- A large pan\n- Spoon\n\nCHAPTER ONE"), curve, SpokenParts.Length(curve));

        Assert.Equal(
            ["- A large pan/- Spoon", "CHAPTER ONE"], cues.Select(cue => string.Join("/", cue.Lines)));
    }

    [Theory]
    [InlineData(2, "0-2000 The harbour lay still.|2500-3500 No.|5000-6600 Yes.")]
    [InlineData(0.7, "0-2000 The harbour lay still.|2500-3700 No.|3700-5300 Yes.")]
    [InlineData(0, "0-3000 The harbour lay still. No.|3000-4600 Yes.")]
    public void What_is_said_last_stays_in_the_pause_behind_its_part(double pause, string expected)
    {
        LevelCurve first = SpokenParts.Curve(0, 2, 0.5, 0.4, 0.1);
        LevelCurve second = SpokenParts.Curve(0, 0.4, 1.2);
        var cues = new CollectedCues();
        using var track = new CaptionTrack([cues]);
        track.Add(Part("The harbour lay still. No.", first, 0));
        track.Add(Part("Yes.", second, SpokenParts.Length(first) + pause));
        track.Complete(SpokenParts.Seconds(SpokenParts.Length(first) + pause + SpokenParts.Length(second)));

        Assert.Equal(expected, string.Join("|", cues.Cues.Select(cue =>
            $"{Start(cue)}-{(int)cue.End.TotalMilliseconds} {string.Join("/", cue.Lines)}")));
    }

    [Fact]
    public void The_last_cue_ends_with_the_audio_or_after_seven_seconds()
    {
        Segment segment = SpokenParts.Segment("The harbour lay still.");
        LevelCurve curve = SpokenParts.Curve(0.5, 2, 0.5);
        LevelCurve silence = SpokenParts.Curve(0.5, 2, 9);

        Assert.Equal((500, 3000), Times(SpokenParts.Cues(segment, curve, SpokenParts.Length(curve))));
        Assert.Equal((500, 7500), Times(SpokenParts.Cues(segment, silence, SpokenParts.Length(silence))));
    }

    [Fact]
    public void Cues_stay_in_their_part()
    {
        Segment segment = SpokenParts.Segment("Yes. The harbour lay still. No.");
        LevelCurve curve = SpokenParts.Curve(0.2, 0.3, 0.9, 2, 0.3, 0.3, 0.1);
        var cues = new CollectedCues();
        using var track = new CaptionTrack([cues]);
        for (int i = 0; i < 3; i++)
        {
            // Silence was left out at both ends: time zero of the curve is before the part.
            TimeSpan start = SpokenParts.Seconds(10.0005 + (3.9 * i));
            track.Add(new CaptionPart(
                segment,
                new TextRange(0, segment.Text.Length),
                curve,
                start - SpokenParts.Seconds(0.15),
                start,
                start + SpokenParts.Seconds(3.9)));
        }

        track.Complete(SpokenParts.Seconds(10.0005 + (3 * 3.9) - 0.01));

        Assert.Equal(6, cues.Cues.Count); // «No.» has no second of its own.
        CollectedCues.AssertAscending(cues.Cues, 10.0005, 10.0005 + (3 * 3.9) - 0.01);
        Assert.Contains(cues.Cues, cue => Math.Abs(cue.Start.TotalSeconds - 10.0505) < 0.002);
    }

    [Fact]
    public void What_was_written_is_shown()
    {
        var pronunciation = Pronunciation.Create([[new PronunciationEntry("Dr", "Doctor"), new("GIF", "jif. Jif")]]);
        const string Written = "Dr Who has a GIF. Nobody else has one.";
        string spoken = pronunciation.Apply(Written, out WrittenText? written);
        Segment segment = SpokenParts.Segment(spoken) with { Written = written };
        LevelCurve curve = SpokenParts.Curve(0, 2, 0.4, 3);

        Assert.Equal("Doctor Who has a jif. Jif. Nobody else has one.", spoken);
        Assert.Equal(
            ["Dr Who has a GIF.", "Nobody else has one."],
            SpokenParts.Cues(segment, curve, SpokenParts.Length(curve)).Select(cue => string.Join("/", cue.Lines)));
    }

    [Theory]
    [InlineData("We use a database. SQL is its language.", "We use a database.|SQL is its language.")]
    [InlineData("We use SQL. The database is old.", "We use SQL.|The database is old.")]
    [InlineData("It was in Zq. Nobody came.", "It was in Zq.|Nobody came.")]
    [InlineData("It was SQL. X", "It was SQL. X")]
    public void Sentences_end_where_what_was_written_ends(string text, string expected)
    {
        var pronunciation = Pronunciation.Create(
            [[new PronunciationEntry("SQL", "sequel"), new("Zq", "Dr"), new("X", "")]]);
        string spoken = pronunciation.Apply(text, out WrittenText? written);
        Segment segment = SpokenParts.Segment(spoken) with { Written = written };
        LevelCurve curve = SpokenParts.Curve(0, 2, 0.4, 2);

        Assert.Equal(
            expected,
            string.Join("|", SpokenParts.Cues(segment, curve, SpokenParts.Length(curve)).Select(cue => cue.Lines[0])));
    }

    [Theory]
    [InlineData("A. ")]
    [InlineData("a\n")]
    [InlineData("。")]
    [InlineData("x")]
    [InlineData("<")]
    public void Hostile_texts_are_shown_in_time(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 4096 / piece.Length));
        LevelCurve curve = SpokenParts.Curve([.. Enumerable.Repeat(0.14, 4000)]);

        List<Cue> cues = SpokenParts.Cues(SpokenParts.Segment(text), curve, SpokenParts.Length(curve));

        Assert.Equal(SpokenParts.Squeeze(text), SpokenParts.Squeeze(cues));
        CollectedCues.AssertAscending(cues, 0, SpokenParts.Length(curve));
    }

    private static CaptionPart Part(string text, LevelCurve curve, double start) => new(
        SpokenParts.Segment(text),
        new TextRange(0, text.Length),
        curve,
        SpokenParts.Seconds(start),
        SpokenParts.Seconds(start),
        SpokenParts.Seconds(start + SpokenParts.Length(curve)));

    private static (int, int) Times(List<Cue> cues) => (Start(Assert.Single(cues)), (int)cues[0].End.TotalMilliseconds);

    private static int Start(Cue cue) => (int)cue.Start.TotalMilliseconds;

    private static (int, int, string) Short(Cue cue) =>
        (Start(cue), (int)cue.End.TotalMilliseconds, string.Join("/", cue.Lines));
}
