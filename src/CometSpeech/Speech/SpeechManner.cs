namespace CometSpeech.Speech;

/// <summary>How a piece of input is to be spoken.</summary>
internal sealed record SpeechManner(string Voice, string Model, double? Speed, string? Instructions);
