using System.Buffers.Binary;

namespace CometSpeech.Fuzz.Mutation;

/// <summary>Chunks of a RIFF file; the head of the whole is one piece.</summary>
internal sealed class RiffShape() : PieceShape(
    "RIFF"u8.ToArray(), "RF64"u8.ToArray(), "ds64"u8.ToArray(), "fmt "u8.ToArray(), "data"u8.ToArray(),
    "LIST"u8.ToArray(), "fact"u8.ToArray(), [0xFE, 0xFF], [3, 0], [6, 0], [7, 0], [32, 0], [64, 0])
{
    private const int FileHeaderLength = 12;
    private const int ChunkHeaderLength = 8;

    /// <inheritdoc/>
    protected override List<byte[]> Split(byte[] input)
    {
        List<int> starts = [];
        for (long at = FileHeaderLength; at + ChunkHeaderLength <= input.Length;)
        {
            starts.Add((int)at);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(input.AsSpan((int)at + 4));
            at += ChunkHeaderLength + length + (length & 1);
        }

        return SplitAt(input, starts);
    }

    /// <inheritdoc/>
    protected override byte[] Repair(byte[] piece)
    {
        if (piece.Length >= ChunkHeaderLength && !piece.AsSpan().StartsWith("RIFF"u8))
        {
            BinaryPrimitives.WriteInt32LittleEndian(piece.AsSpan(4), piece.Length - ChunkHeaderLength);
        }

        return piece;
    }
}
