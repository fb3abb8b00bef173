using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Api;

/// <summary>A request that brought audio, which now lies in a file.</summary>
/// <param name="Audio">What the bytes are and how long they play.</param>
/// <param name="RequestId">The service's id of the request; null when it gave none.</param>
/// <param name="Attempts">How many times it was sent, 1 or more.</param>
public sealed record SpeechResponse(AudioProperties Audio, string? RequestId, int Attempts);
