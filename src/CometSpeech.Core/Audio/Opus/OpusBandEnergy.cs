namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Tells how loud frames without speech coding are by the energies of their bands, which stand at a frame's beginning
/// in steps of 6 dB (RFC 6716, 4.3.2.1). Each builds on the frame before.
/// </summary>
internal sealed class OpusBandEnergy
{
    /// <summary>The level of a frame without sound, in decibels: nothing that can be heard is below that.</summary>
    public const float Silence = 0;

    private const int Bands = 21;
    private const int MostChannels = 2;

    // Energies are logarithms to the base of 2.
    private const float Least = -28;
    private const float LeastBefore = -9;
    private const double DecibelsAnEnergy = 2 * 3.0103;

    private const int FullBits = 15;
    private const int FewBits = 2;

    // What libopus has of 4.3.2.1: how much the frame and the band before count, by the frame's length, and without the
    // frame before; the bands' usual energies.
    private static readonly float[] s_before = [29440 / 32768f, 26112 / 32768f, 21248 / 32768f, 16384 / 32768f];
    private static readonly float[] s_beside = [30147 / 32768f, 22282 / 32768f, 12124 / 32768f, 6554 / 32768f];
    private const float BesideAlone = 4915 / 32768f;

    private static readonly float[] s_usual =
    [
        6.4375f, 6.25f, 5.75f, 5.3125f, 5.0625f, 4.8125f, 4.5f, 4.375f, 4.875f, 4.6875f, 4.5625f, 4.4375f, 4.875f,
        4.625f, 4.3125f, 4.5f, 4.375f, 4.625f, 4.75f, 4.4375f, 3.75f,
    ];

    // For each length of a frame, 2.5 to 20 ms, what is told with the frame before and without it: of each band how
    // probable no change is, and how fast others become less so.
    private static readonly byte[][] s_models =
    [
        [
            72, 127, 65, 129, 66, 128, 65, 128, 64, 128, 62, 128, 64, 128, 64, 128, 92, 78, 92, 79, 92, 78, 90, 79, 116,
            41, 115, 40, 114, 40, 132, 26, 132, 26, 145, 17, 161, 12, 176, 10, 177, 11,
        ],
        [
            24, 179, 48, 138, 54, 135, 54, 132, 53, 134, 56, 133, 55, 132, 55, 132, 61, 114, 70, 96, 74, 88, 75, 88, 87,
            74, 89, 66, 91, 67, 100, 59, 108, 50, 120, 40, 122, 37, 97, 43, 78, 50,
        ],
        [
            83, 78, 84, 81, 88, 75, 86, 74, 87, 71, 90, 73, 93, 74, 93, 74, 109, 40, 114, 36, 117, 34, 117, 34, 143, 17,
            145, 18, 146, 19, 162, 12, 165, 10, 178, 7, 189, 6, 190, 8, 177, 9,
        ],
        [
            23, 178, 54, 115, 63, 102, 66, 98, 69, 99, 74, 89, 71, 91, 73, 91, 78, 89, 86, 80, 92, 66, 93, 64, 102, 59,
            103, 60, 104, 60, 117, 52, 123, 44, 138, 35, 133, 31, 97, 38, 77, 45,
        ],
        [
            61, 90, 93, 60, 105, 42, 107, 41, 110, 45, 116, 38, 113, 38, 112, 38, 124, 26, 132, 27, 136, 19, 140, 20,
            155, 14, 159, 16, 158, 18, 170, 13, 177, 10, 187, 8, 192, 6, 175, 9, 159, 10,
        ],
        [
            21, 178, 59, 110, 71, 86, 75, 85, 84, 83, 91, 66, 88, 73, 87, 72, 92, 75, 98, 72, 105, 58, 107, 54, 115, 52,
            114, 55, 112, 56, 129, 51, 132, 40, 150, 33, 140, 29, 98, 35, 77, 42,
        ],
        [
            42, 121, 96, 66, 108, 43, 111, 40, 117, 44, 123, 32, 120, 36, 119, 33, 127, 33, 134, 34, 139, 21, 147, 23,
            152, 20, 158, 25, 154, 26, 166, 21, 173, 16, 184, 13, 184, 10, 150, 13, 139, 15,
        ],
        [
            22, 178, 63, 114, 74, 82, 84, 83, 92, 82, 103, 62, 96, 72, 96, 67, 101, 73, 107, 72, 113, 55, 118, 52, 125,
            52, 118, 52, 117, 55, 135, 49, 137, 39, 157, 32, 145, 29, 97, 33, 77, 40,
        ],
    ];

