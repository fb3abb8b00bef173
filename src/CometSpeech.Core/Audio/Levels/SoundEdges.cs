namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// Finds the silence at both ends of a part: digital silence, or a room's noise, which coding may spend many bits on.
/// In doubt there is speech.
/// </summary>
internal static class SoundEdges
{
    // What is this far below loud speech is silence however far: else the deepest silence and all the rest would be
    // the two classes.
    private const float Deepest = 50;

    // And this far below, silence is as silent as can be: nothing softer is heard beside it.
    private const float Inaudible = 70;

    // The two classes of levels differ by less in a part that is all speech, or all silence: the vowels and
    // consonants of a word without silence around it, a tone.
    private const float LeastRange = 10;

    // Outliers at the lower end of the scale: the first and last frames of an encoder.
    private const double OutlierFraction = 0.02;
    private const int MostOutliers = 3;

    // Not the loudest: where a level is told by what coding spends, a sudden sound lies far above a vowel.
    private const double LoudPercentile = 0.75;

    // Encoders begin and end with a frame or two of their own kind, and a click of a few milliseconds ends no silence.
    private const double LongestClick = 0.030;
    private const int LeastEdgeLevels = 2;

    // The lips or the tongue close for 50 to 150 ms before a plosive is released.
    private const double LongestClosure = 0.2;

    // Less is no silence that anybody would miss, or hear too much of.
    private const double ShortestSilence = 0.010;

    // Above the silence's own lower quartile by more than this part of the way to speech, or than so many times the
    // distance from there to its median (six are four deviations of noise), there is something to hear.
    private const float AudibleFraction = 0.15f;
    private const float AudibleQuartiles = 6;

    // Where the silence's own levels scatter, never more than this part of the way to the middle between
    // the classes: a soft «h» is no louder.
    private const float MostAudibleFraction = 0.5f;

    /// <summary>The first and the last level that are sound; null when there is no telling.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="first">The first one that counts.</param>
    /// <param name="last">The last one that counts.</param>
    public static (int First, int Last)? Find(LevelCurve levels, int first, int last)
    {
        if (last - first < LeastEdgeLevels || Divide(levels, first, last) is not { } classes)
        {
            return null;
        }

        int count = last - first + 1;
        bool isPlain = levels.Scale == LevelScale.Plain;
        int before = Measure(index => levels[first + index], count, classes, levels.StepSeconds, isPlain);
        int after = Measure(index => levels[last - index], count, classes, levels.StepSeconds, isPlain);
        return before + after < count ? (first + before, last - after) : null;
    }

    /// <summary>
    /// The first and the last level that are heard as speech: not farther below its loud ones than its listener's room
    /// is.
    /// </summary>
    /// <param name="levels">The levels.</param>
    /// <param name="sound">The first and the last one that are sound.</param>
    public static (int First, int Last) FindHeard(LevelCurve levels, (int First, int Last) sound)
    {
        (int first, int last) = sound;
        float[] sorted = levels.Sort(first, last);
        float line = sorted[(int)(sorted.Length * LoudPercentile)] - levels.Scale.HeardRange;
        while (first < last && levels[first] < line)
        {
            first++;
        }

        while (last > first && levels[last] < line)
        {
            last--;
        }

        return (first, last);
    }

    /// <summary>
    /// Divides the levels into two classes where the variance between them is largest (Otsu's method); by the fourth
    /// root of their sizes, because the silence may be less than a hundredth of the part, and soft and loud sounds of
    /// speech are two classes as well.
    /// </summary>
    private static Classes? Divide(LevelCurve levels, int first, int last)
    {
        int count = last - first + 1;
        float[] sorted = levels.Sort(first, last);
        int outliers = Math.Min(MostOutliers, (int)(count * OutlierFraction));
        float highest = sorted[count - 1];
        // Where more is silence than speech, the percentile is silence.
        float loud = Math.Max(sorted[(int)(count * LoudPercentile)], (sorted[outliers] + highest) / 2);
        float floor = Math.Max(sorted[outliers], loud - Deepest);
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            sorted[i] = Math.Min(loud, Math.Max(floor, sorted[i]));
            total += sorted[i];
        }

        float inaudible = loud - Inaudible;
        var best = new Classes(inaudible, loud, loud);
        double most = 0;
        double lower = 0;
        for (int i = 1; i < count; i++)
        {
            lower += sorted[i - 1];
            double low = lower / i;
            double high = (total - lower) / (count - i);
            double sizes = Math.Sqrt(Math.Sqrt((double)i * (count - i)));
            double variance = sizes * (high - low) * (high - low);
            if (variance > most)
            {
                most = variance;
                best = new Classes(inaudible, (float)low, (float)high);
            }
        }

        return best.Range >= LeastRange ? best with { MostMiddle = levels.Scale.SurelySound } : null;
    }

    /// <summary>How many levels from one end on are silence.</summary>
    private static int Measure(
        Func<int, float> level, int count, Classes classes, double stepSeconds, bool isPlain)
    {
        int click = Math.Max(LeastEdgeLevels, (int)Math.Ceiling(LongestClick / stepSeconds) - 1);
        int begin = 0;
        while (begin < Math.Min(click + 1, count) && level(begin) >= classes.Middle)
        {
            begin++;
        }

        int end = begin;
        while (end < count && level(end) < classes.Middle)
        {
            end++;
        }

        if ((end - begin) * stepSeconds < ShortestSilence || end - begin < begin)
        {
            return 0;
        }

        float audible = FindAudible(level, begin, end, classes);
        int quiet = begin;
        for (int i = begin; i < end && i - quiet <= click; i++)
        {
            quiet = level(i) <= audible ? i + 1 : quiet;
        }

        // A click so near to speech is its own: the release of a «t» or «k» at a word's end. At the part's end it is
        // the encoder's where there is one.
        int closure = (int)(LongestClosure / stepSeconds);
        for (int i = quiet - 1; i >= (isPlain ? 0 : begin) && quiet - i <= closure; i--)
        {
            quiet = level(i) > audible ? i : quiet;
        }

        return quiet * stepSeconds < ShortestSilence ? 0 : quiet;
    }

    // By the lower half of the run, in which no soft beginning of speech is.
    private static float FindAudible(Func<int, float> level, int begin, int end, Classes classes)
    {
        var sorted = new float[end - begin];
        for (int i = begin; i < end; i++)
        {
            sorted[i - begin] = Math.Max(classes.Floor, level(i));
        }

        Array.Sort(sorted);
        float quartile = sorted[sorted.Length / 4];
        float audible = Math.Max(
            AudibleFraction * classes.Range, AudibleQuartiles * (sorted[sorted.Length / 2] - quartile));
        return quartile + Math.Min(audible, MostAudibleFraction * (classes.Middle - quartile));
    }

    /// <summary>The two classes of levels, by their means; what lies below the floor lies on it.</summary>
    private readonly record struct Classes(float Floor, float Silence, float Speech)
    {
        public float Range => Speech - Silence;

        /// <summary>What is sound whatever the classes are.</summary>
        public float MostMiddle { get; init; } = float.MaxValue;

        public float Middle => Math.Min(MostMiddle, (Silence + Speech) / 2);
    }
}
