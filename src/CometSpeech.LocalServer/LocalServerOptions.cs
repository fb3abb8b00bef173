using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer;

/// <summary>How a <see cref="LocalSpeechServer"/> listens and answers.</summary>
public sealed class LocalServerOptions
{
    /// <summary>The models that the service documents for speech.</summary>
    public static IReadOnlyList<string> DefaultModels { get; } = ["tts-1", "tts-1-hd", "tts-1-1106", "gpt-4o-mini-tts"];

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The only key that is accepted; null accepts every key and none.</summary>
    public string? Key { get; init; }

    /// <summary>The engine that makes the audio.</summary>
    public EngineKind Engine { get; init; } = EngineKind.Auto;

    /// <summary>
    /// How long a speech request waits before its answer begins, as a service far away would make it wait.
    /// </summary>
    public TimeSpan Latency { get; init; }

    /// <summary>
    /// How long a speech answer takes for each character of its text, beside <see cref="Latency"/>: its bytes come
    /// evenly over that time.
    /// </summary>
    public TimeSpan TimePerCharacter { get; init; }

    /// <summary>
    /// How long the tone of <see cref="EngineKind.Tone"/> lasts for each character of its text, in wav and pcm; zero
    /// for 0.2 s whatever the text.
    /// </summary>
    public TimeSpan ToneTimePerCharacter { get; init; }

    /// <summary>How <c>GET /v1/audio/voices</c> answers.</summary>
    public VoiceListShape Voices { get; init; } = VoiceListShape.Ids;

    /// <summary>Models that exist; any other is refused as the service refuses it.</summary>
    public IReadOnlyCollection<string> Models { get; init; } = DefaultModels;

    /// <summary>Voice ids that are accepted beside the ten documented ones.</summary>
    public IReadOnlyCollection<string> AdditionalVoices { get; init; } = [];

    /// <summary>
    /// Chooses the fault of a request, or null for a normal answer; called for every request after its body was read.
    /// </summary>
    public Func<ReceivedRequest, Fault?>? Faults { get; init; }

    /// <summary>Where one line for each answered request goes, or null. Never holds a key.</summary>
    public TextWriter? Log { get; init; }
}
