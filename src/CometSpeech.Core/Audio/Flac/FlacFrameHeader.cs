using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>The header of a FLAC frame (RFC 9639, 9.1).</summary>
internal readonly struct FlacFrameHeader
{
    /// <summary>Bytes that a header has at most: 4, a coded number of 7, block size of 2, rate of 2, CRC-8.</summary>
    public const int MaxLength = 16;

    private const int NumberOffset = 4;

    private static readonly int[] s_sampleRates =
    [
        0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000,
    ];

    // 0 stands for STREAMINFO's depth, -1 for a reserved code.
    private static readonly int[] s_bitsPerSample = [0, 8, 12, -1, 16, 20, 24, 32];

    // The first four bytes.
    private readonly uint _codes;

    private FlacFrameHeader(
        uint codes, int length, int numberLength, long number, bool isVariable, int blockSize, int sampleRate,
        int channels, int bitsPerSample)
    {
        _codes = codes;
        Length = length;
        NumberLength = numberLength;
        Number = number;
        IsVariable = isVariable;
        BlockSize = blockSize;
        SampleRate = sampleRate;
        Channels = channels;
        BitsPerSample = bitsPerSample;
    }

    /// <summary>Bytes up to and with the CRC-8.</summary>
    public int Length { get; }

    /// <summary>Bytes of the coded number.</summary>
    public int NumberLength { get; }

    /// <summary>The frame's number, or with <see cref="IsVariable"/> the number of its first sample.</summary>
    public long Number { get; }

    /// <summary>Whether frames are numbered by sample, so that their block sizes may differ.</summary>
    public bool IsVariable { get; }

    /// <summary>Samples per channel.</summary>
    public int BlockSize { get; }

    /// <summary>The number that the following frame should have.</summary>
    public long NextNumber => Number + (IsVariable ? BlockSize : 1);

    /// <summary>How the channels are coded: 0 to 7 each alone, 8 to 10 in pairs (RFC 9639, 9.1.3).</summary>
    public int ChannelCode => (int)(_codes >> 4) & 15;

    private int SampleRate { get; }

    private int Channels { get; }

    private int BitsPerSample { get; }

    /// <summary>Reads a header at the beginning of the bytes; false when there is none with a right CRC-8.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out FlacFrameHeader header)
    {
        header = default;
        if (bytes.Length < NumberOffset + 2 || bytes[0] != 0xFF || (bytes[1] & 0xFE) != 0xF8)
        {
            return false;
        }

        int blockCode = bytes[2] >> 4, rateCode = bytes[2] & 15, channelCode = bytes[3] >> 4;
        int bits = s_bitsPerSample[(bytes[3] >> 1) & 7];
        bool isVariable = (bytes[1] & 1) != 0;
        if (blockCode == 0 || rateCode == 15 || channelCode > 10 || bits < 0 || (bytes[3] & 1) != 0
            || !TryReadNumber(bytes.Slice(NumberOffset), isVariable ? 7 : 6, out int numberLength, out long number))
        {
            return false;
        }

        int blockOffset = NumberOffset + numberLength;
        int rateOffset = blockOffset + (blockCode switch { 6 => 1, 7 => 2, _ => 0 });
        int crcOffset = rateOffset + (rateCode switch { 12 => 1, 13 or 14 => 2, _ => 0 });
        if (bytes.Length <= crcOffset)
        {
            return false;
        }

        int blockSize = blockCode switch
        {
            1 => 192,
            < 6 => 144 << blockCode,
            6 => bytes[blockOffset] + 1,
            7 => BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(blockOffset)) + 1,
            _ => 1 << blockCode,
        };
        int rate = rateCode switch
        {
            12 => bytes[rateOffset] * 1000,
            13 => BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(rateOffset)),
            14 => BinaryPrimitives.ReadUInt16BigEndian(bytes.Slice(rateOffset)) * 10,
            _ => s_sampleRates[rateCode],
        };
        int channels = channelCode < 8 ? channelCode + 1 : 2;
        uint codes = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        header = new FlacFrameHeader(
            codes, crcOffset + 1, numberLength, number, isVariable, blockSize, rate, channels, bits);
        return blockSize <= ushort.MaxValue
            && Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, bytes.Slice(0, crcOffset))) == bytes[crcOffset];
    }

    /// <summary>
    /// Whether the frame has the stream's rate, channels and depth; a frame may leave the first and last to STREAMINFO.
    /// </summary>
    public bool Fits(FlacStreamInfo info) =>
        Channels == info.Channels
        && (SampleRate == 0 || SampleRate == info.SampleRate)
        && (BitsPerSample == 0 || BitsPerSample == info.BitsPerSample);

    /// <summary>Writes the header anew with the number of the frame's first sample; returns its length.</summary>
    /// <param name="old">This header's bytes.</param>
    /// <param name="sampleNumber">0 to 2^36 - 1.</param>
    /// <param name="target">At least <see cref="MaxLength"/> bytes.</param>
    public int Renumber(ReadOnlySpan<byte> old, long sampleNumber, Span<byte> target)
    {
        old.Slice(0, NumberOffset).CopyTo(target);
        target[1] |= 1;
        int numberLength = GetNumberLength(sampleNumber);
        WriteNumber(target.Slice(NumberOffset, numberLength), sampleNumber);
        ReadOnlySpan<byte> tail = old.Slice(NumberOffset + NumberLength, Length - 1 - NumberOffset - NumberLength);
        tail.CopyTo(target.Slice(NumberOffset + numberLength));
        return End(target, NumberOffset + numberLength + tail.Length);
    }

    /// <summary>
    /// Writes the header of another frame of the same stream whose channels are coded each alone; returns its length.
    /// </summary>
    /// <param name="sampleNumber">The number of its first sample, 0 to 2^36 - 1.</param>
    /// <param name="blockSize">Its samples, 1 to 65,535.</param>
    /// <param name="target">At least <see cref="MaxLength"/> bytes.</param>
    public int WriteIndependent(long sampleNumber, int blockSize, Span<byte> target)
    {
        // By sample, the block's size in 16 bits, the codes of rate and depth as they are (RFC 9639, 9.1).
        BinaryPrimitives.WriteUInt32BigEndian(
            target, 0xFFF9_7000 | (_codes & 0x0F0E) | (uint)((Channels - 1) << 4));
        int numberLength = GetNumberLength(sampleNumber);
        WriteNumber(target.Slice(NumberOffset, numberLength), sampleNumber);
        int end = NumberOffset + numberLength + 2;
        BinaryPrimitives.WriteUInt16BigEndian(target.Slice(end - 2), (ushort)(blockSize - 1));
        uint rateCode = (_codes >> 8) & 15;
        switch (rateCode)
        {
            case 12:
                target[end++] = (byte)(SampleRate / 1000);
                break;
            case 13 or 14:
                BinaryPrimitives.WriteUInt16BigEndian(
                    target.Slice(end), (ushort)(rateCode == 13 ? SampleRate : SampleRate / 10));
                end += 2;
                break;
        }

        return End(target, end);
    }

    /// <summary>Bytes that a coded number takes: 7 bits fit in one, then 5 bits more with each further byte.</summary>
    public static int GetNumberLength(long number)
    {
        int length = 1;
        for (long limit = 1 << 7; number >= limit && length < 7; length++)
        {
            limit = 1L << ((5 * length) + 6);
        }

        return length;
    }

    // As UTF-8 is, but up to 36 bits in 7 bytes (RFC 9639, 9.1.5).
    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, int maxLength, out int length, out long number)
    {
        number = 0;
        length = 1;
        if (bytes[0] < 0x80)
        {
            number = bytes[0];
            return true;
        }

        length = 0;
        for (int mask = 0x80; (bytes[0] & mask) != 0; mask >>= 1)
        {
            length++;
        }

        if (length < 2 || length > maxLength || bytes.Length < length)
        {
            return false;
        }

        number = bytes[0] & (0x7F >> length);
        for (int i = 1; i < length; i++)
        {
            if ((bytes[i] & 0xC0) != 0x80)
            {
                return false;
            }

            number = (number << 6) | (uint)(bytes[i] & 0x3F);
        }

        return true;
    }

    private static int End(Span<byte> header, int crcOffset)
    {
        header[crcOffset] = (byte)Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, header.Slice(0, crcOffset)));
        return crcOffset + 1;
    }

    private static void WriteNumber(Span<byte> target, long number)
    {
        for (int i = target.Length - 1; i > 0; i--)
        {
            target[i] = (byte)(0x80 | (number & 0x3F));
            number >>= 6;
        }

        target[0] = (byte)(target.Length == 1 ? number : (0xFF00 >> target.Length) | (int)number);
    }
}
