using CometSpeech.Core.Api;
using CometSpeech.Core.Parts;

namespace CometSpeech.Core.Running.Work;

/// <summary>A part that has come.</summary>
/// <param name="Part">The part.</param>
/// <param name="Response">What was paid for it; null when another process did.</param>
internal sealed record FetchedPart(Part Part, SpeechResponse? Response);
