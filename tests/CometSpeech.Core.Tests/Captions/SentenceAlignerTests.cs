using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Captions.Alignment;
using CometSpeech.Core.Tests.Captions.Support;

namespace CometSpeech.Core.Tests.Captions;

public sealed class SentenceAlignerTests
{
    [Fact]
    public void Sentences_begin_and_end_with_their_sound()
    {
        // The second sentence has a breath in it, and the voice is slower than its letters say.
        double[] seconds = [0.2, 2.2, 0.4, 1.5, 0.15, 2.4, 0.5, 0.8, 0.3];
        LevelCurve curve = SpokenParts.Curve(seconds);
        SpeechTime speech = SentenceAligner.Listen(curve, SpokenParts.Length(curve), out bool isHeard);

        (double Start, double End)[] times = SentenceAligner.Align([20, 40, 8], speech);

        Assert.True(isHeard);
        Assert.True(SentenceAligner.HasPausesFor(speech, 3));
        (double Start, double End)[] expected = [(0.2, 2.4), (2.8, 6.85), (7.35, 8.15)];
        Assert.Equal(expected.Length, times.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Start, times[i].Start, 0.001);
            Assert.Equal(expected[i].End, times[i].End, 0.001);
        }
    }

    [Fact]
    public void A_sentence_without_a_pause_behind_it_ends_by_weight()
    {
        LevelCurve curve = SpokenParts.Curve(0, 6, 0.4, 3, 0.4, 3);
        SpeechTime speech = SentenceAligner.Listen(curve, SpokenParts.Length(curve), out _);

        (double Start, double End)[] times = SentenceAligner.Align([10, 20, 15, 15], speech);

        Assert.Equal(2, times[0].End, 0.001);
        Assert.Equal(2, times[1].Start, 0.001);
        Assert.Equal(6, times[1].End, 0.001);
        Assert.Equal(6.4, times[2].Start, 0.001);
        Assert.Equal(9.8, times[3].Start, 0.001);
    }

    [Fact]
    public void One_sentence_is_from_the_first_sound_to_the_last()
    {
        LevelCurve curve = SpokenParts.Curve(0.3, 1, 0.2, 1, 0.4);
        SpeechTime speech = SentenceAligner.Listen(curve, SpokenParts.Length(curve), out _);

        Assert.Equal((0.3, 2.5), Round(Assert.Single(SentenceAligner.Align([5], speech))));
    }

    [Theory]
    [InlineData(0.10, false)]
    [InlineData(0.14, true)]
    public void Without_pauses_long_enough_nothing_is_told_of_sentences(double pause, bool expected)
    {
        LevelCurve curve = SpokenParts.Curve(0.2, 2, pause, 2, pause, 2, 0.2);
        SpeechTime speech = SentenceAligner.Listen(curve, SpokenParts.Length(curve), out _);

        Assert.Equal(2, speech.Pauses.Count);
        Assert.Equal(expected, SentenceAligner.HasPausesFor(speech, 3));
    }

    [Fact]
    public void Without_a_curve_a_part_is_all_speech()
    {
        SpeechTime speech = SentenceAligner.Listen(null, 6, out bool isHeard);

        Assert.False(isHeard);
        Assert.Equal([(0, 2), (2, 6)], SentenceAligner.Align([1, 2], speech).Select(Round));
    }

    [Theory]
    [InlineData(60, 200, 270)]
    [InlineData(2000, 1500, 600)] // One-letter sentences.
    [InlineData(2000, 2, 600)]
    [InlineData(1, 2000, 600)]
    public void Times_ascend_whatever_the_pauses_are(int sentences, int pauses, int seconds)
    {
        var random = new Random(sentences + pauses);
        double[] places = [.. Enumerable.Range(0, pauses).Select(_ => random.NextDouble() * seconds)];
        Array.Sort(places);
        QuietStretch[] quiet =
        [
            .. places.Select((place, i) => new QuietStretch(
                place, place + (((i + 1 < pauses ? places[i + 1] : seconds) - place) * random.NextDouble()))),
        ];
        double[] weights = [.. Enumerable.Range(0, sentences).Select(_ => 3 + (random.NextDouble() * 100))];

        (double Start, double End)[] times = SentenceAligner.Align(weights, new SpeechTime(0, seconds, quiet));

        double before = 0;
        foreach ((double start, double end) in times)
        {
            Assert.True(start >= before && end >= start);
            before = end;
        }

        Assert.Equal(sentences, times.Length);
        Assert.Equal(0, times[0].Start);
        Assert.Equal(seconds, times[sentences - 1].End);
    }

    private static (double Start, double End) Round((double Start, double End) time) =>
        (Math.Round(time.Start, 3), Math.Round(time.End, 3));
}
