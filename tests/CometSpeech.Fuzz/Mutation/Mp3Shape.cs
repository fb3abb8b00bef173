using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Mpeg;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>MPEG audio frames (ISO/IEC 11172-3, 2.4.1), and the tags around them.</summary>
internal sealed class Mp3Shape() : PieceShape(
    "ID3\u0003\0\0\0\0\0\u0010"u8.ToArray(), "TAG"u8.ToArray(), "APETAGEX"u8.ToArray(), "Xing"u8.ToArray(),
    "Info"u8.ToArray(), "VBRI"u8.ToArray(), "LAME3.100"u8.ToArray(), [0xFF, 0xF3, 0x84, 0xC4])
{
    /// <inheritdoc/>
    protected override List<byte[]> Split(byte[] input) => SplitFrames(input, Mp3FrameHeader.TryRead);

    /// <inheritdoc/>
    protected override byte[] Repair(byte[] piece)
    {
        if (Mp3FrameHeader.TryRead(piece, out FrameInfo frame))
        {
            Array.Resize(ref piece, frame.Length);
        }

        return piece;
    }
}
