namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// What the levels of a format mean, each format having a scale for itself: where in a step sound begins, how soft
/// speech is still heard, and what is sound beyond doubt.
/// </summary>
/// <param name="SoundEdge">Where sound begins in the first step that is not silence.</param>
/// <param name="HeardEdge">Where it begins in the first step that is heard as speech.</param>
/// <param name="HeardRange">
/// How far below loud speech (the 75th percentile) speech is still heard, in decibels of the scale: <see
/// cref="Audible"/> of true ones.
/// </param>
public sealed record LevelScale(LevelEdge SoundEdge, LevelEdge HeardEdge, float HeardRange)
{
    /// <summary>
    /// How far below loud speech its sounds are heard as speech, in decibels. One listens at 60 to 65 dB SPL, in a room
    /// of 25 to 30. Of all ranges this one is nearest to fixed thresholds of -40, -45 and -50 dBFS too, on six
    /// voices.
    /// </summary>
    public const float Audible = 34;

    /// <summary>Decibels of decoded samples.</summary>
    public static LevelScale Plain { get; } = new(LevelEdge.Plain, LevelEdge.Plain, Audible);

    /// <summary>
    /// The level from which on a step is sound whatever else there is: louder than the noise of a quiet room, some 52
    /// dB below full scale. A tone's beginning lies far above the tone itself where a level is told by what coding
    /// spends on it, and the tone is no silence for that.
    /// </summary>
    public float SurelySound { get; init; } = float.MaxValue;
}
