using CometSpeech.Core.Captions.Alignment;

namespace CometSpeech.Core.Captions.Layout;

/// <summary>
/// Cuts a sentence into cues of at most two lines, where it is parted best: at clauses, evenly, seldom.
/// </summary>
internal static class CueLayout
{
    /// <summary>The longest that a cue may stay, in seconds; with what is spoken longer, it goes.</summary>
    public const double LongestCue = 7;

    /// <summary>The lines of a cue.</summary>
    public const int MostLines = 2;

    // Pieces are timed after they are cut: somewhat less is planned, so that few come out longer than they may.
    private const double LongestPlanned = 6;

    // A piece of some words at least; less is gone before it is read.
    private const int ShortestPiece = 16 * CueText.Narrow;

    // A further cue is worth about one bad place: a sentence stays together, but not at the price of its clauses.
    private const double PerCue = 6;
    private const double PerShortPiece = 8;
    private const double PerSecondTooLong = 20;

    /// <summary>Cuts a sentence; each piece is one cue.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="secondsPerWeight">How long a unit of <see cref="SpeechWeight"/> takes in it.</param>
    /// <returns>The lines of each piece, one or two.</returns>
    public static List<IReadOnlyList<string>> Cut(string text, double secondsPerWeight)
    {
        var cueText = new CueText(text);
        IReadOnlyList<CueBreak> breaks = cueText.Breaks;
        double[] weights = SumWeights(text, breaks);
        var costs = new double[breaks.Count];
        var origins = new int[breaks.Count];
        for (int i = 0; i < breaks.Count; i++)
        {
            costs[i] = double.PositiveInfinity;
            int lineStart = i; // The longest last line begins there.
            for (int from = i - 1; from >= -1; from--)
            {
                int start = from < 0 ? 0 : breaks[from].Index;
                int width = cueText.Width(start, breaks[i].Index);
                if (width <= CueText.LineWidth)
                {
                    lineStart = from;
                }
                else if (from < i - 1 && cueText.Width(start, breaks[lineStart].Index) > CueText.LineWidth)
                {
                    break; // Two lines do not hold it; with what is before it, it is wider still.
                }

                double share = width / (2.0 * CueText.LineWidth);
                double seconds = (SpeechWeight.Sentence + weights[i + 1] - weights[from + 1]) * secondsPerWeight;
                double cost = (from < 0 ? 0 : costs[from]) + PerCue + (PerCue * share * share) + Cost(breaks[i].Kind)
                    + (width < ShortestPiece ? PerShortPiece : 0)
                    + (PerSecondTooLong * Math.Max(0, seconds - LongestPlanned));
                if (cost < costs[i])
                {
                    costs[i] = cost;
                    origins[i] = from;
                }
            }
        }

        List<IReadOnlyList<string>> pieces = [];
        for (int i = breaks.Count - 1; i >= 0; i = origins[i])
        {
            pieces.Add(BreakLines(cueText, origins[i], i));
        }

        pieces.Reverse();
        return pieces;
    }

    private static double Cost(CueBreakKind kind) => kind switch
    {
        CueBreakKind.Clause => 0,
        CueBreakKind.BeforeConjunction => 2,
        CueBreakKind.Space => 6,
        CueBreakKind.InsidePhrase => 12,
        CueBreakKind.BetweenCharacters => 12,
        CueBreakKind.InsideAddress => 18,
        _ => 50,
    };

    /// <summary>The weight before each break's piece, and at last that of all.</summary>
    private static double[] SumWeights(string text, IReadOnlyList<CueBreak> breaks)
    {
        var sums = new double[breaks.Count + 1];
        int start = 0;
        for (int i = 0; i < breaks.Count; i++)
        {
            sums[i + 1] = sums[i] + SpeechWeight.OfCharacters(text, start, breaks[i].Index);
            start = breaks[i].Index;
        }

        return sums;
    }

    private static string[] BreakLines(CueText text, int from, int to)
    {
        int start = from < 0 ? 0 : text.Breaks[from].Index;
        int end = text.Breaks[to].Index;
        int lineEnd = text.Width(start, end) <= CueText.LineWidth ? -1 : FindLineEnd(text, from, to);
        return lineEnd < 0
            ? [text.Piece(start, end)]
            : [text.Piece(start, text.Breaks[lineEnd].Index), text.Piece(text.Breaks[lineEnd].Index, end)];
    }

    /// <summary>The break between two others at which two lines are parted best; -1 when they do not hold it.</summary>
    private static int FindLineEnd(CueText text, int from, int to)
    {
        int start = from < 0 ? 0 : text.Breaks[from].Index;
        int end = text.Breaks[to].Index;
        int best = -1;
        double least = double.PositiveInfinity;
        for (int i = to - 1; i > from; i--)
        {
            int first = text.Width(start, text.Breaks[i].Index);
            int second = text.Width(text.Breaks[i].Index, end);
            if (second > CueText.LineWidth)
            {
                break;
            }

            // A place of the next better kind is worth some ten characters of difference.
            double cost = (10.0 * Math.Abs(first - second) / CueText.LineWidth) + (Cost(text.Breaks[i].Kind) / 2);
            if (first <= CueText.LineWidth && cost < least)
            {
                least = cost;
                best = i;
            }
        }

        return best;
    }
}
