namespace CometSpeech.Core.Api.Catalog;

/// <summary>A voice as a server lists it.</summary>
/// <param name="Id">What a request names it by.</param>
/// <param name="Name">What the server calls it before people; its id where it has no other name.</param>
/// <param name="Language">Its language, in the server's words; null where it does not tell.</param>
/// <param name="Gender">Its gender, in the server's words; null where it does not tell.</param>
public sealed record VoiceEntry(string Id, string Name, string? Language = null, string? Gender = null);
