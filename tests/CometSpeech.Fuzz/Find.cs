namespace CometSpeech.Fuzz;

/// <summary>An input for which something does not hold.</summary>
/// <param name="Signature">What makes two finds the same: the kind of failure, and where.</param>
/// <param name="Description">What happened, in full.</param>
/// <param name="Input">The smallest input that was found for it.</param>
internal sealed record Find(string Signature, string Description, byte[] Input);
