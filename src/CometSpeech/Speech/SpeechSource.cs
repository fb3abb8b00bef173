namespace CometSpeech.Speech;

/// <summary>A piece of input on its way to a target.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Path">The file it was read from; null for text that came as such.</param>
internal sealed record SpeechSource(string Text, string? Path);
