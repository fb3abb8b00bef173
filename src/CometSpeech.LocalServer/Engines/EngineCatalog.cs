namespace CometSpeech.LocalServer.Engines;

/// <summary>Chooses an engine.</summary>
public static class EngineCatalog
{
    /// <summary>Whether <see cref="EngineKind.Flite"/> works here: ffmpeg is there and has the flite voices.</summary>
    public static bool IsFliteAvailable => Ffmpeg.HasFlite;

    /// <summary>What <see cref="EngineKind.Auto"/> means here; any other kind is itself.</summary>
    /// <exception cref="InvalidOperationException">The engine that was asked for does not work here.</exception>
    public static EngineKind Resolve(EngineKind kind) => kind switch
    {
        EngineKind.Auto => IsFliteAvailable ? EngineKind.Flite : EngineKind.Recorded,
        EngineKind.Flite when !IsFliteAvailable => throw new InvalidOperationException(
            "The flite engine needs ffmpeg with the flite filter on the PATH (Debian: apt-get install ffmpeg)."),
        _ => kind,
    };

    /// <summary>Makes the engine of a kind that <see cref="Resolve"/> gave.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="toneTimePerCharacter">See <see cref="LocalServerOptions.ToneTimePerCharacter"/>.</param>
    internal static ISpeechEngine Create(EngineKind kind, TimeSpan toneTimePerCharacter) => kind switch
    {
        EngineKind.Flite => new FliteEngine(),
        EngineKind.Recorded => new RecordedEngine(),
        EngineKind.Tone when toneTimePerCharacter > TimeSpan.Zero => new LongToneEngine(toneTimePerCharacter),
        EngineKind.Tone => new ToneEngine(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an engine."),
    };
}
