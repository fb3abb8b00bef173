namespace CometSpeech.Core.Planning;

/// <summary>A piece of a target that one request speaks.</summary>
/// <param name="Segment">The index of its segment; a pause stands where it changes.</param>
/// <param name="Request">The index of its request in the plan; equal chunks have the same.</param>
public sealed record Chunk(int Segment, int Request);
