using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Captions.Alignment;
using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Captions;

/// <summary>A cue on the part's own time line, in seconds from where the part's sound begins.</summary>
internal sealed record CueDraft(double Start, double End, IReadOnlyList<string> Lines, bool StartsLine = false)
{
    // Netflix's guide has 5/6 second to 7 seconds; a cue that is shown for less than one is missed.
    private const double ShortestCue = 1;

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
            SentenceAligner.Align([.. sentences.Select(sentence => sentence.Weight)], speech);
        List<CueDraft> drafts = [];
        for (int i = 0; i < sentences.Count; i++)
        {
            (double start, double end) = times[i];
            double rate = (end - start) / sentences[i].Weight;
            List<IReadOnlyList<string>> pieces = CueLayout.Cut(sentences[i].Text, rate);
            (double Start, double End)[] pieceTimes = pieces.Count == 1
                ? [(start, end)]
                : SentenceAligner.Align(
                    [.. pieces.Select(WeightOf)], speech.Between(start, end), ClauseReward);
            bool startsLine = sentences[i].StartsLine;
            drafts.AddRange(pieces.Select((lines, k) => new CueDraft(
                pieceTimes[k].Start, pieceTimes[k].End, lines, startsLine && k == 0)));
        }

        return drafts;
    }

    /// <summary>
    /// Puts short ones together that follow each other fast, and sees to it that each is shown long enough and not too
    /// long.
    /// </summary>
    /// <param name="drafts">What is said, ascending.</param>
    /// <param name="limit">When the part ends.</param>
    public static List<CueDraft> Arrange(IReadOnlyList<CueDraft> drafts, double limit)
    {
        List<CueDraft> arranged = [];
        for (int i = 0; i < drafts.Count; i++)
        {
            CueDraft draft = drafts[i];
            if (arranged.Count > 0)
            {
                CueDraft last = arranged[arranged.Count - 1];
                bool isHasty = draft.Start - last.Start < ShortestCue
                    || (i == drafts.Count - 1 && limit - draft.Start < ShortestCue);
                if (isHasty && draft.End - last.Start <= CueLayout.LongestCue
                    && TryShare(last.Lines, draft, out IReadOnlyList<string> lines))
                {
                    arranged[arranged.Count - 1] = last with { End = draft.End, Lines = lines };
                    continue;
                }
            }

            arranged.Add(draft);
        }

        for (int i = 0; i < arranged.Count; i++)
        {
            CueDraft draft = arranged[i];
            double next = i + 1 < arranged.Count ? arranged[i + 1].Start : limit;
            double end = Math.Min(draft.End, draft.Start + CueLayout.LongestCue);
            arranged[i] = draft with { End = Math.Max(end, Math.Min(next, draft.Start + ShortestCue)) };
        }

        return arranged;
    }

    /// <summary>All in one, however many lines that are.</summary>
    public static CueDraft Merge(IReadOnlyList<CueDraft> drafts) =>
        new(drafts[0].Start, drafts[drafts.Count - 1].End, [.. drafts.SelectMany(draft => draft.Lines)]);

    private static double WeightOf(IReadOnlyList<string> lines) =>
        lines.Sum(line => SpeechWeight.Of(line, 0, line.Length));

    /// <summary>
    /// Whether two lines hold both: what follows on the last line, or on one of its own, as speakers and items have
    /// where there is room.
    /// </summary>
    private static bool TryShare(
        IReadOnlyList<string> first, CueDraft next, out IReadOnlyList<string> lines)
    {
        IReadOnlyList<string> second = next.Lines;
        string last = first[first.Count - 1];
        bool isUnspaced = Characters.IsIdeographic(CodePoints.Before(last, last.Length))
            || Characters.IsIdeographic(CodePoints.At(second[0], 0));
        string together = last + (isUnspaced ? "" : " ") + second[0];
        bool hasLineOfItsOwn = next.StartsLine && first.Count + second.Count <= CueLayout.MostLines;
        bool isOneLine = !hasLineOfItsOwn && CueText.WidthOf(together) <= CueText.LineWidth;
        lines = isOneLine
            ? [.. first.Take(first.Count - 1), together, .. second.Skip(1)]
            : [.. first, .. second];
        return lines.Count <= CueLayout.MostLines;
    }
}
