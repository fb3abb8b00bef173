namespace CometSpeech.Fuzz;

/// <summary>Something that is promised of a reader does not hold for an input.</summary>
/// <param name="message">What.</param>
internal sealed class FindException(string message) : Exception(message);
