namespace CometSpeech.Core.Api.Pacing;

/// <summary>What all requests of a command wait for at a moment.</summary>
/// <param name="Left">How long they wait yet.</param>
/// <param name="IsForLimit">
/// Whether the service limits how many requests it takes (429); else a failed one is sent again then.
/// </param>
public sealed record RequestWait(TimeSpan Left, bool IsForLimit);
