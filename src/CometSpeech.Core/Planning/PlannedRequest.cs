using CometSpeech.Core.Text;

namespace CometSpeech.Core.Planning;

/// <summary>A request of a plan; its text stays where it is, in the segment.</summary>
/// <param name="Segment">The index of the first segment that needs it.</param>
/// <param name="Range">Where its text stands in that segment.</param>
/// <param name="PartName">What its answer is known by (<see cref="Parts.PartNaming"/>).</param>
public readonly record struct PlannedRequest(int Segment, TextRange Range, string PartName);
