using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>
/// Reads the spectrum of a granule of one channel: Huffman codes, then what their values mean (ISO/IEC 11172-3,
/// 2.4.3.4).
/// </summary>
internal sealed class Mp3Spectrum
{
    private const int LargestValue = 15 + (1 << 13) - 1;

    // global_gain of a step of 1 (2.4.3.4.7.1).
    private const int UnitGain = 210;

    // The softest step: 210, 7 times 8, and 18 times 4 below it.
    private const int LeastExponent = -400;
    private const int MostExponent = byte.MaxValue - UnitGain;

    // Of each value, and with its sign.
    private static readonly float[] s_powers =
    [
        .. Enumerable.Range(0, 2 * (LargestValue + 1))
            .Select(i => (float)((1 - (2 * (i & 1))) * Math.Pow(i >> 1, 4 / 3.0))),
    ];

    private static readonly float[] s_steps =
    [
        .. Enumerable.Range(LeastExponent, MostExponent - LeastExponent + 1)
            .Select(exponent => (float)Math.Pow(2, exponent / 4.0)),
    ];

    // In the order of main data.
    private readonly float[] _values = new float[Mp3Granule.Lines];

    /// <summary>The lines, those of each subband together; full scale is 1.</summary>
    public float[] Lines { get; } = new float[Mp3Granule.Lines];

    /// <summary>The line behind the last one that is not zero, or one behind that.</summary>
    public int Count { get; private set; }

    /// <summary>Makes all lines zero.</summary>
    public void Clear()
    {
        Array.Clear(Lines, 0, Lines.Length);
        Count = 0;
    }

    /// <summary>
    /// Reads a granule. Where its codes run over its end, as in damaged ones, there is what was read so far.
    /// </summary>
    /// <param name="bits">The main data, behind the granule's scalefactors.</param>
    /// <param name="end">The bit behind the granule.</param>
    /// <param name="granule">The granule's side information.</param>
    /// <param name="layouts">The bands of the sample rate.</param>
    /// <param name="factors">The granule's scalefactors.</param>
    public void Read(
        BitReader bits, int end, in Mp3Granule granule, Mp3BandLayout[] layouts, Mp3ScaleFactors factors)
    {
        Mp3BlockKind kind = KindOf(granule);
        int first = granule.IsSwitched
            ? layouts[kind == Mp3BlockKind.Short ? (int)kind : (int)Mp3BlockKind.Long].FixedRegion
            : layouts[0].EndOf(granule.Region0Bands);
        int second = granule.IsSwitched
            ? Mp3Granule.Lines : layouts[0].EndOf(granule.Region0Bands + granule.Region1Bands);
        Array.Clear(_values, 0, _values.Length);
        first = Math.Min(first, granule.PairLines);
        second = Math.Min(second, granule.PairLines);
        ReadPairs(ref bits, 0, first, end, granule.TableOf(0));
        ReadPairs(ref bits, first, second, end, granule.TableOf(1));
        ReadPairs(ref bits, second, granule.PairLines, end, granule.TableOf(2));
        int count = ReadQuads(
            bits, granule.PairLines, end, granule.HasPlainQuads ? Mp3HuffmanCodes.PlainQuads : Mp3HuffmanCodes.Quads);
        Scale(count, granule, layouts[(int)kind], factors);
    }

    /// <summary>The blocks of a granule.</summary>
    public static Mp3BlockKind KindOf(in Mp3Granule granule) =>
        granule.BlockType != Mp3Granule.ShortBlock ? Mp3BlockKind.Long
        : granule.IsMixed ? Mp3BlockKind.Mixed : Mp3BlockKind.Short;

    private void ReadPairs(ref BitReader bits, int line, int stop, int end, int number)
    {
        if (Mp3HuffmanCodes.OfPairs(number) is not { } table)
        {
            return;
        }

        int linBits = Mp3HuffmanCodes.LinBitsOf(number);
        float[] values = _values;
        float[] powers = s_powers;
        BitReader reader = bits;
        for (; line < stop && reader.Position < end; line += 2)
        {
            // A pair takes 47 bits at most. Behind the code come linbits of a value of 15, and each value's sign.
            ulong window = reader.Peek();
            int entry = table.Find(window);
            int used = entry >> 8;
            window <<= used;
            int value = (entry >> 4) & 15;
            if (value == 15 && linBits > 0)
            {
                value += (int)(window >> (64 - linBits));
                window <<= linBits;
                used += linBits;
            }

            int signs = value > 0 ? 1 : 0;
            values[line] = powers[(2 * value) + (int)(window >> 63)];
            window <<= signs;
            used += signs;
            value = entry & 15;
            if (value == 15 && linBits > 0)
            {
                value += (int)(window >> (64 - linBits));
                window <<= linBits;
                used += linBits;
            }

            values[line + 1] = powers[(2 * value) + (int)(window >> 63)];
            reader.Position += used + (value > 0 ? 1 : 0);
        }

        bits = reader;
    }

    private int ReadQuads(BitReader bits, int line, int end, Mp3HuffmanTable table)
    {
        for (; line <= Mp3Granule.Lines - 4 && bits.Position < end; line += 4)
        {
            ulong window = bits.Peek();
            int entry = table.Find(window);
            int used = entry >> 8;
            window <<= used;
            for (int i = 0; i < 4; i++)
            {
                int value = (entry >> (3 - i)) & 1;
                _values[line + i] = s_powers[(2 * value) + (int)(window >> 63)];
                window <<= value;
                used += value;
            }

            bits.Position += used;
            if (bits.Position > end)
            {
                // What is left of the granule are no codes.
                Array.Clear(_values, line, 4);
                break;
            }
        }

        return line;
    }

    private void Scale(int count, in Mp3Granule granule, Mp3BandLayout layout, Mp3ScaleFactors factors)
    {
        bool isLong = layout.Kind == Mp3BlockKind.Long;
        if (!isLong)
        {
            Array.Clear(Lines, 0, Lines.Length);
        }

        int line = 0;
        for (int band = 0; line < count; band++)
        {
            int window = layout.WindowOf[band];
            int exponent = granule.Gain - UnitGain - factors.AttenuationOf(band, granule, layout.Kind)
                - (window < 0 ? 0 : granule.SubblockGainOf(window));
            float step = s_steps[Math.Max(0, exponent - LeastExponent)];
            int end = Math.Min(count, layout.Ends[band]);
            if (isLong)
            {
                for (; line < end; line++)
                {
                    Lines[line] = _values[line] * step;
                }
            }
            else
            {
                for (; line < end; line++)
                {
                    Lines[layout.Order[line]] = _values[line] * step;
                }
            }
        }

        if (isLong)
        {
            Array.Clear(Lines, count, Lines.Length - count);
            Count = count;
        }
        else
        {
            Count = Mp3Granule.Lines;
        }
    }
}
