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

    /// <summary>Begins with a frame (4.1.1).</summary>
    public OpusRangeDecoder(ReadOnlySpan<byte> frame)
    {
        _frame = frame;
        _last = ReadByte();
        _value = 127 - (_last >> 1);
        Normalize();
    }

    /// <summary>Reads a bit that is 0 as often as 1 (4.1.3.2).</summary>
    public bool ReadBit()
    {
        uint half = _range >> 1;
        bool bit = _value < half;
        if (bit)
        {
            _range = half;
        }
        else
        {
            _value -= half;
            _range -= half;
        }

        Normalize();
        return bit;
    }

    /// <summary>Reads a symbol (4.1.3.3).</summary>
    /// <param name="above">
    /// For each symbol how often, in 256 cases, a later one comes: 0 for the last.
    /// </param>
    public int ReadSymbol(ReadOnlySpan<byte> above)
    {
        uint unit = _range >> 8;
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

    private void Normalize()
    {
        while (_range <= LeastRange)
        {
            _range <<= 8;
            uint before = _last;
            _last = ReadByte();
            uint bits = ((before << 8) | _last) >> 1;
            _value = ((_value << 8) + (0xFF & ~bits)) & ValueMask;
        }
    }
}
