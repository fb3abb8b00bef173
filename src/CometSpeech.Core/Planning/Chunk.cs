using CometSpeech.Core.Text;

namespace CometSpeech.Core.Planning;

/// <summary>A piece of a target that one request speaks.</summary>
/// <param name="Segment">The index of its segment.</param>
/// <param name="Range">Where it stands in the segment's text.</param>
/// <param name="Request">The index of its request in the plan; equal chunks have the same.</param>
/// <param name="Start">What begins with it.</param>
public readonly record struct Chunk(int Segment, TextRange Range, int Request, ChunkStart Start = ChunkStart.Text);
