namespace CometSpeech.Core.Running;

/// <summary>A chapter of a finished target.</summary>
/// <param name="Title">What it is called; may be empty.</param>
/// <param name="Start">
/// Where it begins in the decoded file: zero for the first; for the others where the sound of their first part does.
/// </param>
/// <param name="Duration">How long it lasts: up to the next one, or to the file's end.</param>
public sealed record TargetChapter(string Title, TimeSpan Start, TimeSpan Duration);
