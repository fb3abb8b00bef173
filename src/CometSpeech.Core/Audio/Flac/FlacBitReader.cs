using System.Buffers.Binary;
#if NET
using System.Numerics;
#endif

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Reads bits, the highest of each byte first. Behind the last byte everything is zero and <see cref="IsExhausted"/>
/// stays true, so that a caller may look at it once after several reads.
/// </summary>
/// <param name="bytes">The bytes to read.</param>
internal ref struct FlacBitReader(ReadOnlySpan<byte> bytes)
{
    // So many bits hold nearly every code whole; those that are longer are read in pieces.
    private const int RefillBelow = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    // The next bits, left-aligned. Those behind the first _count may be there already or be zero.
    private ulong _cache;
    private int _count;
    private int _position;

    /// <summary>Whether more was read than there is.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Reads a number of 0 to 32 bits.</summary>
    public uint Read(int bits)
    {
        Need(bits);

        // In two steps: C# takes a shift by 64 for one by 0.
        uint value = (uint)(_cache >> 1 >> (63 - bits));
        Drop(bits);
        return value;
    }

    /// <summary>Reads a two's complement number of 1 to 32 bits.</summary>
    public int ReadSigned(int bits) => (int)(Read(bits) << (32 - bits)) >> (32 - bits);

    /// <summary>Counts zeros up to the next one, and passes over it.</summary>
    public uint ReadUnary()
    {
        for (uint zeros = 0; ; )
        {
            Need(1);
            if (IsExhausted)
            {
                return 0;
            }

            int run = Math.Min(CountZeros(_cache), _count);
            zeros += (uint)run;
            Drop(run);
            if (_count > 0)
            {
                Drop(1);
                return zeros;
            }
        }
    }

    /// <summary>
    /// Reads numbers in Rice code (RFC 9639, 9.2.7.2); false when they break off or one has more than 32 bits.
    /// </summary>
    /// <param name="target">Where they go.</param>
    /// <param name="start">The index of the first one.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="parameter">The bits of each that stand as they are, 0 to 30.</param>
    public bool TryReadRice(int[] target, int start, int count, int parameter)
    {
        // In locals, which a loop keeps in registers.
        ReadOnlySpan<byte> bytes = _bytes;
        ulong cache = _cache;
        int available = _count, position = _position;
        foreach (ref int residual in target.AsSpan(start, count))
        {
            if (available < RefillBelow && position <= bytes.Length - sizeof(ulong))
            {
                cache |= BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(position)) >> available;
                position += (63 - available) >> 3;
                available |= 56;
            }

            uint quotient, rest;
            int zeros = CountZeros(cache);
            int length = zeros + 1 + parameter;
            if (length <= available)
            {
                quotient = (uint)zeros;
                rest = (uint)(cache << zeros << 1 >> 1 >> (63 - parameter));
                cache = cache << zeros << 1 << parameter;
                available -= length;
            }
            else
            {
                (_cache, _count, _position) = (cache, available, position);
                quotient = ReadUnary();
                rest = Read(parameter);
                if (IsExhausted || quotient > uint.MaxValue >> parameter)
                {
                    return false;
                }

                (cache, available, position) = (_cache, _count, _position);
            }

            // Even numbers stand for those from 0 up, odd ones for those from -1 down.
            uint folded = (quotient << parameter) | rest;
            residual = (int)(folded >> 1) ^ -(int)(folded & 1);
        }

        (_cache, _count, _position) = (cache, available, position);
        return true;
    }

    private static int CountZeros(ulong value)
    {
#if NET
        return BitOperations.LeadingZeroCount(value);
#else
        if (value == 0)
        {
            return 64;
        }

        int zeros = 0;
        for (; value >> 56 == 0; value <<= 8)
        {
            zeros += 8;
        }

        for (; value >> 63 == 0; value <<= 1)
        {
            zeros++;
        }

        return zeros;
#endif
    }

    private void Need(int bits)
    {
        if (_count < bits)
        {
            Refill();
            if (_count < bits)
            {
                IsExhausted = true;
                _cache = 0;
                _count = 64;
            }
        }
    }

    private void Drop(int bits)
    {
        _cache = bits < 64 ? _cache << bits : 0;
        _count -= bits;
    }

    /// <summary>Brings the count to 56 at least, or to all that is left.</summary>
    private void Refill()
    {
        if (_position <= _bytes.Length - sizeof(ulong))
        {
            // Whole bytes count; what is there of one more is the same when it comes again.
            _cache |= BinaryPrimitives.ReadUInt64BigEndian(_bytes.Slice(_position)) >> _count;
            _position += (63 - _count) >> 3;
            _count |= 56;
            return;
        }

        for (; _count <= 56 && _position < _bytes.Length; _count += 8)
        {
            _cache |= (ulong)_bytes[_position++] << (56 - _count);
        }
    }
}
