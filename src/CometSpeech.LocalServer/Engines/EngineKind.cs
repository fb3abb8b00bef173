namespace CometSpeech.LocalServer.Engines;

/// <summary>The engines that make audio.</summary>
public enum EngineKind
{
    /// <summary><see cref="Flite"/> where ffmpeg has it, else <see cref="Recorded"/>.</summary>
    Auto,

    /// <summary>A real voice: ffmpeg with its flite source.</summary>
    Flite,

    /// <summary>The sample page from recordings; needs no other program.</summary>
    Recorded,

    /// <summary>Every text at once with a short tone that tells the text; needs no other program.</summary>
    Tone,
}
