using System.Buffers.Binary;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Flac;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>FLAC: the mark, metadata blocks, frames (RFC 9639, 8 and 9).</summary>
internal sealed class FlacShape() : PieceShape("fLaC"u8.ToArray(), "ID3"u8.ToArray())
{
    private const int MarkLength = 4;
    private const int BlockHeaderLength = 4;

    /// <inheritdoc/>
    protected override List<byte[]> Split(byte[] input)
    {
        List<int> starts = [];
        int at = 0;
        if (input.AsSpan().StartsWith("fLaC"u8))
        {
            for (at = MarkLength; at + BlockHeaderLength <= input.Length; at += BlockHeaderLength + LengthOf(input, at))
            {
                starts.Add(at);
                if ((input[at] & 0x80) != 0)
                {
                    at += BlockHeaderLength + LengthOf(input, at);
                    break;
                }
            }
        }

        for (; at < input.Length - 1; at++)
        {
            if (input[at] == 0xFF && FlacFrameHeader.TryParse(input.AsSpan(at), out _))
            {
                starts.Add(at);
            }
        }

        return SplitAt(input, starts);
    }

    /// <inheritdoc/>
    protected override byte[] Repair(byte[] piece)
    {
        if (piece.Length < FlacFrameHeader.MaxLength || piece[0] != 0xFF)
        {
            if (piece.Length is > BlockHeaderLength and < 1 << 24 && !piece.AsSpan().StartsWith("fLaC"u8))
            {
                int length = piece.Length - BlockHeaderLength;
                piece[1] = (byte)(length >> 16);
                BinaryPrimitives.WriteUInt16BigEndian(piece.AsSpan(2), (ushort)length);
            }

            return piece;
        }

        // The length is known also when the check is wrong.
        _ = FlacFrameHeader.TryParse(piece, out FlacFrameHeader header);
        if (header.Length > 0)
        {
            int crcOffset = header.Length - 1;
            piece[crcOffset] = (byte)Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, piece.AsSpan(0, crcOffset)));
        }

        uint crc = Crc.FlacFrame.GetValue(Crc.FlacFrame.Append(0, piece.AsSpan(0, piece.Length - 2)));
        BinaryPrimitives.WriteUInt16BigEndian(piece.AsSpan(piece.Length - 2), (ushort)crc);
        return piece;
    }

    private static int LengthOf(byte[] input, int at) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(at)) & 0xFFFFFF);
}
