namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// How far into the first step that tells of a sound that sound begins; so does it end before the end of the last one.
/// </summary>
/// <param name="Fraction">
/// As a rule, as a fraction of a step: half where a step tells of its own samples alone. Coding that spreads a sound
/// over its neighbours tells of it earlier, and longer.
/// </param>
/// <param name="Slope">
/// How much more, in steps for each decibel by which the next step is louder: less of the first one is sound then.
/// </param>
public readonly record struct LevelEdge(double Fraction, double Slope)
{
    // Louder by more is a beginning that grows, and softer by more is one that fades: both tell no place.
    private const double LeastRise = -20;
    private const double MostRise = 40;

    /// <summary>A step tells of its own samples alone.</summary>
    public static LevelEdge Plain { get; } = new(0.5, 0);

    /// <summary>How far it is, in steps.</summary>
    /// <param name="rise">By how much the next step is louder, in decibels.</param>
    public double At(double rise) => Fraction + (Slope * Math.Min(MostRise, Math.Max(LeastRise, rise)));
}
