namespace CometSpeech.LocalServer.Engines;

/// <summary>The audio for one request.</summary>
/// <param name="Content">A whole file in the requested format, as the service streams it.</param>
/// <param name="Note">Where the audio is not quite what was asked for: how, in ASCII for a header.</param>
public sealed record SpeechAudio(ReadOnlyMemory<byte> Content, string? Note = null);
