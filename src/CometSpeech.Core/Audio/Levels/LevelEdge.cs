namespace CometSpeech.Core.Audio.Levels;

/// <summary>
/// How far into the first step that tells of a sound that sound begins, and how long before the end of the last one it
/// ends.
/// </summary>
/// <param name="Start">
/// Where it begins as a rule, as a fraction of a step: half where a step tells of its own samples alone. Coding that
/// spreads a sound over its neighbours tells of it earlier, and longer.
/// </param>
/// <param name="End">How much of the last step is silence, as a rule.</param>
/// <param name="Slope">
/// How much more, in steps for each decibel by which the next step is louder: less of the first one is sound then.
/// </param>
public readonly record struct LevelEdge(double Start, double End, double Slope)
{
    // Louder by more is a beginning that grows, and softer by more is one that fades: both tell no place.
    private const double LeastRise = -20;
    private const double MostRise = 40;

    /// <summary>A step tells of its own samples alone.</summary>
    public static LevelEdge Plain { get; } = new(0.5, 0.5, 0);

    /// <summary>How far into the first step sound begins, in steps.</summary>
    /// <param name="rise">By how much the next step is louder, in decibels.</param>
    public double StartAt(double rise) => Start + Spread(rise);

    /// <summary>How long before the end of the last step it ends, in steps.</summary>
    /// <param name="rise">By how much the step before is louder, in decibels.</param>
    public double EndAt(double rise) => End + Spread(rise);

    private double Spread(double rise) => Slope * Math.Min(MostRise, Math.Max(LeastRise, rise));
}
