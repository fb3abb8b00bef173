namespace CometSpeech.Core.Audio.Levels;

/// <summary>Gathers the levels of a part while it is scanned; one serves several parts in turn.</summary>
internal sealed class LevelCurveBuilder
{
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

    /// <summary>The curve of the levels so far.</summary>
    /// <param name="stepSeconds">The time from one level to the next, in seconds.</param>
    /// <param name="offsetSeconds">Where the first one's middle lies, in seconds from where the sound begins.</param>
    /// <param name="edge">Where in a step sound begins; null when a step tells of its own samples alone.</param>
    public LevelCurve ToCurve(double stepSeconds, double offsetSeconds, LevelEdge? edge = null) =>
        new(_levels, _count, stepSeconds, offsetSeconds, edge);
}
