namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// Finds where nobody speaks in a part, by its level curve. In doubt there is speech: a sound that is hardly heard at a
/// part's end (voices draw breath, and open with it) belongs to it.
/// </summary>
/// <remarks>
/// The floor is the 3rd percentile of the levels, speech their 75th, which are read of whatever is spoken for more than
/// some seconds; the fractions between them were chosen on synthetic voices with pauses that were known, and held with
/// others (see the measurement <c>captions</c>).
/// </remarks>
public static class PauseFinder
{
    private const double FloorPercentile = 0.03;
    private const double SpeechPercentile = 0.75;

    // The floor is heard for as long as this, all in all, and no farther below speech: encoders have single frames, and
    // voices closures of digital silence in the middle of speech, whose level is far below that of any pause.
    private const double LeastSilence = 0.1;
    private const float Deepest = 60;

    // Where a word is followed by more silence than speech, the percentiles are both silence: speech is at least the
    // middle between the floor and the loudest level.
    private const float LeastSpeechFraction = 0.5f;

    // A stretch below this fraction of the way from floor to speech is a pause; where it goes down to the second one,
    // it is as long as from its first to its last such level, which is where the ear has it.
    private const float QuietFraction = 0.45f;
    private const float DeepFraction = 0.15f;

    // Within a pause there is something to hear from this many decibels above its own noise on, or, where its levels
    // scatter, so many times the distance from their 10th to their 25th percentile.
    private const float LeastAudible = 3;
    private const float AudibleSpreads = 8;

    // Speech is 25 to 70 dB above the silence of a recording, and its own sounds differ by less than this in a word
    // that has no silence around it.
    private const float LeastRange = 15;

    // In a room's noise the levels of coded speech do not tell a plosive's release, which comes within this time behind
    // what is heard.
    private const double LongestRelease = 0.1;
    private const double CodedGuard = 0.05;

    // A click of a few milliseconds ends no pause, and a closure of lips before a «p» (up to 50 ms) is none.
    private const double LongestClick = 0.030;
    private const double ShortestPause = 0.055;

    /// <summary>
    /// The stretches without speech, ascending; those at the part's ends are among them and reach to its ends. None
    /// when there is no telling.
    /// </summary>
    /// <param name="levels">The part's level curve.</param>
    /// <param name="seconds">How long the part's sound lasts, from where it begins.</param>
    /// <param name="heard">From the first sound of the part to its last one; null when there is no telling.</param>
    public static IReadOnlyList<QuietStretch> Find(
        LevelCurve levels, double seconds, out (double Start, double End)? heard)
    {
        var all = new Curve(levels, seconds);
        if (FindSound(all) is not { } sound)
        {
            heard = null;
            return [];
        }

        heard = all.TimesOf(sound);

        List<QuietStretch> pauses = [];
        if (sound.First > all.First)
        {
            pauses.Add(new QuietStretch(0, all.StartOf(sound.First)));
        }

        // Between the ends the silence may be another one: services put digital silence around a recorded one.
        Curve inner = all.Between(sound.First, sound.Last);
        if (inner.Range >= LeastRange)
        {
            int longestClick = (int)Math.Ceiling(LongestClick / levels.StepSeconds) - 1;
            for (int i = inner.First; i <= inner.Last; i++)
            {
                if (inner.FindQuiet(i, longestClick) is not (int first, int last))
                {
                    break;
                }

                i = last;
                bool isInside = first > inner.First && last < inner.Last;
                if (isInside && (last - first + 1) * levels.StepSeconds >= ShortestPause)
                {
                    (first, last) = inner.Shrink(first, last);
                    pauses.Add(new QuietStretch(inner.StartOf(first), inner.StartOf(last + 1)));
                }
            }
        }

        if (sound.Last < all.Last)
        {
            pauses.Add(new QuietStretch(all.StartOf(sound.Last + 1), seconds));
        }

        return pauses;
    }

    /// <summary>
    /// When the speech of a part is heard, to a fraction of a step; null when there is no telling.
    /// </summary>
    /// <remarks>
    /// Voices draw breath and hiss for up to a quarter of a second before a word, 35 dB and more below it: nothing of
    /// that is left out, but nobody hears it as speech, and it is part of the pause.
    /// </remarks>
    /// <param name="levels">The part's level curve.</param>
    /// <param name="seconds">How long the part's sound lasts, from where it begins.</param>
    public static SpeechTimes? FindHeard(LevelCurve levels, double seconds)
    {
        var curve = new Curve(levels, seconds);
        if (FindSound(curve) is not { } sound)
        {
            return null;
        }

        // What may be left out ends before the level that is sound: where in that one it begins is known in the mean
        // alone.
        (double soundStart, double soundEnd) = curve.TimesOf(sound);
        (double start, double end) = curve.EdgesOf(sound, levels.Scale.SoundEdge);
        (double heardStart, double heardEnd) = curve.EdgesOf(
            SoundEdges.FindHeard(levels, sound), levels.Scale.HeardEdge);
        heardStart = Math.Max(start, heardStart);
        heardEnd = Math.Max(heardStart, Math.Min(end, heardEnd));
        if (levels.Scale != LevelScale.Plain)
        {
            double earliest = Math.Max(soundStart - CodedGuard, heardStart - LongestRelease);
            double latest = Math.Min(soundEnd + CodedGuard, heardEnd + LongestRelease);
            soundStart = Math.Max(0, Math.Min(soundStart, earliest));
            soundEnd = Math.Min(seconds, Math.Max(soundEnd, latest));
        }

        return new SpeechTimes(soundStart, soundEnd, heardStart, heardEnd);
    }

