using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>Reads bits of an MP3 frame, the most significant one first; beyond the end they are zeros.</summary>
/// <param name="bytes">Side information or main data.</param>
internal ref struct Mp3BitReader(ReadOnlySpan<byte> bytes)
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

    /// <summary>Reads a number of up to 31 bits.</summary>
    public int Read(int count)
    {
        int value = count == 0 ? 0 : (int)(Peek() >> (64 - count));
        Position += count;
        return value;
    }
}
