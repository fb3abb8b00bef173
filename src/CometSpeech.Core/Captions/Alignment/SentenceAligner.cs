using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Captions.Alignment;

/// <summary>
/// Tells when each sentence of a part is heard: matches the lengths of the sentences with the pauses of the speech, by
/// dynamic programming.
/// </summary>
/// <remarks>
/// The costs were chosen on three synthetic voices with known times and checked with two others: the middle error of a
/// sentence's start is some ten milliseconds, against a second where the length is shared by characters. See the
/// measurement <c>captions</c>.
/// </remarks>
internal static class SentenceAligner
{
    // How far a sentence's length may be from what its letters say: 16 % of it, and what a pause's edges are worth.
    private const double RelativeDeviation = 0.16;
    private const double FixedDeviation = 0.12;
    private const double MostDeviations = 5;

    // Seconds by which the speech so far may be ahead or behind: without this, errors add up over a part.
    private const double Drift = 3;

    // A sentence's end without a pause is rare; one at a long pause likely.
    private const double WithoutPause = 4;
    private const double RewardPerSecond = 20;
    private const double NeutralPause = 0.15;
    private const double LeastReward = -2.5;
    private const double MostReward = 5;

    // Sentences that may follow each other without a pause.
    private const int MostInStep = 8;

    // Times by pauses are right when every sentence's end has one: voices with pauses have 1.1 to 1.7 of 120 ms for
    // each, voices without them 0.7 to 0.9 (closures and breaths), where sharing by weight is nearer.
    private const double LeastPause = 0.12;
    private const double LeastPausesPerEnd = 0.7;

    // Farther off than this, the cost of the drift alone is more than all the rest of a step.
    private const double MostDrift = 15;

    // The most steps that are tried: some milliseconds. A part of 60 sentences and 80 pauses takes a fifth.
    private const int MostSteps = 1_000_000;

    /// <summary>The speech of a part and its pauses.</summary>
    /// <param name="levels">The part's level curve; null when there is none.</param>
    /// <param name="seconds">How long the part's sound lasts.</param>
    /// <param name="isHeard">Whether the curve tells where speech is.</param>
    public static SpeechTime Listen(LevelCurve? levels, double seconds, out bool isHeard)
    {
        isHeard = false;
        if (levels is null)
        {
            return new SpeechTime(0, seconds, []);
        }

        IReadOnlyList<QuietStretch> pauses = PauseFinder.Find(levels, seconds, out (double Start, double End)? heard);
        if (heard is not (double start, double end) || start >= end)
        {
            return new SpeechTime(0, seconds, []);
        }

        isHeard = true;
        return new SpeechTime(start, end, pauses);
    }

    /// <summary>Whether there are enough pauses to tell where so many sentences end.</summary>
    public static bool HasPausesFor(SpeechTime time, int sentences) =>
        time.Pauses.Count(pause => pause.Length >= LeastPause) >= LeastPausesPerEnd * (sentences - 1);

