using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Tests.Captions.Support;
using CometSpeech.Core.Text;
using CsCheck;

namespace CometSpeech.Core.Tests.Captions;

public sealed class CaptionTrackPropertyTests
{
    private static readonly string[] s_pieces =
    [
        "a", "Word", "word", " ", " ", " ", ". ", "! ", "?", ".", ", ", "; ", " — ", "…", "\n", "\n\n", "\r\n", "\t",
        "一", "二三四", "。", "、", "「", "」", "を", "한국어", "ไทย", "مرحبا", "שלום", "e\u0301", "\u0301", "😀",
        "👨‍👩‍👧", "🇩🇪", "\uD83D", "\uDE00", "\u200B", "\u00A0", "\u200F", "<b>", "-->", "&", "*", "\0", "\u0085",
        "1", "2026", "Dr. ", "A. ", "a very long sentence that goes on and on, and on, until it is no longer short ",
        "Donaudampfschifffahrtsgesellschaftskapitänskajütenschlüsselanhänger",
    ];

    private static readonly Gen<string> s_text = Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index])
        .Array[0, 60].Select(pieces => string.Concat(pieces)).Where(text => !string.IsNullOrWhiteSpace(text));

    private static readonly Gen<(int Milliseconds, bool HasLevels, int Seed)> s_sound =
        Gen.Select(Gen.Int[0, 60_000], Gen.Bool, Gen.Int);

    [Fact]
    public void Any_text_is_shown_whole_in_cues_that_ascend() => Gen.Select(s_text, s_sound).Sample(
        (text, sound) =>
        {
            double seconds = sound.Milliseconds / 1000.0;
            List<Cue> cues = SpokenParts.Cues(
                SpokenParts.Segment(text), sound.HasLevels ? RandomCurve(seconds, sound.Seed) : null, seconds);
            if (sound.Milliseconds > 0)
            {
                Assert.Equal(SpokenParts.Squeeze(text), SpokenParts.Squeeze(cues));
            }

            CollectedCues.AssertAscending(cues, 0, seconds);
            Assert.All(cues, cue => Assert.All(cue.Lines, line => Assert.False(string.IsNullOrWhiteSpace(line))));
        },
        iter: 3000);

    [Fact]
    public void Chunks_of_a_text_give_all_of_it() => Gen.Select(s_text, Gen.Int[1, 80]).Sample(
        (text, length) =>
        {
            Segment segment = SpokenParts.Segment(text);
            var cues = new CollectedCues();
            using var track = new CaptionTrack([cues]);
            double end = 0;
            foreach (TextRange range in TextSplitter.Split(text, length))
            {
                track.Add(new CaptionPart(
                    segment,
                    range,
                    null,
                    TimeSpan.FromSeconds(end),
                    TimeSpan.FromSeconds(end),
                    TimeSpan.FromSeconds(end + 2)));
                end += 2;
            }

            track.Complete(TimeSpan.FromSeconds(end));
            Assert.Equal(SpokenParts.Squeeze(text), SpokenParts.Squeeze(cues.Cues));
            CollectedCues.AssertAscending(cues.Cues, 0, end);
        },
        iter: 1000);

    private static LevelCurve RandomCurve(double seconds, int seed)
    {
        var random = new Random(seed);
        List<double> stretches = [];
        for (double sum = 0; sum < seconds;)
        {
            double next = random.NextDouble() * (stretches.Count % 2 == 0 ? 0.5 : 3);
            stretches.Add(next);
            sum += next;
        }

        return SpokenParts.Curve([.. stretches]);
    }
}
