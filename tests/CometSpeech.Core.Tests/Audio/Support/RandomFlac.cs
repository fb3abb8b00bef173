using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>
/// Writes FLAC files that use all of RFC 9639, 9.2, what encoders leave unused too: any depth, number of channels, way
/// to code a pair, order, precision, shift, partition, escaped partitions, wasted bits.
/// </summary>
internal sealed class RandomFlac
{
    private readonly Random _random;
    private readonly int _bits;

    /// <summary>Makes a file.</summary>
    /// <param name="seed">The same seed makes the same file.</param>
    /// <param name="bits">4 to 32.</param>
    public RandomFlac(int seed, int bits)
    {
        _random = new Random(seed);
        _bits = bits;
        int channels = _random.Next(3) == 0 ? _random.Next(1, 9) : 2;
        Samples = [.. Enumerable.Range(0, channels).Select(_ => new List<int>())];
        List<byte> file = [.. "fLaC"u8, 0x80, 0, 0, 34, 0, 16, 0xFF, 0xFF, .. new byte[30]];
        ulong packed = (24_000UL << 44) | ((ulong)(channels - 1) << 41) | ((ulong)(bits - 1) << 36);
        for (int i = 0; i < 8; i++)
        {
            file[18 + i] = (byte)(packed >> (56 - (8 * i)));
        }

        for (int frame = 0; frame < 4; frame++)
        {
            int blockSize = _random.Next(2) == 0 ? 16 * _random.Next(1, 40) : _random.Next(16, 600);
            byte[] bytes = MakeFrame(blockSize);
            Frames.Add(bytes);
            file.AddRange(bytes);
        }

        Bytes = [.. file];
    }

    /// <summary>The file.</summary>
    public byte[] Bytes { get; }

    /// <summary>Its frames alone.</summary>
    public List<byte[]> Frames { get; } = [];

    /// <summary>The samples of each channel that the file holds.</summary>
    public List<int>[] Samples { get; }

    private byte[] MakeFrame(int blockSize)
    {
        int[][] channels = [.. Samples.Select(_ => MakeSamples(blockSize))];
        BitWriter writer = new();
        bool isPair = channels.Length == 2 && _bits < 32 && _random.Next(4) > 0;
        int code = isPair ? _random.Next(8, 11) : channels.Length - 1;
        writer.Add(0xFFF9_7000 | (uint)(code << 4), 32);
        int number = Samples[0].Count;
        if (number < 128)
        {
            writer.Add(number, 8);
        }
        else
        {
            writer.Add(0xC080 | ((number >> 6) << 8) | (number & 0x3F), 16);
        }

        writer.Add(blockSize - 1, 16);
        writer.Add(Crc.FlacHeader.GetValue(Crc.FlacHeader.Append(0, writer.ToArray())), 8);
        for (int channel = 0; channel < channels.Length; channel++)
        {
            Samples[channel].AddRange(channels[channel]);
        }

        if (code > 7)
        {
            int[] left = channels[0], right = channels[1];
            int[] side = [.. left.Zip(right, (a, b) => a - b)];
            int[] mid = [.. left.Zip(right, (a, b) => (int)(((long)a + b) >> 1))];
            channels = code switch { 8 => [left, side], 9 => [side, right], _ => [mid, side] };
        }

        for (int channel = 0; channel < channels.Length; channel++)
        {
            bool isSide = code > 7 && (code == 9 ? channel == 0 : channel == 1);
            AddSubframe(writer, channels[channel], _bits + (isSide ? 1 : 0));
        }

        uint crc = Crc.FlacFrame.GetValue(Crc.FlacFrame.Append(0, writer.ToArray()));
        return [.. writer.ToArray(), (byte)(crc >> 8), (byte)crc];
    }

    private int[] MakeSamples(int count)
    {
        // A random walk, at times a constant, at times with empty low bits, at times as loud as can be.
        long limit = 1L << (_bits - 1);
        double step = _random.Next(5) == 0 ? 0 : Math.Pow(2, _random.NextDouble() * (_bits - 1));
        int empty = _random.Next(4) == 0 ? _random.Next(_bits - 2) : 0;
        double value = (_random.NextDouble() - 0.5) * limit;
        int[] samples = new int[count];
        for (int i = 0; i < count; i++)
        {
            value += (_random.NextDouble() - 0.5) * 2 * step;
            value = Math.Max(-limit, Math.Min(limit - 1, value));
            samples[i] = (int)((long)value >> empty << empty);
        }

        return samples;
    }

