using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>The STREAMINFO metadata block of a FLAC stream (RFC 9639, 8.2).</summary>
internal sealed class FlacStreamInfo
{
    /// <summary>Bytes of the block without its header.</summary>
    public const int Length = 34;

    /// <summary>The largest number of samples the field holds (36 bits).</summary>
    public const long MaxTotalSamples = (1L << 36) - 1;

    private const int Md5Offset = 18;

    private readonly byte[] _block;

    private FlacStreamInfo(byte[] block) => _block = block;

    public int MinBlockSize => BinaryPrimitives.ReadUInt16BigEndian(_block);

    public int MaxBlockSize => BinaryPrimitives.ReadUInt16BigEndian(_block.AsSpan(2));

    public int SampleRate => (int)(Packed >> 44);

    public int Channels => (int)((Packed >> 41) & 7) + 1;

    public int BitsPerSample => (int)((Packed >> 36) & 31) + 1;

    /// <summary>Samples per channel; 0 when the encoder did not know.</summary>
    public long TotalSamples => (long)(Packed & (ulong)MaxTotalSamples);

    // Rate (20 bits), channels less one (3), bits less one (5), total (36).
    private ulong Packed
    {
        get => BinaryPrimitives.ReadUInt64BigEndian(_block.AsSpan(10));
        set => BinaryPrimitives.WriteUInt64BigEndian(_block.AsSpan(10), value);
    }

    /// <summary>Reads the block; null when its sample rate or depth is not allowed.</summary>
    public static FlacStreamInfo? TryParse(ReadOnlySpan<byte> block)
    {
        FlacStreamInfo info = new(block.Slice(0, Length).ToArray());
        return info.SampleRate > 0 && info.BitsPerSample >= 4 ? info : null;
    }

    /// <summary>Rate, channels and depth: frames of streams that agree in it may stand in one file.</summary>
    public ulong Kind => Packed >> 36;

    /// <summary>
    /// The block for other frames of the same rate, channels and depth; without a digest unless the samples are the
    /// same.
    /// </summary>
    public byte[] ToBlock(
        int minBlockSize, int maxBlockSize, int minFrameLength, int maxFrameLength, long totalSamples, bool keepsMd5)
    {
        FlacStreamInfo changed = new((byte[])_block.Clone());
        Span<byte> block = changed._block;
        BinaryPrimitives.WriteUInt16BigEndian(block, (ushort)minBlockSize);
        BinaryPrimitives.WriteUInt16BigEndian(block.Slice(2), (ushort)maxBlockSize);
        WriteFrameLength(block.Slice(4), minFrameLength);
        WriteFrameLength(block.Slice(7), maxFrameLength);
        changed.Packed = (Packed & ~(ulong)MaxTotalSamples) | (ulong)totalSamples;
        if (!keepsMd5)
        {
            block.Slice(Md5Offset).Clear();
        }

        return changed._block;
    }

    public override string ToString() =>
        FormattableString.Invariant($"{SampleRate} Hz, {Channels} channel(s), {BitsPerSample} bits");

    // 24 bits; 0 stands for a length that is not known.
    private static void WriteFrameLength(Span<byte> field, int length)
    {
        length = length < 1 << 24 ? length : 0;
        field[0] = (byte)(length >> 16);
        field[1] = (byte)(length >> 8);
        field[2] = (byte)length;
    }
}