    private static (int First, int Last)? FindSound(Curve curve) =>
        SoundEdges.Find(curve.Levels, curve.First, curve.Last);

    /// <summary>The levels from one index to another, with the two lines that part silence from speech.</summary>
    private sealed class Curve
    {
        private readonly LevelCurve _levels;
        private readonly double _seconds;
        private readonly float _quiet;
        private readonly float _deep;

        // A level at the beginning whose middle lies a little before the sound tells of it as well: where silence is
        // shorter than a frame, it is the only one that tells of that.
        private const double Outside = 0.45;

        /// <summary>The levels whose middle lies in the sound, or nearly so.</summary>
        public Curve(LevelCurve levels, double seconds)
            : this(
                levels,
                seconds,
                Math.Max(0, (int)Math.Ceiling((-levels.OffsetSeconds / levels.StepSeconds) - Outside)),
                Math.Min(levels.Count - 1, (int)Math.Floor((seconds - levels.OffsetSeconds) / levels.StepSeconds)))
        {
        }

        private Curve(LevelCurve levels, double seconds, int first, int last)
        {
            _levels = levels;
            _seconds = seconds;
            First = first;
            Last = last;
            int count = last - first + 1;
            if (count < 1)
            {
                return;
            }

            float[] sorted = levels.Sort(first, last);
            float floor = sorted[(int)(FloorPercentile * count)];
            float highest = sorted[count - 1];
            float speech = sorted[(int)(SpeechPercentile * count)];
            speech = Math.Max(speech, floor + (LeastSpeechFraction * (highest - floor)));
            float lowest = sorted[Math.Min(count - 1, (int)(LeastSilence / levels.StepSeconds))];
            lowest = Math.Max(lowest, speech - Deepest);
            floor = speech - floor < (speech - lowest) / 2
                ? lowest // So little silence that even the 3rd percentile is speech.
                : Math.Max(floor, speech - Deepest);

            Range = speech - floor;
            _quiet = floor + (QuietFraction * Range);
            _deep = floor + (DeepFraction * Range);
        }

        /// <summary>The levels.</summary>
        public LevelCurve Levels => _levels;

        /// <summary>The index of the first level.</summary>
        public int First { get; }

        /// <summary>The index of the last one.</summary>
        public int Last { get; }

        /// <summary>How far speech is above the floor, in decibels.</summary>
        public float Range { get; }

        public Curve Between(int first, int last) => new(_levels, _seconds, first, last);

        public bool IsQuiet(int index) => _levels[index] < _quiet;

        /// <summary>Where a level's stretch of time begins, in seconds from where the sound begins.</summary>
        public double StartOf(int index) =>
            Math.Min(_seconds, Math.Max(0, _levels.TimeOf(index) - (_levels.StepSeconds / 2)));

        /// <summary>When a stretch of levels begins and ends, in seconds from where the sound begins.</summary>
        public (double Start, double End) TimesOf((int First, int Last) sound) =>
            (sound.First == First ? 0 : StartOf(sound.First), sound.Last == Last ? _seconds : StartOf(sound.Last + 1));

        /// <summary>
        /// The same, to a fraction of a step. Where the part begins or ends with sound, there is no edge.
        /// </summary>
        public (double Start, double End) EdgesOf((int First, int Last) sound, LevelEdge edge)
        {
            (double start, double end) = TimesOf(sound);
            start += sound.First == First ? 0 : _levels.StepSeconds * edge.Start;
            end -= sound.Last == Last ? 0 : _levels.StepSeconds * edge.End;
            // A part may be shorter than what its edges reach over.
            start = Math.Min(_seconds, start);
            return (start, Math.Max(start, end));
        }

        /// <summary>The next stretch of quiet levels, in which fewer others are than a click has.</summary>
        public (int First, int Last)? FindQuiet(int index, int longestClick)
        {
            while (index <= Last && !IsQuiet(index))
            {
                index++;
            }

            if (index > Last)
            {
                return null;
            }

            int last = index;
            for (int i = index + 1; i <= Last && i - last <= longestClick + 1; i++)
            {
                last = IsQuiet(i) ? i : last;
            }

            return (index, last);
        }

        /// <summary>From the first to the last level that is as quiet as the floor, where there is one.</summary>
        public (int First, int Last) Shrink(int first, int last)
        {
            float deep = FindDeep(first, last);
            int from = first;
            while (from <= last && _levels[from] > deep)
            {
                from++;
            }

            if (from > last)
            {
                return (first, last);
            }

            while (_levels[last] > deep)
            {
                last--;
            }

            return (from, last);
        }

        // By the lowest quarter of the pause, in which no soft beginning of speech is.
        private float FindDeep(int first, int last)
        {
            float[] sorted = _levels.Sort(first, last);
            float low = sorted[sorted.Length / 10];
            float spread = sorted[sorted.Length / 4] - low;
            return Math.Min(_deep, low + Math.Max(LeastAudible, AudibleSpreads * spread));
        }
    }
}
