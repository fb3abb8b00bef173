namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>
/// Which lines of a spectrum share a scalefactor, in the order in which main data has them (ISO/IEC 11172-3, table B.8;
/// 13818-3, table B.2).
/// </summary>
internal sealed class Mp3BandLayout
{
    private const int Windows = 3;
    private const int SubbandLines = 18;
    private const int WindowLines = SubbandLines / Windows;

    // Mixed blocks are long ones in the two lowest subbands, and short ones from the fourth band of those on.
    private const int MixedLongLines = 2 * SubbandLines;
    private const int FirstMixedShortBand = 3;

    // Where the regions of codes are fixed, the first one has so many long bands, or short ones.
    private const int FixedLongBands = 8;
    private const int FixedShortBands = 3;

    private static readonly int[] s_longLow =
        [6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 38, 46, 52, 60, 68, 58, 54];

    private static readonly int[] s_shortLow = [4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 30, 40, 18];

    private static readonly Dictionary<int, Mp3BandLayout[]> s_layouts = new()
    {
        [44_100] = Create(
            [4, 4, 4, 4, 4, 4, 6, 6, 8, 8, 10, 12, 16, 20, 24, 28, 34, 42, 50, 54, 76, 158],
            [4, 4, 4, 4, 6, 8, 10, 12, 14, 18, 22, 30, 56]),
        [48_000] = Create(
            [4, 4, 4, 4, 4, 4, 6, 6, 6, 8, 10, 12, 16, 18, 22, 28, 34, 40, 46, 54, 54, 192],
            [4, 4, 4, 4, 6, 6, 10, 12, 14, 16, 20, 26, 66]),
        [32_000] = Create(
            [4, 4, 4, 4, 4, 4, 6, 6, 8, 10, 12, 16, 20, 24, 30, 38, 46, 56, 68, 84, 102, 26],
            [4, 4, 4, 4, 6, 8, 12, 16, 20, 26, 34, 42, 12]),
        [22_050] = Create(s_longLow, [4, 4, 4, 6, 6, 8, 10, 14, 18, 26, 32, 42, 18]),
        [24_000] = Create(
            [6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 18, 22, 26, 32, 38, 46, 54, 62, 70, 76, 36],
            [4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 32, 44, 12]),
        [16_000] = Create(s_longLow, s_shortLow),
        [11_025] = Create(s_longLow, s_shortLow),
        [12_000] = Create(s_longLow, s_shortLow),
        [8_000] = Create(
            [12, 12, 12, 12, 12, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 76, 90, 2, 2, 2, 2, 2],
            [8, 8, 8, 12, 16, 20, 24, 28, 36, 2, 2, 2, 26]),
    };

    private Mp3BandLayout(Mp3BlockKind kind, int[] longs, int[] shorts)
    {
        Kind = kind;
        List<int> ends = [];
        List<int> windows = [];
        int line = 0;
        int limit = kind == Mp3BlockKind.Long ? Mp3Granule.Lines : kind == Mp3BlockKind.Mixed ? MixedLongLines : 0;
        for (int band = 0; line < limit; band++)
        {
            line += longs[band];
            ends.Add(line);
            windows.Add(-1);
        }

        Order = [.. Enumerable.Range(0, Mp3Granule.Lines)];
        for (int band = limit > 0 ? FirstMixedShortBand : 0; line < Mp3Granule.Lines && band < shorts.Length; band++)
        {
            int first = line / Windows;
            for (int window = 0; window < Windows; window++)
            {
                int frequency = first;
                for (int i = 0; i < shorts[band] && line < Mp3Granule.Lines; i++, frequency++, line++)
                {
                    Order[line] = (frequency / WindowLines * SubbandLines) + (window * WindowLines)
                        + (frequency % WindowLines);
                }

                ends.Add(line);
                windows.Add(window);
            }
        }

        // Mixed blocks of 8 kHz have no band for the last lines.
        ends[ends.Count - 1] = Mp3Granule.Lines;
        Ends = [.. ends];
        WindowOf = [.. windows];
        FixedRegion = kind == Mp3BlockKind.Short
            ? Windows * shorts.Take(FixedShortBands).Sum() : longs.Take(FixedLongBands).Sum();
    }

    /// <summary>Which blocks it is for.</summary>
    public Mp3BlockKind Kind { get; }

    /// <summary>The line behind each band.</summary>
    public int[] Ends { get; }

    /// <summary>The short window of each band; -1 in long blocks.</summary>
    public int[] WindowOf { get; }

    /// <summary>
    /// Where each line belongs in its subband: short blocks have a band's lines window by window, and a subband has
    /// eighteen of all.
    /// </summary>
    public int[] Order { get; }

    /// <summary>Where the first region of codes ends when side information does not say.</summary>
    public int FixedRegion { get; }

    /// <summary>The layouts of a sample rate, one for each <see cref="Mp3BlockKind"/>.</summary>
    public static Mp3BandLayout[] Of(int sampleRate) => s_layouts[sampleRate];

    /// <summary>The line behind so many bands.</summary>
    public int EndOf(int bands) => Ends[Math.Min(bands, Ends.Length) - 1];

    private static Mp3BandLayout[] Create(int[] longs, int[] shorts) =>
    [
        .. new[] { Mp3BlockKind.Long, Mp3BlockKind.Mixed, Mp3BlockKind.Short }
            .Select(kind => new Mp3BandLayout(kind, longs, shorts)),
    ];
}
