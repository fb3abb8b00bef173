namespace CometSpeech.LocalServer.Engines;

/// <summary>The flite voice, pitch and pace that stand for one of the service's voices.</summary>
/// <param name="Name">A flite voice of ffmpeg: awb, kal, kal16, rms or slt.</param>
/// <param name="Pitch">Factor on the pitch.</param>
/// <param name="Pace">Factor on the pace at speed 1.</param>
internal sealed record FliteVoice(string Name, double Pitch, double Pace)
{
    // Far enough apart in pitch and pace for the ten to be told from one another, and no farther, so that all are
    // clear.
    private static readonly Dictionary<string, FliteVoice> s_voices = new(StringComparer.Ordinal)
    {
        ["alloy"] = new("slt", 0.92, 1.0),
        ["ash"] = new("rms", 0.94, 1.04),
        ["ballad"] = new("awb", 1.06, 0.94),
        ["coral"] = new("slt", 1.12, 1.02),
        ["echo"] = new("kal16", 1.0, 1.06),
        ["fable"] = new("awb", 1.0, 1.04),
        ["onyx"] = new("rms", 0.82, 0.98),
        ["nova"] = new("slt", 1.22, 1.08),
        ["sage"] = new("slt", 1.0, 1.0),
        ["shimmer"] = new("slt", 1.3, 0.96),
    };

    /// <summary>The ten voices that the service documents.</summary>
    public static IReadOnlyCollection<string> DocumentedVoices => s_voices.Keys;

    /// <summary>What stands for that voice; a voice that is not documented sounds like kal.</summary>
    public static FliteVoice For(string voice) => s_voices.GetValueOrDefault(voice) ?? new FliteVoice("kal", 1, 1);
}
