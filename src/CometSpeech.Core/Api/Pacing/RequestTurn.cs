namespace CometSpeech.Core.Api.Pacing;

/// <summary>
/// A request's permission to be sent; given back to the <see cref="RequestThrottle"/> with what became of it.
/// </summary>
/// <param name="Epoch">
/// How many refusals there had been: requests of one epoch that are refused are one refusal.
/// </param>
/// <param name="Level">How many requests were under way, this one included.</param>
internal readonly record struct RequestTurn(int Epoch, int Level);
