using CometSpeech.Core.Text.Unicode;

namespace CometSpeech.Core.Captions.Layout;

/// <summary>
/// Decides which short cues share one, and how long each is shown: a second at least where there is room, seven at
/// most, without flicker between them.
/// </summary>
internal static class CueArrangement
{
    // Netflix's guide has 5/6 second to 7 seconds; a cue that is shown for less than one is missed.
    private const double ShortestCue = 1;

    // The same guide lets a cue stay for up to 12 frames, half a second, behind its sound; and a screen that is empty
    // for less than that flickers.
    private const double LongestFlicker = 0.5;

    // A cue that is gone too soon costs more than any number of sentences that two lines hold; of two ways out, the one
    // that puts fewer together, and those of one paragraph or line. What shares a cue is seen before it is heard, which
    // costs less than a seam for some seconds.
    private const double PerHastyCue = 100;
    private const double PerMissingSecond = 20;
    private const double PerSeam = 1;
    private const double PerLineSeam = 1.5;
    private const double PerParagraphSeam = 2;
    private const double PerSecondEarly = 0.2;

    /// <summary>Puts short cues together that follow each other fast.</summary>
    /// <param name="drafts">What is said, ascending.</param>
    /// <param name="limit">When the next part's first cue appears; for the last part, when the audio ends.</param>
    public static List<CueDraft> Share(IReadOnlyList<CueDraft> drafts, double limit)
    {
        // By dynamic programming: the cheapest way to show all drafts before an index.
        int count = drafts.Count;
        var costs = new double[count + 1];
        var cues = new CueDraft[count + 1];
        var lengths = new int[count + 1];
        for (int i = 1; i <= count; i++)
        {
            costs[i] = double.PositiveInfinity;
        }

        for (int first = 0; first < count; first++)
        {
            CueDraft cue = drafts[first];
            double cost = costs[first];
            for (int next = first + 1; ; next++)
            {
                double shown = (next < count ? drafts[next].Start : limit) - cue.Start;
                double total = cost + (shown < ShortestCue
                    ? PerHastyCue + (PerMissingSecond * (ShortestCue - Math.Max(0, shown)))
                    : 0);
                if (total < costs[next])
                {
                    (costs[next], cues[next], lengths[next]) = (total, cue, next - first);
                }

                if (next == count
                    || drafts[next].End - cue.Start > CueLayout.LongestCue
                    || !TryShare(cue.Lines, drafts[next], out IReadOnlyList<string> lines))
                {
                    break;
                }

                cost += (drafts[next].StartsParagraph ? PerParagraphSeam
                        : drafts[next].StartsLine ? PerLineSeam
                        : PerSeam)
                    + (PerSecondEarly * (drafts[next].Start - cue.Start));
                cue = cue with { End = drafts[next].End, Lines = lines };
            }
        }

        List<CueDraft> shared = [];
        for (int i = count; i > 0; i -= lengths[i])
        {
            shared.Add(cues[i]);
        }

        shared.Reverse();
        return shared;
    }

    /// <summary>When a cue goes, in seconds.</summary>
    /// <param name="start">When it appears.</param>
    /// <param name="end">When its sound ends.</param>
    /// <param name="limit">When the next one appears or, behind the last one, the audio ends.</param>
    /// <param name="isLast">Whether no other cue comes: it stays until the audio ends.</param>
    public static double FindEnd(double start, double end, double limit, bool isLast)
    {
        double latest = Math.Min(limit, start + CueLayout.LongestCue);
        double least = Math.Max(end, start + ShortestCue);
        bool isFlicker = isLast || limit - least < LongestFlicker;
        return Math.Min(latest, isFlicker ? limit : least);
    }

    /// <summary>
    /// Whether two lines hold both: what follows on the last line, or on one of its own, as speakers and items have
    /// where there is room.
    /// </summary>
    private static bool TryShare(
        IReadOnlyList<string> first, CueDraft next, out IReadOnlyList<string> lines)
    {
        IReadOnlyList<string> second = next.Lines;
        string last = first[first.Count - 1];
        bool isUnspaced = last.Length == 0 || second[0].Length == 0
            || Characters.IsIdeographic(CodePoints.Before(last, last.Length))
            || Characters.IsIdeographic(CodePoints.At(second[0], 0));
        string together = last + (isUnspaced ? "" : " ") + second[0];
        bool hasLineOfItsOwn = next.StartsLine && first.Count + second.Count <= CueLayout.MostLines;
        bool isOneLine = !hasLineOfItsOwn && CueText.WidthOf(together) <= CueText.LineWidth;
        lines = (isOneLine ? first.Take(first.Count - 1).Append(together).Concat(second.Skip(1)) : first.Concat(second))
            .ToArray();
        return lines.Count <= CueLayout.MostLines;
    }
}
