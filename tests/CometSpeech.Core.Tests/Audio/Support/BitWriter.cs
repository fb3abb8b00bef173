namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>Writes numbers of any width, the highest bit of each byte first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private int _free;

    public void Add(long value, int bits)
    {
        for (int bit = bits - 1; bit >= 0; bit--)
        {
            if (_free == 0)
            {
                _bytes.Add(0);
                _free = 8;
            }

            _bytes[_bytes.Count - 1] |= (byte)(((value >> bit) & 1) << --_free);
        }
    }

    /// <summary>Zeros and a one.</summary>
    public void AddUnary(long zeros)
    {
        for (; zeros > 0; zeros--)
        {
            Add(0, 1);
        }

        Add(1, 1);
    }

    /// <summary>The bytes so far; what comes next begins with a byte.</summary>
    public byte[] ToArray()
    {
        _free = 0;
        return [.. _bytes];
    }
}
