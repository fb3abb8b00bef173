namespace CometSpeech.Core.Api.Pacing;

/// <summary>A request's permission to be sent, which a <see cref="RequestThrottle"/> gives.</summary>
/// <param name="Epoch">How many refusals there had been: those of one epoch are one.</param>
/// <param name="Level">How many requests were under way, this one included.</param>
internal readonly record struct RequestTurn(int Epoch, int Level);
