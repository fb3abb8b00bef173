using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Api;

/// <summary>
/// One request to <c>POST audio/speech</c>. Two equal requests give the same speech, so one of them is enough.
/// </summary>
/// <param name="Input">The text, at most 4096 UTF-16 units.</param>
/// <param name="Voice">A voice's id.</param>
/// <param name="Model">A speech model's id.</param>
/// <param name="ResponseFormat">The format that is asked for.</param>
/// <param name="Speed">0.25 to 4.0; null leaves the field out of the body.</param>
/// <param name="Instructions">
/// How to speak, at most 4096 UTF-16 units; null leaves the field out, because a null in the body is refused by the
/// service.
/// </param>
public sealed record SpeechRequest(
    string Input,
    string Voice,
    string Model,
    AudioFormat ResponseFormat,
    double? Speed = null,
    string? Instructions = null)
{
    /// <summary>The most characters (UTF-16 units) that the endpoint takes in one request.</summary>
    public const int MaxInputLength = 4096;

    /// <summary>The most characters (UTF-16 units) of instructions that it takes.</summary>
    public const int MaxInstructionsLength = 4096;

    /// <summary>
    /// Whether the level curve of the answer is read in the pass that checks it. No part of the request.
    /// </summary>
    public bool ReadsLevels { get; init; }
}
