namespace CometSpeech.Tests.Support.Soak;

/// <summary>A text that is one request.</summary>
/// <param name="Text">As it is sent and captioned; no other is the same.</param>
/// <param name="Tone">The tone that answers it.</param>
/// <param name="Voice">Who speaks it.</param>
/// <param name="Chapter">The title of the chapter that it begins; null for none.</param>
internal sealed record SpokenChunk(string Text, int Tone, string Voice, string? Chapter);
