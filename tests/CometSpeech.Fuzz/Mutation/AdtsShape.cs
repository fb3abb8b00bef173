using CometSpeech.Core.Audio.Aac;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>ADTS frames (ISO/IEC 14496-3, 1.A.2.2).</summary>
internal sealed class AdtsShape() : PieceShape("ID3\u0004\0\0\0\0\0\u0010"u8.ToArray(), [0xFF, 0xF1, 0x58, 0x40])
{
    private const int HeaderLength = 7;
    private const int MaxLength = 8191;

    /// <inheritdoc/>
    protected override List<byte[]> Split(byte[] input) => SplitFrames(input, AdtsFrameHeader.TryRead);

    /// <inheritdoc/>
    protected override byte[] Repair(byte[] piece)
    {
        if (piece.Length is >= HeaderLength and <= MaxLength && piece[0] == 0xFF)
        {
            piece[3] = (byte)((piece[3] & 0xFC) | (piece.Length >> 11));
            piece[4] = (byte)(piece.Length >> 3);
            piece[5] = (byte)((piece[5] & 0x1F) | (piece.Length << 5));
        }

        return piece;
    }
}
