namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// How loud a part is from step to step: by its samples, or, of Opus, as its frames tell. In decibels; what they mean
/// <see cref="Scale"/> tells. A byte a step: a part of ten minutes takes 30 to 120 KB.
/// </summary>
public sealed class LevelCurve
{
    private readonly byte[] _levels;
    private readonly float _lowest;
    private readonly float _unit;

    /// <summary>Keeps the levels; finer differences than a 255th of their range are lost.</summary>
    /// <param name="levels">The levels in decibels; none is infinite or no number.</param>
    /// <param name="count">How many of them count.</param>
    /// <param name="stepSeconds">The time from one to the next, in seconds.</param>
    /// <param name="offsetSeconds">
    /// Where the middle of the first one lies, in seconds from where the part's sound begins (<see
    /// cref="AudioJoiner.PartOrigin"/>); may be negative.
    /// </param>
    /// <param name="scale">What the levels mean; null when they are those of decoded samples.</param>
    public LevelCurve(
        float[] levels, int count, double stepSeconds, double offsetSeconds, LevelScale? scale = null)
    {
        StepSeconds = stepSeconds;
        OffsetSeconds = offsetSeconds;
        Scale = scale ?? LevelScale.Plain;
        float highest = float.MinValue;
        _lowest = float.MaxValue;
        for (int i = 0; i < count; i++)
        {
            _lowest = Math.Min(_lowest, levels[i]);
            highest = Math.Max(highest, levels[i]);
        }

        _unit = count > 0 ? Math.Max(0, highest - _lowest) / byte.MaxValue : 0;
        _levels = new byte[count];
        for (int i = 0; i < count && _unit > 0; i++)
        {
            _levels[i] = (byte)Math.Round((levels[i] - _lowest) / _unit);
        }
    }

    /// <summary>How many levels there are.</summary>
    public int Count => _levels.Length;

    /// <summary>The time from one level to the next, in seconds.</summary>
    public double StepSeconds { get; }

    /// <summary>
    /// Where the middle of the first level lies, in seconds from where the part's sound begins.
    /// </summary>
    public double OffsetSeconds { get; }

    /// <summary>What the levels mean.</summary>
    public LevelScale Scale { get; }

    /// <summary>A level in decibels.</summary>
    public float this[int index] => _lowest + (_levels[index] * _unit);

    /// <summary>The levels from one index to another, ascending.</summary>
    internal float[] Sort(int first, int last)
    {
        var counts = new int[byte.MaxValue + 1];
        for (int i = first; i <= last; i++)
        {
            counts[_levels[i]]++;
        }

        var sorted = new float[last - first + 1];
        int index = 0;
        for (int level = 0; level < counts.Length; level++)
        {
            for (int i = 0; i < counts[level]; i++)
            {
                sorted[index++] = _lowest + (level * _unit);
            }
        }

        return sorted;
    }

    /// <summary>The time of a level's middle, in seconds from where the part's sound begins.</summary>
    public double TimeOf(int index) => OffsetSeconds + (index * StepSeconds);
}
