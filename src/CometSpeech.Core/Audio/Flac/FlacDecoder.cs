namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Decodes FLAC frames to samples (RFC 9639, 9.2). Holds one block, and allocates only for one that is longer than all
/// before. Bytes that are no frame decode to anything or to nothing, in a time that grows with the block.
/// </summary>
internal sealed class FlacDecoder
{
    private const int MaxLpcOrder = 32;
    private const int MaxFixedOrder = 4;

    // RFC 9639, 9.1.3: the last of the codes for channels that are coded alone.
    private const int LastIndependent = 7;
    private const int LeftSide = 8;
    private const int RightSide = 9;

    private const int CrcLength = 2;

    private readonly int[] _coefficients = new int[MaxLpcOrder];
    private int[][] _channels = [];
    private int _blockSize;

    /// <summary>The samples of a channel of the frame that was decoded last.</summary>
    /// <param name="channel">From 0 on.</param>
    public ReadOnlySpan<int> this[int channel] => _channels[channel].AsSpan(0, _blockSize);

    /// <summary>
    /// Decodes a frame; false where it breaks the format's rules, or has side channels of 33 bits, which no speech has.
    /// </summary>
    /// <param name="frame">The whole frame, whose CRC-16 is not looked at again.</param>
    /// <param name="header">Its header.</param>
    /// <param name="info">Its stream's.</param>
    public bool TryDecode(ReadOnlySpan<byte> frame, FlacFrameHeader header, FlacStreamInfo info)
    {
        Reserve(info.Channels, header.BlockSize);
        _blockSize = header.BlockSize;
        int code = header.ChannelCode;
        FlacBitReader reader = new(frame.Slice(0, Math.Max(header.Length, frame.Length - CrcLength)));
        for (int i = 0; i < header.Length; i++)
        {
            reader.Read(8);
        }

        for (int channel = 0; channel < info.Channels; channel++)
        {
            bool isSide = code > LastIndependent && (code == RightSide ? channel == 0 : channel == 1);
            int bits = info.BitsPerSample + (isSide ? 1 : 0);
            if (bits > 32 || !TryReadSubframe(ref reader, _channels[channel], bits))
            {
                return false;
            }
        }

        if (code > LastIndependent)
        {
            Decorrelate(code, _channels[0], _channels[1]);
        }

        for (int channel = 0; channel < info.Channels; channel++)
        {
            if (!IsWithin(this[channel], info.BitsPerSample))
            {
                return false;
            }
        }

        return true;
    }

    private void Reserve(int channels, int blockSize)
    {
        if (_channels.Length < channels || _channels[0].Length < blockSize)
        {
            _channels = new int[channels][];
            for (int i = 0; i < channels; i++)
            {
                _channels[i] = new int[blockSize];
            }
        }
    }

    // RFC 9639, 9.2.1: a zero, six bits of type, and whether the lowest bits of all samples are zero and left out.
    private bool TryReadSubframe(ref FlacBitReader reader, int[] samples, int bits)
    {
        int type = (int)reader.Read(7);
        uint wasted = reader.Read(1) == 0 ? 0 : reader.ReadUnary() + 1;
        if (wasted >= (uint)bits)
        {
            return false;
        }

        bits -= (int)wasted;
        switch (type)
        {
            case 0:
                samples.AsSpan(0, _blockSize).Fill(reader.ReadSigned(bits));
                break;
            case 1:
                ReadVerbatim(ref reader, samples, 0, _blockSize, bits);
                break;
            case >= 8 and <= 8 + MaxFixedOrder when TryReadFixed(ref reader, samples, bits, type - 8):
            case >= 32 and < 32 + MaxLpcOrder when TryReadLpc(ref reader, samples, bits, type - 31):
                break;
            default:
                return false;
        }

        if (reader.IsExhausted)
        {
            return false;
        }

        for (int i = 0; i < _blockSize && wasted > 0; i++)
        {
            samples[i] <<= (int)wasted;
        }

        return true;
    }

    private static void ReadVerbatim(ref FlacBitReader reader, int[] samples, int start, int count, int bits)
    {
        for (int i = start; i < start + count; i++)
        {
            samples[i] = reader.ReadSigned(bits);
        }
    }

    private bool TryReadFixed(ref FlacBitReader reader, int[] samples, int bits, int order)
    {
        if (order >= _blockSize)
        {
            return false;
        }

        ReadVerbatim(ref reader, samples, 0, order, bits);
        if (!TryReadResidual(ref reader, samples, order))
        {
            return false;
        }

        FlacPredictor.RestoreFixed(samples, _blockSize, order);
        return true;
    }

    private bool TryReadLpc(ref FlacBitReader reader, int[] samples, int bits, int order)
    {
        if (order >= _blockSize)
        {
            return false;
        }

        ReadVerbatim(ref reader, samples, 0, order, bits);
        int precision = (int)reader.Read(4) + 1;
        int shift = reader.ReadSigned(5);
        if (precision > 15 || shift < 0)
        {
            return false;
        }

        // The first is that of the latest sample.
        for (int i = order - 1; i >= 0; i--)
        {
            _coefficients[i] = reader.ReadSigned(precision);
        }

        if (!TryReadResidual(ref reader, samples, order))
        {
            return false;
        }

        FlacPredictor.RestoreLpc(samples, _blockSize, _coefficients.AsSpan(0, order), shift, bits);
        return true;
    }

    // RFC 9639, 9.2.7: partitions of one length, the first shorter by the samples that stand before the residual; none
    // is empty.
    private bool TryReadResidual(ref FlacBitReader reader, int[] samples, int order)
    {
        int method = (int)reader.Read(2);
        int partitionOrder = (int)reader.Read(4);
        int length = _blockSize >> partitionOrder;
        if (method > 1 || length << partitionOrder != _blockSize || length <= order)
        {
            return false;
        }

        int parameterBits = 4 + method;
        int escape = (1 << parameterBits) - 1;
        for (int start = order, end = length; end <= _blockSize; start = end, end += length)
        {
            int parameter = (int)reader.Read(parameterBits);
            if (parameter != escape)
            {
                if (!reader.TryReadRice(samples, start, end - start, parameter))
                {
                    return false;
                }
            }
            else if (reader.Read(5) is > 0 and uint width)
            {
                ReadVerbatim(ref reader, samples, start, end - start, (int)width);
            }
            else
            {
                samples.AsSpan(start, end - start).Clear();
            }
        }

        return !reader.IsExhausted;
    }

    // RFC 9639, 4.2 and 9.1.3.
    private void Decorrelate(int code, int[] first, int[] second)
    {
        for (int i = 0; i < _blockSize; i++)
        {
            switch (code)
            {
                case LeftSide:
                    second[i] = first[i] - second[i];
                    break;
                case RightSide:
                    first[i] += second[i];
                    break;
                default:
                    // The middle has lost its lowest bit, which is that of the difference.
                    int side = second[i];
                    first[i] += (side >> 1) + (side & 1);
                    second[i] = first[i] - side;
                    break;
            }
        }
    }

    // Only a frame that no encoder wrote predicts samples that its depth cannot hold.
    private static bool IsWithin(ReadOnlySpan<int> samples, int bits)
    {
        int above = 0;
        foreach (int sample in samples)
        {
            above |= (sample >> (bits - 1)) ^ (sample >> 31);
        }

        return above == 0;
    }
}
