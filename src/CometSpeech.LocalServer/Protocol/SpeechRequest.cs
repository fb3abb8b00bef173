namespace CometSpeech.LocalServer.Protocol;

/// <summary>A request for speech that passed validation.</summary>
/// <param name="Model">An existing model.</param>
/// <param name="Input">1 to 4096 UTF-16 units.</param>
/// <param name="Voice">A voice that the server has.</param>
/// <param name="Format">One of <see cref="ResponseFormats.Names"/>.</param>
/// <param name="Speed">0.25 to 4.</param>
public sealed record SpeechRequest(string Model, string Input, string Voice, string Format, double Speed);
