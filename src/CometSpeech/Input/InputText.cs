namespace CometSpeech.Input;

/// <summary>A piece of input on its way to a target.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Path">The file it was read from; null for text that came as such.</param>
internal sealed record InputText(string Text, string? Path);
