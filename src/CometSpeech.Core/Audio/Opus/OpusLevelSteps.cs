using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Opus;

/// <summary>Makes levels of stretches of any length into one of each step, the mean of what lies in it.</summary>
/// <param name="levels">Where the levels go.</param>
internal sealed class OpusLevelSteps(LevelCurveBuilder levels)
{
    private const double Rate = 48_000;

    // Of both codings' scales.
    private const float UsualSpeech = 55;

    // Of the step that is under way.
    private float _sum;
    private int _count;

    /// <summary>The samples of a step, at 48 kHz; to be set before the first level.</summary>
    public int Samples { get; set; }

    /// <summary>Adds a level that lasts so many samples; no number when it is not known.</summary>
    public void Add(float level, int samples)
    {
        while (samples > 0)
        {
            int count = Math.Min(samples, Samples - _count);
            _sum += level * count;
            _count += count;
            samples -= count;
            if (_count == Samples)
            {
                levels.Add(_sum / Samples);
                _sum = _count = 0;
            }
        }
    }

    /// <summary>The curve of all whole steps; null without one.</summary>
    /// <param name="start">Where the first one begins, in seconds from where the part's sound begins.</param>
    /// <param name="scale">What the levels mean.</param>
    public LevelCurve? ToCurve(double start, LevelScale scale)
    {
        double step = Samples / Rate;
        levels.FillUnknown(UsualSpeech);
        return levels.Count > 0 ? levels.ToCurve(step, start + (step / 2), scale) : null;
    }
}
