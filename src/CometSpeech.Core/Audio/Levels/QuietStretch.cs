namespace CometSpeech.Core.Audio.Levels;

/// <summary>A stretch of a part in which nobody speaks.</summary>
/// <param name="Start">Where it begins, in seconds from where the part's sound begins.</param>
/// <param name="End">Where it ends: the next sound begins there, or the part ends.</param>
public readonly record struct QuietStretch(double Start, double End)
{
    /// <summary>How long it lasts, in seconds.</summary>
    public double Length => End - Start;
}
