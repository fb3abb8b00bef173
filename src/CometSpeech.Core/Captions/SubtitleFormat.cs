namespace CometSpeech.Core.Captions;

/// <summary>What captions are written in.</summary>
public enum SubtitleFormat
{
    /// <summary>SubRip: <c>.srt</c>.</summary>
    Srt,

    /// <summary>WebVTT (W3C): <c>.vtt</c>.</summary>
    Vtt,
}
