namespace CometSpeech.Core.Audio.Levels;

/// <summary>Gathers the levels of a part while it is scanned; one serves several parts in turn.</summary>
internal sealed class LevelCurveBuilder
{
    // What speech is above silence at least, in decibels.
    private const float LeastRange = 15;

    private float[] _levels = new float[256];
    private int _count;

    /// <summary>How many levels there are so far.</summary>
    public int Count => _count;

    /// <summary>Begins with another part.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds the next level, in decibels.</summary>
    public void Add(float level)
    {
        if (_count == _levels.Length)
        {
            Array.Resize(ref _levels, 2 * _count);
        }

        _levels[_count++] = level;
    }

    /// <summary>
    /// Gives levels that are not known (no numbers) the median of the louder ones of the others: about as loud as
    /// speech, so that they are no pause, and no louder.
    /// </summary>
    /// <param name="usual">What they get where the others do not differ: those may be all silence.</param>
    public void FillUnknown(float usual)
    {
        float[] known = [.. _levels.Take(_count).Where(level => !float.IsNaN(level)).OrderBy(level => level)];
        bool differs = known.Length > 0 && known[known.Length - 1] - known[0] >= LeastRange;
        int louder = differs ? known.Count(level => level < (known[0] + known[known.Length - 1]) / 2) : 0;
        float loud = differs ? known[(louder + known.Length - 1) / 2] : usual;
        for (int i = 0; i < _count; i++)
        {
            _levels[i] = float.IsNaN(_levels[i]) ? loud : _levels[i];
        }
    }

    /// <summary>The curve of the levels so far.</summary>
    /// <param name="stepSeconds">The time from one level to the next, in seconds.</param>
    /// <param name="offsetSeconds">Where the first one's middle lies, in seconds from where the sound begins.</param>
    /// <param name="scale">What the levels mean; null when they are those of decoded samples.</param>
    public LevelCurve ToCurve(double stepSeconds, double offsetSeconds, LevelScale? scale = null) =>
        new(_levels, _count, stepSeconds, offsetSeconds, scale);
}