    private void AddSubframe(BitWriter writer, int[] samples, int bits)
    {
        int used = samples.Aggregate(0, (all, sample) => all | sample);
        int wasted = 0;
        while (wasted < bits - 1 && ((used >> wasted) & 1) == 0 && _random.Next(8) > 0)
        {
            wasted++;
        }

        samples = [.. samples.Select(sample => sample >> wasted)];
        bits -= wasted;
        int kind = samples.Distinct().Count() == 1 ? _random.Next(4) : _random.Next(1, 4);
        int order = kind == 2 ? _random.Next(5) : Math.Min(samples.Length - 1, _random.Next(1, 33));
        int precision = _random.Next(1, 16);
        int half = 1 << (precision - 1);
        int[] coefficients = [.. Enumerable.Range(0, order).Select(_ => _random.Next(-half, half))];
        int shift = Math.Min(15, Width(coefficients.Sum(Math.Abs)) + _random.Next(2));
        long[] residual = kind switch
        {
            2 => Fixed(samples, order),
            3 => Lpc(samples, coefficients, shift),
            _ => [],
        };

        // The format allows no more than 32 bits, and no encoder writes more than the samples have.
        if (residual.Any(value => Width(value) > Math.Min(31, bits + 2)))
        {
            kind = 1;
        }

        writer.Add(0, 1);
        writer.Add(kind switch { 0 => 0, 1 => 1, 2 => 8 + order, _ => 31 + order }, 6);
        writer.Add(wasted > 0 ? 1 : 0, 1);
        if (wasted > 0)
        {
            writer.AddUnary(wasted - 1);
        }

        int plain = kind switch { 0 => 1, 1 => samples.Length, _ => order };
        foreach (int sample in samples.Take(plain))
        {
            writer.Add(sample, bits);
        }

        if (kind == 3)
        {
            writer.Add(precision - 1, 4);
            writer.Add(shift, 5);
            foreach (int coefficient in coefficients)
            {
                writer.Add(coefficient, precision);
            }
        }

        if (kind > 1)
        {
            AddResidual(writer, residual, order);
        }
    }

    // Bits without the sign.
    private static int Width(long value)
    {
        int width = 0;
        for (value = value < 0 ? ~value : value; value > 0; value >>= 1)
        {
            width++;
        }

        return width;
    }

    private static long[] Fixed(int[] samples, int order)
    {
        long[] rest = [.. samples.Select(sample => (long)sample)];
        for (int round = 0; round < order; round++)
        {
            rest = [.. rest.Skip(1).Zip(rest, (now, before) => now - before)];
        }

        return rest;
    }

    // The first coefficient is that of the latest sample.
    private static long[] Lpc(int[] samples, int[] coefficients, int shift) =>
    [
        .. Enumerable.Range(coefficients.Length, samples.Length - coefficients.Length).Select(
            i => samples[i] - (coefficients.Select((value, k) => (long)value * samples[i - 1 - k]).Sum() >> shift)),
    ];

    private void AddResidual(BitWriter writer, long[] residual, int order)
    {
        int blockSize = residual.Length + order;
        int partitions = 0;
        while (blockSize % (2 << partitions) == 0 && blockSize >> (partitions + 1) > order && _random.Next(4) > 0)
        {
            partitions++;
        }

        int method = residual.Any(value => Width(value) > 14) ? 1 : _random.Next(2);
        writer.Add(method, 2);
        writer.Add(partitions, 4);
        int length = blockSize >> partitions;
        for (int start = 0, end = length - order; end <= residual.Length; start = end, end += length)
        {
            long[] part = [.. residual.Skip(start).Take(end - start)];
            int width = part.Select(Width).DefaultIfEmpty().Max();

            // With the sign; zeros alone need no bits at all.
            int signed = part.All(value => value == 0) ? 0 : width + 1;
            if (signed < 32 && _random.Next(4) == 0)
            {
                writer.Add(-1, 4 + method);
                writer.Add(signed, 5);
                foreach (long value in part)
                {
                    writer.Add(value, signed);
                }

                continue;
            }

            int parameter = Math.Min(Math.Max(0, width - _random.Next(3)), method == 0 ? 14 : 30);
            writer.Add(parameter, 4 + method);
            foreach (long value in part)
            {
                long folded = value < 0 ? (-2 * value) - 1 : 2 * value;
                writer.AddUnary(folded >> parameter);
                writer.Add(folded, parameter);
            }
        }
    }
}
