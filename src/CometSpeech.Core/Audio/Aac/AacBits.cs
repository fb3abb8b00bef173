using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>Reads bits of an AAC block, the most significant one first; beyond the end they are zeros.</summary>
/// <param name="bytes">The block.</param>
internal ref struct AacBits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The next bit, from the block's beginning.</summary>
    public int Position { get; set; }

    /// <summary>Reads a number of up to 24 bits.</summary>
    public int Read(int count)
    {
        int value = Peek(count);
        Position += count;
        return value;
    }

    /// <summary>The number of up to 24 bits that comes next.</summary>
    public readonly int Peek(int count)
    {
        int index = Position >> 3;
        uint bits = index <= _bytes.Length - 4
            ? BinaryPrimitives.ReadUInt32BigEndian(_bytes.Slice(index))
            : PeekEnd(index);
        return (int)(bits << (Position & 7) >> 1 >> (31 - count));
    }

    private readonly uint PeekEnd(int index)
    {
        uint bits = 0;
        for (int i = 0; i < 4; i++)
        {
            bits = bits << 8 | (index + i < _bytes.Length ? _bytes[index + i] : 0u);
        }

        return bits;
    }
}
