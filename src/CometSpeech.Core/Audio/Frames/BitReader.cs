using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Frames;

/// <summary>Reads bits, the most significant one first; beyond the end they are zeros.</summary>
/// <param name="bytes">The bytes, of a frame or a part of one.</param>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The next bit, from the beginning.</summary>
    public int Position { get; set; }

    /// <summary>How many bits there are.</summary>
    public readonly int Length => 8 * _bytes.Length;

    /// <summary>The next bits, the first one highest; 57 of them are right, or more.</summary>
    public readonly ulong Peek()
    {
        int index = Position >> 3;
        if (index <= _bytes.Length - sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(_bytes.Slice(index)) << (Position & 7);
        }

        ulong bits = 0;
        for (int i = index; i < index + sizeof(ulong); i++)
        {
            bits = bits << 8 | (i < _bytes.Length ? _bytes[i] : 0u);
        }

        return bits << (Position & 7);
    }

    /// <summary>The number of 1 to 31 bits that comes next.</summary>
    public readonly int Peek(int count) => (int)(Peek() >> (64 - count));

    /// <summary>Reads a number of up to 31 bits.</summary>
    public int Read(int count)
    {
        int value = count == 0 ? 0 : Peek(count);
        Position += count;
        return value;
    }
}
