namespace CometSpeech.Input;

/// <summary>The text of a piece of input.</summary>
/// <param name="Text">What it says; null when it cannot be read, and its error has been written.</param>
/// <param name="Path">The file it is read from; null for text that came as such.</param>
/// <param name="Source">The object whose properties tell how it is spoken.</param>
internal sealed record InputText(string? Text, string? Path, object? Source);
