namespace CometSpeech.Core.Planning;

/// <summary>A chapter of a plan.</summary>
/// <param name="Title">What it is called; may be empty.</param>
/// <param name="Chunk">The index of its first chunk in <see cref="TargetPlan.Chunks"/>.</param>
public readonly record struct PlannedChapter(string Title, int Chunk);
