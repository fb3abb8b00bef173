using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Captions.Alignment;

namespace CometSpeech.Core.Captions.Layout;

/// <summary>A cue on the part's own time line, in seconds from where the part's sound begins.</summary>
internal sealed record CueDraft(
    double Start, double End, IReadOnlyList<string> Lines, bool StartsLine = false, bool StartsParagraph = false)
{
    // Inside of sentences pauses are shorter and mean less.
    private const double ClauseReward = 0.5;

    /// <summary>The cues of a part's sentences, each at the time when it is heard.</summary>
    /// <param name="sentences">The sentences, at least one.</param>
    /// <param name="levels">The part's level curve; null when there is none.</param>
    /// <param name="seconds">How long the part's sound lasts.</param>
    /// <param name="isEstimated">Whether the length was shared by weight because the curve does not tell.</param>
    public static List<CueDraft> Create(
        IReadOnlyList<CaptionSentence> sentences, LevelCurve? levels, double seconds, out bool isEstimated)
    {
        SpeechTime speech = SentenceAligner.Listen(levels, seconds, out bool isHeard);
        isEstimated = !isHeard || !SentenceAligner.HasPausesFor(speech, sentences.Count);
        speech = isEstimated ? speech.WithoutPauses() : speech;
        (double Start, double End)[] times =
            SentenceAligner.Align(sentences.Select(sentence => sentence.Weight).ToArray(), speech);
        List<CueDraft> drafts = [];
        for (int i = 0; i < sentences.Count; i++)
        {
            (double start, double end) = times[i];
            double rate = (end - start) / sentences[i].Weight;
            List<IReadOnlyList<string>> pieces = CueLayout.Cut(sentences[i].Text, rate);
            (double Start, double End)[] pieceTimes = pieces.Count == 1
                ? [(start, end)]
                : SentenceAligner.Align(
                    pieces.Select(WeightOf).ToArray(), speech.Between(start, end), ClauseReward);
            CaptionSentence sentence = sentences[i];
            drafts.AddRange(pieces.Select((lines, k) => new CueDraft(
                pieceTimes[k].Start,
                pieceTimes[k].End,
                lines,
                sentence.StartsLine && k == 0,
                sentence.StartsParagraph && k == 0)));
        }

        return drafts;
    }

    /// <summary>All in one, however many lines that are.</summary>
    public static CueDraft Merge(IReadOnlyList<CueDraft> drafts) =>
        new(drafts[0].Start, drafts[drafts.Count - 1].End, drafts.SelectMany(draft => draft.Lines).ToArray());

    private static double WeightOf(IReadOnlyList<string> lines) =>
        lines.Sum(line => SpeechWeight.Of(line, 0, line.Length));
}
