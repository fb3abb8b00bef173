namespace CometSpeech.Core.Audio.Opus;

/// <summary>Reads the first symbols of a frame (RFC 6716, 4.1).</summary>
internal ref struct OpusRangeDecoder
{
    // 4.1.2.1: the range is kept above this, and the value within 31 bits.
    private const uint LeastRange = 1u << 23;
    private const uint ValueMask = 0x7FFFFFFF;

    private readonly ReadOnlySpan<byte> _frame;
    private int _next;
    private uint _last;
    private uint _range = 128;
    private uint _value;
    private int _bits = 9;

    /// <summary>Begins with a frame (4.1.1).</summary>
    public OpusRangeDecoder(ReadOnlySpan<byte> frame)
    {
        _frame = frame;
        _last = ReadByte();
        _value = 127 - (_last >> 1);
        Normalize();
    }

    /// <summary>How many bits have been read, rounded up (4.1.6.1).</summary>
    public readonly int Tell
    {
        get
        {
            int bits = _bits;
            for (uint range = _range; range > 0; range >>= 1)
            {
                bits--;
            }

            return bits;
        }
    }

    /// <summary>Reads a bit that is set once in so many cases, as a power of 2 (4.1.3.2).</summary>
    public bool ReadBit(int logarithm = 1)
    {
        uint low = _range >> logarithm;
        bool bit = _value < low;
        if (bit)
        {
            _range = low;
        }
        else
        {
            _value -= low;
            _range -= low;
        }

        Normalize();
        return bit;
    }

    /// <summary>Reads a number below a small limit, each as often as the other (4.1.5).</summary>
    public int ReadUniform(int limit)
    {
        uint unit = _range / (uint)limit;
        int number = limit - (int)Math.Min((_value / unit) + 1, (uint)limit);
        Narrow(unit, number, number + 1, limit);
        return number;
    }

    /// <summary>Passes over bits that are not coded, which lie at the frame's end (4.1.4).</summary>
    public void SkipRawBits(int count) => _bits += count;

    /// <summary>Reads a number that is the rarer the farther from 0 (4.3.2.1).</summary>
    /// <param name="zero">How often it is 0, in 32,768 cases.</param>
    /// <param name="decay">How much rarer the next one is, in 16,384.</param>
    public int ReadLaplace(int zero, int decay)
    {
        const int All = 32_768;
        const int Certain = 16;
        uint unit = _range >> 15;
        int place = All - (int)Math.Min((_value / unit) + 1, All);
        int low = 0;
        int count = zero;
        int number = 0;
        if (place >= zero)
        {
            number = 1;
            low = zero;
            count = ((All - (2 * Certain) - zero) * (16_384 - decay) >> 15) + 1;
            while (count > 1 && place >= low + (2 * count))
            {
                low += 2 * count;
                count = (((2 * count) - 2) * decay >> 15) + 1;
                number++;
            }

            // All others come once.
            if (count <= 1)
            {
                int others = (place - low) >> 1;
                number += others;
                low += 2 * others;
            }

            if (place < low + count)
            {
                number = -number;
            }
            else
            {
                low += count;
            }
        }

        Narrow(unit, low, Math.Min(low + count, All), All);
        return number;
    }

    /// <summary>Reads a symbol (4.1.3.3).</summary>
    /// <param name="above">
    /// For each symbol how often, in 256 cases, a later one comes: 0 for the last.
    /// </param>
    /// <param name="logarithm">Another number of cases, as a power of 2.</param>
    public int ReadSymbol(ReadOnlySpan<byte> above, int logarithm = 8)
    {
        uint unit = _range >> logarithm;
        uint high = _range;
        int symbol = 0;
        uint low = unit * above[0];
        while (_value < low)
        {
            high = low;
            low = unit * above[++symbol];
        }

        _value -= low;
        _range = high - low;
        Normalize();
        return symbol;
    }

    // Behind the frame's end there are zeros.
    private uint ReadByte() => _next < _frame.Length ? _frame[_next++] : 0u;

    private void Narrow(uint unit, int low, int high, int all)
    {
        uint above = unit * (uint)(all - high);
        _value -= above;
        _range = low > 0 ? unit * (uint)(high - low) : _range - above;
        Normalize();
    }

    private void Normalize()
    {
        while (_range <= LeastRange)
        {
            _bits += 8;
            _range <<= 8;
            uint before = _last;
            _last = ReadByte();
            uint bits = ((before << 8) | _last) >> 1;
            _value = ((_value << 8) + (0xFF & ~bits)) & ValueMask;
        }
    }
}
