namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// Tells how loud an ADTS frame is by its side information: of each band of its first channel the scale factor, and how
/// large its values may be by their codebook. No spectrum is decoded.
/// </summary>
internal static class AacLevels
{
    // A step of a scale factor is 2^(1/4), 1.505 dB (ISO/IEC 14496-3, 4.6.2.3.3).
    private const float DecibelsAStep = 1.505f;

    // A frame without a spectrum. The scale is an absolute one, and nothing that can be heard is below that.
    private const float Nothing = 120;

    // Noise of four steps of 16 bits, 82 dB below full scale, is at 220, now and then at 236, where an encoder spends
    // more bits on it: below this a decibel counts for a tenth.
    private const float Audible = 230;
    private const float InaudibleScale = 0.1f;

    // Codebooks of kinds of their own (4.6.3.3).
    private const int Zero = 0;
    private const int Escape = 11;
    private const int Noise = 13;
    private const int Intensity = 14;

    // Noise counts from another place: by NOISE_OFFSET, and as its scale has no -100 (4.6.13.3).
    private const int NoiseOffset = 10;
    private const int NoiseBits = 9;
    private const int NoiseMiddle = 256;

    // The most bands that there are: 8 groups of 15, or 51.
    private const int MostBands = 128;

    // The largest value of each codebook (table 4.A.1; of the last one, which has an escape, what is usual), by the
    // power of 4/3, in decibels.
    private static readonly float[] s_largest =
        [.. new[] { 1, 1, 1, 2, 2, 4, 4, 7, 7, 12, 12, 30 }.Select(value => (float)(80 / 3.0 * Math.Log10(value)))];

    // The codebook of scale factors (table 4.A.1): how many codes there are of 1 bit, of 2 and so on, and by how much
    // each changes the scale factor, in the codes' order.
    private static readonly byte[] s_codeCounts = [1, 0, 1, 3, 2, 4, 3, 5, 4, 6, 6, 6, 5, 8, 4, 7, 3, 7, 46];

    private static readonly sbyte[] s_changes =
    [
        0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, 6, -6, 7, -7, 8, -8, 9, -9, 10, -10, -11, 11, 12, -12, 13, -13, 14, -14,
        16, 15, 17, 18, -15, -17, -16, 19, -18, -19, 20, -20, 21, -21, 22, -22, 23, -23, -25, 25, -27, -24, -26, 24,
        -28, 27, 29, -30, -29, 26, -31, -34, -33, -32, -36, 28, -35, -38, -37, 30, -39, -41, -57, -59, -58, -60, 38, 39,
        40, 41, 42, 57, 37, 31, 32, 33, 34, 35, 36, 44, 51, 52, 53, 54, 55, 56, 50, 45, 46, 47, 48, 49, 58, -54, -52,
        -51, -50, -55, 43, 60, 59, -56, -53, -45, -44, -42, -40, -43, -49, -48, -46, -47,
    ];

    /// <summary>The level of a frame's first block, in decibels of a scale of its own.</summary>
    public static float Read(ReadOnlySpan<byte> frame)
    {
        if (!AacElement.TryRead(frame, out AacElement element, out AacBits bits, out AacBands bands)
            || bands.Count * bands.Groups > MostBands)
        {
            return Scale(Nothing);
        }

        Span<byte> books = stackalloc byte[bands.Count * bands.Groups];
        return Scale(ReadSections(ref bits, bands, books) ? Sum(ref bits, books, element.GlobalGain) : Nothing);
    }

    // section_data: runs of bands with one codebook.
    private static bool ReadSections(ref AacBits bits, AacBands bands, scoped Span<byte> books)
    {
        int width = bands.IsShort ? 3 : 5;
        int escape = (1 << width) - 1;
        for (int group = 0; group < bands.Groups; group++)
        {
            for (int band = 0; band < bands.Count;)
            {
                byte book = (byte)bits.Read(4);
                int length = 0;
                int part;
                do
                {
                    part = bits.Read(width);
                    length += part;
                }
                while (part == escape && length < bands.Count);

                if (length == 0 || band + length > bands.Count)
                {
                    return false;
                }

                books.Slice((group * bands.Count) + band, length).Fill(book);
                band += length;
            }
        }

        return true;
    }

    // scale_factor_data: each by how much it differs from the one before of its kind.
    private static float Sum(ref AacBits bits, scoped ReadOnlySpan<byte> books, int gain)
    {
        double energy = 0;
        int factor = gain;
        int noise = gain + NoiseOffset;
        bool isFirstNoise = true;
        foreach (byte book in books)
        {
            float level = 0;
            if (book == Noise)
            {
                noise += isFirstNoise ? bits.Read(NoiseBits) - NoiseMiddle : ReadChange(ref bits);
                isFirstNoise = false;
                level = DecibelsAStep * noise;
            }
            else if (book >= Intensity)
            {
                ReadChange(ref bits);
            }
            else if (book != Zero)
            {
                factor += ReadChange(ref bits);
                level = (DecibelsAStep * factor) + s_largest[Math.Min((int)book, Escape)];
            }

            energy += Math.Pow(10, level / 10);
        }

        return Math.Max(Nothing, (float)(10 * Math.Log10(Math.Max(1, energy))));
    }

    private static float Scale(float level) =>
        level < Audible ? Audible - ((Audible - level) * InaudibleScale) : level;

    // The codes are in order: those of a length begin where the shorter ones end.
    private static int ReadChange(ref AacBits bits)
    {
        int code = 0;
        int first = 0;
        int index = 0;
        foreach (byte count in s_codeCounts)
        {
            code = (code << 1) | bits.Read(1);
            first <<= 1;
            if (code - first < count)
            {
                return s_changes[index + code - first];
            }

            index += count;
            first += count;
        }

        return 0;
    }
}
