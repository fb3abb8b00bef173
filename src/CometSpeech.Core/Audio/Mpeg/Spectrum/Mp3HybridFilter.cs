namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>
/// How loud the subbands of a channel are, eighteen times a granule: alias reduction, inverse transform and overlap
/// (ISO/IEC 11172-3, 2.4.3.4.10). The last filter bank, which would make samples of them, neither adds to their energy
/// nor takes of it.
/// </summary>
internal sealed class Mp3HybridFilter
{
    /// <summary>How many times a granule.</summary>
    public const int Slots = 18;

    private const int Subbands = Mp3Granule.Lines / Slots;
    private const int MixedSubbands = 2;
    private const int Windows = 3;
    private const int WindowSlots = Slots / Windows;
    private const int HalfSlots = Slots / 2;
    private const int Butterflies = 8;

    // Cosines of 10 to 80 degrees, those of 60 and 90 left out.
    private const float Cos10 = 0.98480775f;
    private const float Cos20 = 0.93969262f;
    private const float Cos30 = 0.86602540f;
    private const float Cos40 = 0.76604444f;
    private const float Cos50 = 0.64278761f;
    private const float Cos70 = 0.34202014f;
    private const float Cos80 = 0.17364818f;

    // Table B.9.
    private static readonly double[] s_aliasing = [-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037];
    private static readonly float[] s_aliasKept = [.. s_aliasing.Select(c => (float)(1 / Math.Sqrt(1 + (c * c))))];
    private static readonly float[] s_aliasMoved = [.. s_aliasing.Select(c => (float)(c / Math.Sqrt(1 + (c * c))))];

    private static readonly float[] s_oddFactors =
        [.. Enumerable.Range(0, HalfSlots).Select(n => (float)(0.5 / Math.Cos(((2 * n) + 1) * Math.PI / 36)))];

    private static readonly float[][] s_windows = [.. Enumerable.Range(0, 4).Select(CreateWindow)];

    private static readonly float[] s_shortWindow =
        [.. Enumerable.Range(0, 2 * WindowSlots).Select(i => (float)Math.Sin((i + 0.5) * Math.PI / 12))];

    private static readonly float[] s_shortCosines =
    [
        .. Enumerable.Range(0, WindowSlots * WindowSlots).Select(i => (float)Math.Cos(
            ((2 * (i / WindowSlots)) + 1) * ((2 * (i % WindowSlots)) + 1) * Math.PI / 24)),
    ];

    private readonly float[] _overlap = new float[Mp3Granule.Lines];
    private readonly float[] _even = new float[HalfSlots];
    private readonly float[] _odd = new float[HalfSlots];
    private readonly float[] _transform = new float[Slots];
    private readonly float[] _sum = new float[2 * Slots];
    private int _overlapped;

    /// <summary>Takes the next granule, and adds the energies of its slots; that of full scale is 1.</summary>
    /// <param name="spectrum">The granule's spectrum, which is changed.</param>
    /// <param name="granule">The granule's side information.</param>
    /// <param name="energies">The energies, of <see cref="Slots"/> slots.</param>
    public void Add(Mp3Spectrum spectrum, in Mp3Granule granule, float[] energies)
    {
        float[] lines = spectrum.Lines;
        int used = ReduceAliasing(lines, (spectrum.Count + Slots - 1) / Slots, Mp3Spectrum.KindOf(granule));
        for (int subband = 0; subband < Math.Max(used, _overlapped); subband++)
        {
            int first = subband * Slots;
            if (granule.BlockType == Mp3Granule.ShortBlock && !(granule.IsMixed && subband < MixedSubbands))
            {
                AddShort(lines, first, energies);
            }
            else
            {
                AddLong(lines, first, s_windows[granule.IsMixed && subband < MixedSubbands ? 0 : granule.BlockType],
                    energies);
            }
        }

        _overlapped = used;
    }

    private static int ReduceAliasing(float[] lines, int used, Mp3BlockKind kind)
    {
        int borders = kind switch
        {
            Mp3BlockKind.Long => Math.Min(used, Subbands - 1),
            Mp3BlockKind.Mixed => MixedSubbands - 1,
            _ => 0,
        };
        for (int border = Slots; border <= borders * Slots; border += Slots)
        {
            for (int i = 0; i < Butterflies; i++)
            {
                float below = lines[border - 1 - i];
                float above = lines[border + i];
                lines[border - 1 - i] = (below * s_aliasKept[i]) - (above * s_aliasMoved[i]);
                lines[border + i] = (above * s_aliasKept[i]) + (below * s_aliasMoved[i]);
            }
        }

        return Math.Max(used, borders + 1);
    }