    /// <summary>When each piece of text begins and ends: the first at the first sound, the last at the last.</summary>
    /// <param name="weights">How much of the speech each takes; more than 0.</param>
    /// <param name="time">The speech.</param>
    /// <param name="rewardFactor">
    /// 1 for sentences; less where pieces of them are parted, which end at fewer and shorter pauses, or at none.
    /// </param>
    public static (double Start, double End)[] Align(
        IReadOnlyList<double> weights, SpeechTime time, double rewardFactor = 1)
    {
        var sums = new double[weights.Count + 1];
        for (int i = 0; i < weights.Count; i++)
        {
            sums[i + 1] = sums[i] + weights[i];
        }

        double scale = sums[weights.Count] > 0 ? time.Speech / sums[weights.Count] : 0;
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] *= scale;
        }

        int[]? ends = time.Pauses.Count > 0 && weights.Count > 1 ? Match(sums, time, rewardFactor) : null;
        return Place(sums, time, ends);
    }

    /// <summary>For each piece the pause that it ends with, or -1; null when the pauses do not fit.</summary>
    private static int[]? Match(double[] expected, SpeechTime time, double rewardFactor)
    {
        int count = expected.Length - 1;
        int pauses = time.Pauses.Count;
        var bands = new (int First, int Last)[count + 1];
        int width = (int)Math.Sqrt(MostSteps / MostInStep / (double)count);
        int nearest = 0;
        for (int i = 1; i < count; i++)
        {
            while (nearest + 1 < pauses && time.SpeechBefore(nearest) < expected[i])
            {
                nearest++;
            }

            int first = nearest;
            int last = nearest;
            while (first > 0 && nearest - first < width / 2
                && expected[i] - time.SpeechBefore(first - 1) <= MostDrift)
            {
                first--;
            }

            while (last + 1 < pauses && last - nearest < width / 2
                && time.SpeechBefore(last + 1) - expected[i] <= MostDrift)
            {
                last++;
            }

            bands[i] = (first, last);
        }

        // The start counts as a pause before all others, the end as one behind them.
        bands[0] = (-1, -1);
        bands[count] = (pauses, pauses);
        return Search(expected, time, rewardFactor, bands);
    }

    private static int[]? Search(
        double[] expected, SpeechTime time, double rewardFactor, (int First, int Last)[] bands)
    {
        int count = expected.Length - 1;
        var costs = new double[count + 1][];
        var origins = new (int Pieces, int Pause)[count + 1][];
        for (int i = 0; i <= count; i++)
        {
            int size = bands[i].Last - bands[i].First + 1;
            costs[i] = new double[size];
            origins[i] = new (int, int)[size];
            for (int p = 0; p < size; p++)
            {
                costs[i][p] = i == 0 ? 0 : double.PositiveInfinity;
            }
        }

        for (int from = 0; from < count; from++)
        {
            for (int to = from + 1; to <= Math.Min(count, from + MostInStep); to++)
            {
                Step(expected, time, rewardFactor, bands, costs, origins, from, to);
            }
        }

        if (double.IsInfinity(costs[count][0]))
        {
            return null;
        }

        var ends = new int[count];
        for (int piece = count, pause = time.Pauses.Count; piece > 0;)
        {
            (int pieces, int before) = origins[piece][pause - bands[piece].First];
            for (int i = piece - pieces; i < piece; i++)
            {
                ends[i] = -1;
            }

            ends[piece - 1] = pause;
            piece -= pieces;
            pause = before;
        }

        return ends;
    }

    private static void Step(
        double[] expected,
        SpeechTime time,
        double rewardFactor,
        (int First, int Last)[] bands,
        double[][] costs,
        (int Pieces, int Pause)[][] origins,
        int from,
        int to)
    {
        int pieces = to - from;
        double length = expected[to] - expected[from];
        double deviation = (RelativeDeviation * length / Math.Sqrt(pieces)) + FixedDeviation;
        double fixedCost = Math.Log(deviation) + (rewardFactor * WithoutPause * (pieces - 1));
        for (int pause = bands[to].First; pause <= bands[to].Last; pause++)
        {
            double spoken = time.SpeechBefore(pause);
            double drift = (spoken - expected[to]) / Drift;
            double cost = fixedCost + (drift * drift / 2) - Reward(time, pause, rewardFactor);
            int cell = pause - bands[to].First;
            for (int before = bands[from].First; before <= bands[from].Last && before < pause; before++)
            {
                double step = spoken - (before < 0 ? 0 : time.SpeechBefore(before));
                double deviations = Math.Min(MostDeviations, Math.Abs(step - length) / deviation);
                double total = costs[from][before - bands[from].First] + cost + (deviations * deviations / 2);
                if (total < costs[to][cell])
                {
                    costs[to][cell] = total;
                    origins[to][cell] = (pieces, before);
                }
            }
        }
    }

    private static double Reward(SpeechTime time, int pause, double factor) => pause == time.Pauses.Count
        ? 0
        : factor * Math.Max(
            LeastReward, Math.Min(MostReward, RewardPerSecond * (time.Pauses[pause].Length - NeutralPause)));

    /// <summary>The times of all pieces: at their pauses, and by weight between two of those.</summary>
    private static (double Start, double End)[] Place(double[] expected, SpeechTime time, int[]? ends)
    {
        int count = expected.Length - 1;
        var times = new (double Start, double End)[count];
        double clock = time.Start;
        double spoken = 0;
        for (int first = 0; first < count;)
        {
            int last = first;
            while (last < count - 1 && (ends is null || ends[last] < 0))
            {
                last++;
            }

            bool isEnd = last == count - 1;
            int pause = isEnd ? time.Pauses.Count : ends![last];
            double length = time.SpeechBefore(pause) - spoken;
            double share = expected[last + 1] - expected[first];
            for (int i = first; i <= last; i++)
            {
                double end = i < last
                    ? time.At(spoken + (share > 0 ? length * (expected[i + 1] - expected[first]) / share : 0))
                    : isEnd ? time.End : time.Pauses[pause].Start;
                times[i] = (clock, Math.Max(clock, end));
                clock = times[i].End;
            }

            spoken += length;
            clock = isEnd ? clock : time.Pauses[pause].End;
            first = last + 1;
        }

        return times;
    }
}
