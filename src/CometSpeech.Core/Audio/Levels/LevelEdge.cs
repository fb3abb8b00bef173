namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// How far into the first step that tells of a sound that sound begins, and how long before the end of the last one it
/// ends.
/// </summary>
/// <param name="Start">
/// Where it begins, in steps: half of one where a step tells of its own samples alone. Coding that spreads a sound over
/// its neighbours tells of it earlier, and longer.
/// </param>
/// <param name="End">How much of the last steps is silence, in steps.</param>
public readonly record struct LevelEdge(double Start, double End)
{
    /// <summary>A step tells of its own samples alone.</summary>
    public static LevelEdge Plain { get; } = new(0.5, 0.5);
}
