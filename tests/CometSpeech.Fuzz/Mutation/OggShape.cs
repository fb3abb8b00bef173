using System.Buffers.Binary;
using CometSpeech.Core.Audio;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>Ogg pages (RFC 3533, 6).</summary>
internal sealed class OggShape() : PieceShape("OggS"u8.ToArray(), "OpusHead"u8.ToArray(), "OpusTags"u8.ToArray())
{
    private const int HeaderLength = 27;
    private const int CrcOffset = 22;

    /// <inheritdoc/>
    protected override List<byte[]> Split(byte[] input)
    {
        List<int> starts = [];
        for (int at = 0; (at = input.AsSpan(at).IndexOf("OggS"u8) is var found and >= 0 ? at
            + found : -1) >= 0; at += 4)
        {
            starts.Add(at);
        }

        return SplitAt(input, starts);
    }

    /// <inheritdoc/>
    protected override byte[] Repair(byte[] piece)
    {
        if (piece.Length < HeaderLength || piece.Length < HeaderLength + piece[26])
        {
            return piece;
        }

        int body = 0;
        foreach (byte lacing in piece.AsSpan(HeaderLength, piece[26]))
        {
            body += lacing;
        }

        Array.Resize(ref piece, HeaderLength + piece[26] + body);
        piece.AsSpan(CrcOffset, 4).Clear();
        uint crc = Crc.OggPage.GetValue(Crc.OggPage.Append(0, piece));
        BinaryPrimitives.WriteUInt32LittleEndian(piece.AsSpan(CrcOffset), crc);
        return piece;
    }
}
