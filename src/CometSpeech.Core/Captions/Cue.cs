namespace CometSpeech.Core.Captions;

/// <summary>A cue of a caption file: what is shown, and when.</summary>
/// <param name="Start">When it appears, in whole milliseconds.</param>
/// <param name="End">When it goes: later than <paramref name="Start"/>.</param>
/// <param name="Lines">One or two lines, none of them blank.</param>
/// <param name="IsEstimated">Whether its time is only estimated by the length of its text.</param>
internal sealed record Cue(TimeSpan Start, TimeSpan End, IReadOnlyList<string> Lines, bool IsEstimated);