    // The transform to 36 values is one to 18 (a DCT-IV), mirrored. That is two to 9 (DCT-III): of the sums of
    // neighbouring lines the even ones, and of the odd ones such sums again; for 2 cos(a) cos(b) is
    // cos(a - b) + cos(a + b).
    private void AddLong(float[] lines, int first, float[] window, float[] energies)
    {
        float before = 0;
        float oddBefore = 0;
        for (int i = 0; i < HalfSlots; i++)
        {
            float line = lines[first + (2 * i)];
            float next = lines[first + (2 * i) + 1];
            _even[i] = line + before;
            float odd = next + line;
            _odd[i] = odd + oddBefore;
            oddBefore = odd;
            before = next;
        }

        TransformNine(_even);
        TransformNine(_odd);
        for (int n = 0; n < HalfSlots; n++)
        {
            float odd = _odd[n] * s_oddFactors[n];
            _transform[n] = _even[n] + odd;
            _transform[Slots - 1 - n] = _even[n] - odd;
        }

        Span<float> overlap = _overlap.AsSpan(first, Slots);
        for (int i = 0; i < HalfSlots; i++)
        {
            int later = i + HalfSlots;
            float early = (_transform[later] * window[i]) + overlap[i];
            float late = (_transform[Slots - 1 - i] * window[later]) + overlap[later];
            energies[i] += early * early;
            energies[later] += late * late;
            overlap[i] = _transform[HalfSlots - 1 - i] * window[Slots + i];
            overlap[later] = _transform[i] * window[Slots + later];
        }
    }

    // Sums of nine values, the m-th one times the cosine of 10 m (2 n + 1) degrees. The even and the odd ones alone:
    // what the latter add to the n-th sum, they take from the one mirrored at the middle.
    private static void TransformNine(float[] x)
    {
        float x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5], x6 = x[6], x7 = x[7], x8 = x[8];
        float half = x0 + (0.5f * x6);
        float even0 = half + (Cos20 * x2) + (Cos40 * x4) + (Cos80 * x8);
        float even1 = x0 - x6 + (0.5f * (x2 - x4 - x8));
        float even2 = half - (Cos80 * x2) - (Cos20 * x4) + (Cos40 * x8);
        float even3 = half - (Cos40 * x2) + (Cos80 * x4) - (Cos20 * x8);
        float third = Cos30 * x3;
        float odd0 = (Cos10 * x1) + third + (Cos50 * x5) + (Cos70 * x7);
        float odd1 = Cos30 * (x1 - x5 - x7);
        float odd2 = (Cos50 * x1) - third - (Cos70 * x5) + (Cos10 * x7);
        float odd3 = (Cos70 * x1) - third + (Cos10 * x5) - (Cos50 * x7);
        x[0] = even0 + odd0;
        x[1] = even1 + odd1;
        x[2] = even2 + odd2;
        x[3] = even3 + odd3;
        x[4] = x0 - x2 + x4 - x6 + x8;
        x[5] = even3 - odd3;
        x[6] = even2 - odd2;
        x[7] = even1 - odd1;
        x[8] = even0 - odd0;
    }

    private void AddShort(float[] lines, int first, float[] energies)
    {
        Array.Clear(_sum, 0, _sum.Length);
        for (int i = 0; i < Slots; i++)
        {
            _sum[i] = _overlap[first + i];
        }

        for (int window = 0; window < Windows; window++)
        {
            int line = first + (window * WindowSlots);
            for (int n = 0; n < WindowSlots; n++)
            {
                float sum = 0;
                for (int k = 0; k < WindowSlots; k++)
                {
                    sum += lines[line + k] * s_shortCosines[(n * WindowSlots) + k];
                }

                // Each value stands twice in the transform of twelve.
                int half = WindowSlots / 2;
                int at = WindowSlots + (window * WindowSlots);
                int early = n >= half ? n - half : WindowSlots + half - 1 - n;
                int late = n >= half ? WindowSlots + half - 1 - n : WindowSlots + half + n;
                _sum[at + early] += (n >= half ? sum : -sum) * s_shortWindow[early];
                _sum[at + late] += -sum * s_shortWindow[late];
            }
        }

        for (int i = 0; i < Slots; i++)
        {
            energies[i] += _sum[i] * _sum[i];
            _overlap[first + i] = _sum[Slots + i];
        }
    }

    // With the signs that mirroring brings, and the factors of the sums of neighbouring lines.
    private static float[] CreateWindow(int blockType) =>
    [
        .. Enumerable.Range(0, 2 * Slots).Select(i =>
        {
            int mirrored = i < Slots ? i : (2 * Slots) - 1 - i;
            bool isShort = i < Slots ? blockType == 3 : blockType == 1;
            double value = !isShort ? Math.Sin((mirrored + 0.5) * Math.PI / 36)
                : mirrored < WindowSlots ? 0
                : mirrored < 2 * WindowSlots ? Math.Sin((mirrored - WindowSlots + 0.5) * Math.PI / 12)
                : 1;
            int output = i < HalfSlots ? i + HalfSlots
                : i < 3 * HalfSlots ? (3 * HalfSlots) - 1 - i
                : i - (3 * HalfSlots);
            double sign = i < HalfSlots ? 1 : -1;
            return (float)(sign * value / (2 * Math.Cos(((2 * output) + 1) * Math.PI / 72)));
        }),
    ];
}
