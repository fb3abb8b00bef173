namespace CometSpeech.Input;

/// <summary>How a piece of input is to be spoken.</summary>
internal sealed record Manner(string Voice, string Model, double? Speed, string? Instructions);
