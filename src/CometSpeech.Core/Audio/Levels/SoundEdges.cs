namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// Finds the silence at both ends of a part: digital silence, or a room's noise, which coding may spend many bits on.
/// In doubt there is speech.
/// </summary>
internal static class SoundEdges
{
    // What is this far below loud speech is silence however far (on the scales of AAC silence lies anywhere down to
    // 200 dB below): else the deepest silence and all the rest would be the two classes.
    private const float Deepest = 50;

    // The two classes of levels differ by less in a part that is all speech, or all silence: the vowels and
    // consonants of a word without silence around it, a tone.
    private const float LeastRange = 10;

    // Outliers at both ends of the scale: the first and last frames of an encoder.
    private const double OutlierFraction = 0.02;

    // Encoders begin and end with a frame or two of their own kind, and a click of a few milliseconds ends no silence.
    private const double LongestClick = 0.030;
    private const int LeastEdgeLevels = 2;

    // A closure of lips before a «p» takes up to 50 ms.
    private const double ShortestSilence = 0.055;

    // Above the silence's own lower quartile by more than this part of the way to speech, or than so many times the
    // distance from there to its median (six are four deviations of noise), there is something to hear.
    private const float AudibleFraction = 0.15f;
    private const float AudibleQuartiles = 6;

    // Where the silence's own levels scatter (AAC's do), never more than this part of the way to the middle between
    // the classes: a soft «h» is no louder.
    private const float MostAudibleFraction = 0.5f;

    /// <summary>The first and the last level that are sound; null when there is no telling.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="first">The first one that counts.</param>
    /// <param name="last">The last one that counts.</param>
    public static (int First, int Last)? Find(LevelCurve levels, int first, int last)
    {
        if (last - first < LeastEdgeLevels || !TryDivide(levels, first, last, out float silence, out float speech))
        {
            return null;
        }

        int before = Measure(levels, first, 1, last - first + 1, silence, speech);
        int after = Measure(levels, last, -1, last - first + 1, silence, speech);
        return before + after <= last - first ? (first + before, last - after) : null;
    }

    /// <summary>
    /// Divides the levels into two classes where the variance between them is largest (Otsu's method), and gives the
    /// mean of each.
    /// </summary>
    private static bool TryDivide(LevelCurve levels, int first, int last, out float silence, out float speech)
    {
        int count = last - first + 1;
        var sorted = new float[count];
        for (int i = 0; i < count; i++)
        {
            sorted[i] = levels[first + i];
        }

        Array.Sort(sorted);
        int outliers = (int)(count * OutlierFraction);
        float highest = sorted[count - 1 - outliers];
        float lowest = Math.Max(sorted[outliers], highest - Deepest);
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            sorted[i] = Math.Min(highest, Math.Max(lowest, sorted[i]));
            total += sorted[i];
        }

        (silence, speech) = (highest, highest);
        double best = 0;
        double lower = 0;
        for (int i = 1; i < count; i++)
        {
            lower += sorted[i - 1];
            double low = lower / i;
            double high = (total - lower) / (count - i);
            double variance = (double)i * (count - i) * (high - low) * (high - low);
            if (variance > best)
            {
                best = variance;
                (silence, speech) = ((float)low, (float)high);
            }
        }

        return speech - silence >= LeastRange;
    }

    /// <summary>How many levels from one end on are silence.</summary>
    private static int Measure(LevelCurve levels, int start, int step, int count, float silence, float speech)
    {
        float line = (silence + speech) / 2;
        int click = Math.Max(LeastEdgeLevels, (int)Math.Ceiling(LongestClick / levels.StepSeconds) - 1);
        int begin = 0;
        while (begin < Math.Min(click + 1, count) && levels[start + (step * begin)] >= line)
        {
            begin++;
        }

        int end = begin;
        while (end < count && levels[start + (step * end)] < line)
        {
            end++;
        }

        if ((end - begin) * levels.StepSeconds < ShortestSilence || end - begin < begin)
        {
            return 0;
        }

        float audible = FindAudible(levels, start, step, begin, end, silence, speech);
        int quiet = begin;
        for (int i = begin; i < end && i - quiet <= click; i++)
        {
            quiet = levels[start + (step * i)] <= audible ? i + 1 : quiet;
        }

        return quiet * levels.StepSeconds < ShortestSilence ? 0 : quiet;
    }

    // By the lower half of the run, in which no soft beginning of speech is.
    private static float FindAudible(
        LevelCurve levels, int start, int step, int begin, int end, float silence, float speech)
    {
        var sorted = new float[end - begin];
        for (int i = begin; i < end; i++)
        {
            sorted[i - begin] = levels[start + (step * i)];
        }

        Array.Sort(sorted);
        float quartile = sorted[sorted.Length / 4];
        float audible = Math.Max(
            AudibleFraction * (speech - silence), AudibleQuartiles * (sorted[sorted.Length / 2] - quartile));
        return quartile + Math.Min(audible, MostAudibleFraction * (((silence + speech) / 2) - quartile));
    }
}
