using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback;

/// <summary>Something that may be able to play sound: a device of the system, or a player that is installed.</summary>
internal interface IPlaybackDevice
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>Begins a sound, which stays silent until samples come.</summary>
    /// <exception cref="PlaybackException">It cannot; the message says why.</exception>
    IPlaybackStream Open(PcmFormat format);
}
