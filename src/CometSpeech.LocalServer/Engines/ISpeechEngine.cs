using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Engines;

/// <summary>Turns a request into audio of its format. Safe for several requests at a time.</summary>
public interface ISpeechEngine
{
    /// <summary>Makes the audio.</summary>
    /// <exception cref="ApiErrorException">The engine cannot speak this request; the error says why.</exception>
    Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken);
}
