using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Parts;

/// <summary>The audio of one request, on disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Audio">What it is.</param>
/// <param name="RequestId">The service's id, when this run asked for it and the service gave one.</param>
/// <param name="Attempts">How often this target sent the request; 0 when the part was there already.</param>
internal sealed record Part(string Path, AudioProperties Audio, string? RequestId, int Attempts);
