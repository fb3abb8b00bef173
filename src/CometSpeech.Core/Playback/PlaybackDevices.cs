using System.Runtime.InteropServices;
using CometSpeech.Core.Playback.Windows;
#if NET8_0_OR_GREATER
using CometSpeech.Core.Playback.Mac;
using CometSpeech.Core.Playback.Programs;
#endif

namespace CometSpeech.Core.Playback;

/// <summary>What may be able to play sound, by the system.</summary>
internal static class PlaybackDevices
{
    /// <summary>
    /// So many seconds of sound are with a device at most: about as much as a pipe to a player holds on Linux.
    /// </summary>
    public const double MostHeld = 1.5;

    /// <summary>The candidates on this machine, the best one first; empty when there are none.</summary>
    public static IPlaybackDevice[] OfThisMachine() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? [new WaveOutDevice()]
#if NET8_0_OR_GREATER
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? [new AudioQueueDevice()]
        : PlayerPrograms.FindOn(Environment.GetEnvironmentVariable("PATH") ?? "");
#else
        : [];
#endif
}
