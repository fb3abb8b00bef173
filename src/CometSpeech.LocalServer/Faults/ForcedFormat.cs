namespace CometSpeech.LocalServer.Faults;

/// <summary>Tells the speech endpoint to answer in another format than the request's.</summary>
internal sealed record ForcedFormat(string Format);
