using CometSpeech.Core.Api;
using CometSpeech.Core.Wording;

namespace CometSpeech.Core.Planning;

/// <summary>A stretch of a target's text that is spoken in one manner.</summary>
/// <param name="Text">Any length.</param>
/// <param name="Voice">A voice's id.</param>
/// <param name="Model">A model's id.</param>
/// <param name="Speed">0.25 to 4.0, or null for the service's own.</param>
/// <param name="Instructions">How to speak, or null.</param>
public sealed record Segment(string Text, string Voice, string Model, double? Speed = null, string? Instructions = null)
{
    // 2000 tokens of input; in scripts where a character is about one token, 4096 characters would be refused.
    private const int MiniModelMaxLength = 1800;

    /// <summary>
    /// The title of the chapter that begins with it; null when it goes on with the chapter before. No part's name has
    /// it: it changes nothing of the sound.
    /// </summary>
    public string? Chapter { get; init; }

    /// <summary>
    /// What was written where the text says how it is spoken; null where that is the same or not known. For captions:
    /// no part's name has it.
    /// </summary>
    public WrittenText? Written { get; init; }

    /// <summary>
    /// Whether it was read of a document, whose headings end with a full stop: where it is cut may depend on it, but no
    /// part's name does.
    /// </summary>
    public bool IsDocument { get; init; }

    /// <summary>The most characters of one request when nobody says otherwise: what the model takes.</summary>
    public int DefaultMaxChunkLength =>
        Model.StartsWith("gpt-4o-mini-tts", StringComparison.OrdinalIgnoreCase)
            ? MiniModelMaxLength
            : SpeechRequest.MaxInputLength;
}
