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
        int index = Position >> 3;
        uint bits = 0;
        for (int i = 0; i < 4; i++)
        {
            bits = bits << 8 | (index + i < _bytes.Length ? _bytes[index + i] : 0u);
        }

        bits = bits << (Position & 7) >> (32 - count);
        Position += count;
        return (int)bits;
    }
}
