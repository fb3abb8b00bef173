using System.Management.Automation;
using CometSpeech.Core.Playback;

namespace CometSpeech.Errors;

/// <summary>The error records about sound that is to be heard.</summary>
internal static class PlaybackErrors
{
    /// <summary>Nothing on this machine plays sound; nothing was sent.</summary>
    public static ErrorRecord Unavailable(PlaybackException cause) => ErrorRecords.Create(
        cause,
        "PlaybackUnavailable",
        ErrorCategory.ResourceUnavailable,
        null,
        "-Play needs a loudspeaker and, on Linux, one of pw-cat (package pipewire-bin or pipewire-utils), paplay "
            + "(pulseaudio-utils), aplay (alsa-utils), ffplay (ffmpeg) or mpv. Or write a file with -OutFile.");

    /// <summary>A file that samples are not kept in; nothing was sent.</summary>
    public static ErrorRecord FileNotPlayable(string path) => NotPlayable(
        path, "Name a file that ends with .wav, .pcm or .flac, or leave -Play out.");

    /// <summary>A format that samples are not made of; nothing was sent.</summary>
    public static ErrorRecord FormatNotPlayable(string format) => NotPlayable(
        $"-ResponseFormat {format}",
        "Ask for wav, pcm or flac, leave -ResponseFormat to the module, or leave -Play out.");

    private static ErrorRecord NotPlayable(string name, string advice) => ErrorRecords.Create(
        new ArgumentException(
            $"'{name}' does not go with -Play, which plays samples: only wav, pcm and flac are made of them."),
        "FormatNotPlayable",
        ErrorCategory.InvalidArgument,
        name,
        advice);
}
