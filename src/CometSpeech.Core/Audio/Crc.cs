using System.Buffers.Binary;

namespace CometSpeech.Core.Audio;

/// <summary>
/// A cyclic redundancy check that takes the highest bit first, with initial value 0 and no final inversion. The
/// register stands left-aligned in 32 bits whatever the width, so that one code serves all; <see cref="GetValue"/>
/// gives the stored number.
/// </summary>
internal sealed class Crc
{
    // Bytes taken at once. Each wants a table of 1 KiB: sixteen still fit into the processor's nearest cache.
    private const int Slices = 16;

    private readonly int _width;
    private readonly uint _polynomial;

    // Row k: what a byte does to the register when k more bytes follow it.
    private readonly uint[] _table = new uint[Slices * 256];

    // Row k, column d: x to the power 8 * d * 256^k modulo the polynomial, for Shift.
    private readonly uint[] _powers = new uint[4 * 256];

    private Crc(int width, uint polynomial)
    {
        _width = width;
        _polynomial = polynomial << (32 - width);
        for (uint i = 0; i < 256; i++)
        {
            uint register = i << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                register = TimesX(register);
            }

            _table[i] = register;
        }

        for (int i = 256; i < _table.Length; i++)
        {
            uint before = _table[i - 256];
            _table[i] = (before << 8) ^ _table[before >> 24];
        }

        uint step = 1u << (32 - width);
        for (int bit = 0; bit < 8; bit++)
        {
            step = TimesX(step);
        }

        for (int row = 0; row < 4; row++)
        {
            uint power = 1u << (32 - width);
            for (int digit = 0; digit < 256; digit++)
            {
                _powers[(row * 256) + digit] = power;
                power = Multiply(power, step);
            }

            step = power;
        }
    }

    /// <summary>CRC-32 of an Ogg page (RFC 3533, 6).</summary>
    public static Crc OggPage { get; } = new(32, 0x04C11DB7);

    /// <summary>CRC-8 of a FLAC frame header (RFC 9639, 9.1.8).</summary>
    public static Crc FlacHeader { get; } = new(8, 0x07);

    /// <summary>CRC-16 of a FLAC frame (RFC 9639, 9.3).</summary>
    public static Crc FlacFrame { get; } = new(16, 0x8005);

    /// <summary>The check word of an MPEG audio frame, which begins with all ones (ISO/IEC 11172-3, 2.4.3.1).</summary>
    public static Crc MpegFrame => FlacFrame;

    /// <summary>The register after more bytes.</summary>
    public uint Append(uint register, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<uint> table = _table;
        ReadOnlySpan<uint> t0 = table.Slice(0, 256), t1 = table.Slice(256, 256);
        ReadOnlySpan<uint> t2 = table.Slice(512, 256), t3 = table.Slice(768, 256);
        ReadOnlySpan<uint> t4 = table.Slice(1024, 256), t5 = table.Slice(1280, 256);
        ReadOnlySpan<uint> t6 = table.Slice(1536, 256), t7 = table.Slice(1792, 256);
        ReadOnlySpan<uint> t8 = table.Slice(2048, 256), t9 = table.Slice(2304, 256);
        ReadOnlySpan<uint> t10 = table.Slice(2560, 256), t11 = table.Slice(2816, 256);
        ReadOnlySpan<uint> t12 = table.Slice(3072, 256), t13 = table.Slice(3328, 256);
        ReadOnlySpan<uint> t14 = table.Slice(3584, 256), t15 = table.Slice(3840, 256);
        while (data.Length >= Slices)
        {
            uint a = register ^ BinaryPrimitives.ReadUInt32BigEndian(data);
            uint b = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(4));
            uint c = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(8));
            uint d = BinaryPrimitives.ReadUInt32BigEndian(data.Slice(12));
            register = t15[(byte)(a >> 24)] ^ t14[(byte)(a >> 16)] ^ t13[(byte)(a >> 8)] ^ t12[(byte)a]
                ^ t11[(byte)(b >> 24)] ^ t10[(byte)(b >> 16)] ^ t9[(byte)(b >> 8)] ^ t8[(byte)b]
                ^ t7[(byte)(c >> 24)] ^ t6[(byte)(c >> 16)] ^ t5[(byte)(c >> 8)] ^ t4[(byte)c]
                ^ t3[(byte)(d >> 24)] ^ t2[(byte)(d >> 16)] ^ t1[(byte)(d >> 8)] ^ t0[(byte)d];
            data = data.Slice(Slices);
        }

        foreach (byte value in data)
        {
            register = (register << 8) ^ t0[(byte)(register >> 24) ^ value];
        }

        return register;
    }

    /// <summary>
    /// The register as if that many zero bytes (less than 2^31) followed; the check is linear, so this carries a change
    /// of early bytes over unchanged later ones.
    /// </summary>
    public uint Shift(uint register, int byteCount)
    {
        for (int row = 0; byteCount != 0; row++, byteCount >>= 8)
        {
            register = Multiply(register, _powers[(row * 256) + (byteCount & 0xFF)]);
        }

        return register;
    }

    /// <summary>The register over two pieces of data from the registers over each.</summary>
    public uint Concat(uint first, uint second, int secondLength) => Shift(first, secondLength) ^ second;

    /// <summary>The number as a file stores it.</summary>
    public uint GetValue(uint register) => register >> (32 - _width);

    private uint TimesX(uint value) => (value << 1) ^ (_polynomial & (uint)((int)value >> 31));

    private uint Multiply(uint left, uint right)
    {
        uint product = 0;
        for (int bit = 0; bit < _width; bit++, right <<= 1)
        {
            product = TimesX(product) ^ (left & (uint)((int)right >> 31));
        }

        return product;
    }
}
