using CometSpeech.Core.Audio.Aac;

namespace CometSpeech.Core.Audio.Mp4;

/// <summary>
/// Joins AAC frames into an MP4 file (ISO/IEC 14496-12 and -14) in one pass: what describes them comes last.
/// </summary>
internal sealed class Mp4Joiner(Stream output, JoinOptions options) : AacJoiner(output, options)
{
    private protected override void WriteFrames(ArraySegment<byte> frames) => throw new NotImplementedException();

    private protected override void CompleteFile() => throw new NotImplementedException();
}
