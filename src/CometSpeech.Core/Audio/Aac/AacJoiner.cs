using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>Joins ADTS frames. Nothing is put before them: some players refuse ADTS behind an ID3 tag.</summary>
internal sealed class AacJoiner(Stream output) : FrameJoiner(output)
{
    public override AudioFormat Format => AudioFormat.Aac;

    protected override int MaxFrameLength => AdtsFrameHeader.MaxFrameLength;

    protected override bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame) => AdtsFrameHeader.TryRead(at, out frame);
}
