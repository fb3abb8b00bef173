namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// Measures the level of decoded samples: the root mean square of each 5 ms over all channels, in decibels of full
/// scale. That is as finely as a curve tells where sound begins and ends: a step counts as sound when a little of it
/// is. In still less the level of a low voice goes up and down with each of its vibrations.
/// </summary>
/// <param name="sampleRate">The samples of a channel in a second.</param>
/// <param name="channels">How many channels there are.</param>
/// <param name="levels">Where the levels go.</param>
internal sealed class PowerMeter(int sampleRate, int channels, LevelCurveBuilder levels)
{
    private const int StepsPerSecond = 200;

    // Nobody hears what is below: of noise there a pause is no less a pause. Digital silence would have no level.
    private const double Floor = -80;

    private readonly int _step = Math.Max(1, sampleRate / StepsPerSecond);

    // Squares of the step that is under way, where 1 is full scale.
    private double _sum;
    private int _count;
    private bool _isUnknown;

    /// <summary>How many samples of a channel the step under way still takes.</summary>
    public int Room => _step - _count;

    /// <summary>Adds samples of all channels to the step under way.</summary>
    /// <param name="squares">The sum of their squares, where 1 is full scale.</param>
    /// <param name="count">How many they are in each channel; at most <see cref="Room"/>.</param>
    public void Add(double squares, int count)
    {
        _sum += squares;
        _count += count;
        if (_count < _step)
        {
            return;
        }

        double level = 10 * Math.Log10(_sum / ((double)_step * channels));

        // Samples of floating point may be no numbers at all.
        levels.Add(_isUnknown ? float.NaN : (float)(level > Floor && level < -Floor ? level : Floor));
        _sum = _count = 0;
        _isUnknown = false;
    }

    /// <summary>Adds samples that are not known to the step under way, which gets no number.</summary>
    public void AddUnknown(int count)
    {
        _isUnknown = true;
        Add(0, count);
    }

    /// <summary>The curve of all that was measured, a rest that fills no step left out; null without a step.</summary>
    /// <param name="offsetSeconds">Where the first sample lies, in seconds from where the part's sound begins.</param>
    /// <param name="scale">What the levels mean; null when they are those of what the part's sound was.</param>
    public LevelCurve? ToCurve(double offsetSeconds = 0, LevelScale? scale = null)
    {
        double step = (double)_step / sampleRate;
        return levels.Count > 0 ? levels.ToCurve(step, offsetSeconds + (step / 2), scale) : null;
    }
}