    private static readonly byte[] s_few = [2, 1, 0];

    private readonly float[] _energies = new float[MostChannels * Bands];

    /// <summary>Forgets the frames before, as a decoder does where the coding changes (4.5.2).</summary>
    public void Reset() => Array.Clear(_energies, 0, _energies.Length);

    /// <summary>The level of the next frame, in decibels.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="toc">The TOC byte of its packet.</param>
    public float Read(ReadOnlySpan<byte> frame, byte toc)
    {
        int size = (toc >> 3) & 3;
        int bands = ((toc >> 5) & 3) switch { 0 => 13, 1 => 17, 2 => 19, _ => Bands };
        int channels = OpusPacket.IsStereo(toc) ? MostChannels : 1;
        OpusRangeDecoder decoder = new(frame);
        if (!SkipHeader(ref decoder, 8 * frame.Length, size))
        {
            for (int i = 0; i < _energies.Length; i++)
            {
                _energies[i] = Least;
            }

            return Silence;
        }

        bool isAlone = decoder.Tell + 3 <= 8 * frame.Length && decoder.ReadBit(3);
        ReadEnergies(ref decoder, 8 * frame.Length, size, isAlone, bands, channels);
        double sum = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int band = 0; band < bands; band++)
            {
                double energy = _energies[(channel * Bands) + band] + s_usual[band];
                sum += Math.Pow(10, DecibelsAnEnergy * energy / 10);
            }
        }

        return Math.Max(Silence, (float)(10 * Math.Log10(sum)));
    }

    // Table 56: silence, the post-filter and its parameters, transient; false for silence.
    private static bool SkipHeader(ref OpusRangeDecoder decoder, int bits, int size)
    {
        if (decoder.Tell >= bits || decoder.ReadBit(15))
        {
            return false;
        }

        if (decoder.Tell + 16 <= bits && decoder.ReadBit(1))
        {
            int octave = decoder.ReadUniform(6);
            decoder.SkipRawBits(4 + octave + 3);
            if (decoder.Tell + 2 <= bits)
            {
                decoder.ReadSymbol(s_few, 2);
            }
        }

        if (size > 0 && decoder.Tell + 3 <= bits)
        {
            decoder.ReadBit(3);
        }

        return true;
    }

    private void ReadEnergies(
        ref OpusRangeDecoder decoder, int bits, int size, bool isAlone, int bands, int channels)
    {
        byte[] model = s_models[(2 * size) + (isAlone ? 1 : 0)];
        float before = isAlone ? 0 : s_before[size];
        float beside = isAlone ? BesideAlone : s_beside[size];
        Span<float> below = stackalloc float[MostChannels];
        below.Clear();
        for (int band = 0; band < bands; band++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                int left = bits - decoder.Tell;
                int change = -1;
                if (left >= FullBits)
                {
                    change = decoder.ReadLaplace(model[2 * band] << 7, model[(2 * band) + 1] << 6);
                }
                else if (left >= FewBits)
                {
                    int symbol = decoder.ReadSymbol(s_few, 2);
                    change = (symbol >> 1) ^ -(symbol & 1);
                }
                else if (left >= 1)
                {
                    change = decoder.ReadBit(1) ? -1 : 0;
                }

                ref float energy = ref _energies[(channel * Bands) + band];
                energy = Math.Max(Least, (before * Math.Max(LeastBefore, energy)) + below[channel] + change);
                below[channel] += change * (1 - beside);
            }
        }
    }
}
