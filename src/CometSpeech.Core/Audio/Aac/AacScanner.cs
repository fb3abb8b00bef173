using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>Reads ADTS frames.</summary>
internal sealed class AacScanner : FrameScanner
{
    public override AudioFormat Format => AudioFormat.Aac;

    protected override int MaxFrameLength => AdtsFrameHeader.MaxFrameLength;

    protected override bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame) =>
        AdtsFrameHeader.TryRead(at, out frame);
}
