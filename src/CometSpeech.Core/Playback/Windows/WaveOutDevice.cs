using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback.Windows;

/// <summary>The loudspeaker that is set as the default on Windows, by waveOut.</summary>
internal sealed class WaveOutDevice : IPlaybackDevice
{
    public string Name => "Windows";

    public IPlaybackStream Open(PcmFormat format) => new WaveOutStream(format, TimeProvider.System);
}
