namespace CometSpeech.Core.Audio.Levels;

/// <summary>Finds where nobody speaks in a part, by its level curve.</summary>
public static class PauseFinder
{
    /// <summary>
    /// The stretches without speech, ascending; those at the part's ends are among them and reach to its ends.
    /// </summary>
    /// <param name="levels">The part's level curve.</param>
    /// <param name="seconds">How long the part's sound lasts, from where it begins.</param>
    public static IReadOnlyList<QuietStretch> Find(LevelCurve levels, double seconds) =>
        throw new NotImplementedException();

    /// <summary>From the first sound of a part to its last one; null when there is no telling.</summary>
    /// <param name="levels">The part's level curve.</param>
    /// <param name="seconds">How long the part's sound lasts, from where it begins.</param>
    public static (double Start, double End)? FindSound(LevelCurve levels, double seconds) => null;
}
