using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback.Mac;

/// <summary>The loudspeaker that is set as the default on macOS, by AudioToolbox.</summary>
internal sealed class AudioQueueDevice : IPlaybackDevice
{
    public string Name => "macOS";

    public IPlaybackStream Open(PcmFormat format) => new AudioQueueStream(format, TimeProvider.System);
}
