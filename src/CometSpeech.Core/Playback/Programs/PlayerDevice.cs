using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback.Programs;

/// <summary>A player that is installed; each sound is a process of its own.</summary>
internal sealed class PlayerDevice(PlayerProgram program, string path, TimeProvider time) : IPlaybackDevice
{
    public string Name => program.Name;

    public IPlaybackStream Open(PcmFormat format) => PlayerStream.Start(program, path, format, time);
}
