using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>A Huffman code whose codes of a length follow each other, behind those of shorter ones.</summary>
internal class HuffmanCodebook
{
    // Codes up to this length are looked up at once; longer ones are rare.
    private const int QuickBits = 8;

    private readonly byte[] _counts;
    private readonly ushort[] _values;

    // By the next bits: a value, and how many bits its code has; 0 where it has more.
    private readonly ushort[] _quick = new ushort[1 << QuickBits];

    /// <summary>Makes a codebook.</summary>
    /// <param name="counts">How many codes there are of 1 bit, of 2 and so on.</param>
    /// <param name="values">What they mean, in the codes' order.</param>
    public HuffmanCodebook(byte[] counts, ushort[] values)
    {
        _counts = counts;
        _values = values;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= QuickBits && length <= counts.Length; length++)
        {
            code <<= 1;
            for (int i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                int first = code << (QuickBits - length);
                _quick.AsSpan(first, 1 << (QuickBits - length)).Fill((ushort)(values[index] << 4 | length));
            }
        }
    }

    /// <summary>Reads the next code's value.</summary>
    public int Read(ref BitReader bits)
    {
        int quick = _quick[bits.Peek(QuickBits)];
        if (quick != 0)
        {
            bits.Position += quick & 0xF;
            return quick >> 4;
        }

        int code = 0;
        int first = 0;
        int index = 0;
        foreach (byte count in _counts)
        {
            code = (code << 1) | bits.Read(1);
            first <<= 1;
            if (code - first < count)
            {
                return _values[index + code - first];
            }

            index += count;
            first += count;
        }

        // The codes fill all there is: every row of bits is one of them.
        return _values[index - 1];
    }
}
