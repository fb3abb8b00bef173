namespace CometSpeech.Core.Captions;

/// <summary>Formats of caption files.</summary>
public enum SubtitleFormat
{
    /// <summary>SubRip: <c>.srt</c>.</summary>
    Srt,

    /// <summary>WebVTT (W3C): <c>.vtt</c>.</summary>
    Vtt,
}
