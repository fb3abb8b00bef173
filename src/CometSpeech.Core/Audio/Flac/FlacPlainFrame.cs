using System.Buffers.Binary;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Makes FLAC frames without compression: silence, and what is kept of a block that was cut. Each channel is coded
/// alone, as a constant or verbatim (RFC 9639, 9.2.3 and 9.2.4).
/// </summary>
internal sealed class FlacPlainFrame
{
    private const int ConstantHeader = 0;
    private const int VerbatimHeader = 1 << 1;
    private const int CrcLength = 2;

    private byte[] _bytes = new byte[64];
    private int _length;

    // Bits that fill no byte yet, right-aligned.
    private ulong _pending;
    private int _pendingCount;

    /// <summary>A frame of zeros; valid until the next one is made.</summary>
    /// <param name="like">The header of another frame of the stream.</param>
    /// <param name="info">The stream's.</param>
    /// <param name="number">The number of the first sample.</param>
    /// <param name="count">The samples, 1 to 65,535.</param>
    public ReadOnlySpan<byte> OfSilence(FlacFrameHeader like, FlacStreamInfo info, long number, int count)
    {
        Begin(like, info, number, count);
        for (int channel = 0; channel < info.Channels; channel++)
        {
            AddConstant(0, info.BitsPerSample);
        }

        return End();
    }

    /// <summary>A frame of some samples of a block; valid until the next one is made.</summary>
    /// <param name="like">The header of another frame of the stream.</param>
    /// <param name="info">The stream's.</param>
    /// <param name="number">The number of the first sample.</param>
    /// <param name="block">The block.</param>
    /// <param name="start">The first of the block's samples that is kept.</param>
    /// <param name="count">The samples that are kept, 1 or more.</param>
    public ReadOnlySpan<byte> OfSamples(
        FlacFrameHeader like, FlacStreamInfo info, long number, FlacDecoder block, int start, int count)
    {
        Begin(like, info, number, count);
        for (int channel = 0; channel < info.Channels; channel++)
        {
            ReadOnlySpan<int> samples = block[channel].Slice(start, count);
            if (samples.Slice(1).SequenceEqual(samples.Slice(0, count - 1)))
            {
                AddConstant(samples[0], info.BitsPerSample);
                continue;
            }

            Add(VerbatimHeader, 8);
            foreach (int sample in samples)
            {
                Add(sample, info.BitsPerSample);
            }
        }

        return End();
    }

    private void Begin(FlacFrameHeader like, FlacStreamInfo info, long number, int count)
    {
        long most = FlacFrameHeader.MaxLength + (info.Channels * (1 + ((long)count * info.BitsPerSample / 8) + 1));
        if (_bytes.Length < most + CrcLength)
        {
            _bytes = new byte[most + CrcLength];
        }

        _length = like.WriteIndependent(number, count, _bytes);
        _pending = 0;
        _pendingCount = 0;
    }

    private void AddConstant(int sample, int bits)
    {
        Add(ConstantHeader, 8);
        Add(sample, bits);
    }

    private void Add(int value, int bits)
    {
        _pending = (_pending << bits) | ((uint)value & (uint.MaxValue >> (32 - bits)));
        for (_pendingCount += bits; _pendingCount >= 8; _pendingCount -= 8)
        {
            _bytes[_length++] = (byte)(_pending >> (_pendingCount - 8));
        }
    }

    private ReadOnlySpan<byte> End()
    {
        if (_pendingCount > 0)
        {
            Add(0, 8 - _pendingCount);
        }

        uint crc = Crc.FlacFrame.GetValue(Crc.FlacFrame.Append(0, _bytes.AsSpan(0, _length)));
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_length), (ushort)crc);
        return _bytes.AsSpan(0, _length + CrcLength);
    }
}
