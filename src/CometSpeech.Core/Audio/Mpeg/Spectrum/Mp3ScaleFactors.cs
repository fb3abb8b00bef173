using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>
/// The scalefactors of a channel: how much softer than the granule's gain each band is (ISO/IEC 11172-3, 2.4.2.7;
/// 13818-3, 2.4.3.2).
/// </summary>
internal sealed class Mp3ScaleFactors
{
    private const int Groups = 4;

    // slen1 and slen2 of MPEG-1, by scalefac_compress.
    private static readonly byte[] s_low = [0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4];
    private static readonly byte[] s_high = [0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3];

    // How many factors each group has, in long, mixed and short blocks.
    private static readonly byte[][] s_mpeg1Counts = [[6, 5, 5, 5], [8, 9, 9, 9], [9, 9, 9, 9]];
    private static readonly byte[][][] s_counts =
    [
        [[6, 5, 5, 5], [6, 9, 9, 9], [9, 9, 9, 9]],
        [[6, 5, 7, 3], [6, 9, 12, 6], [9, 9, 12, 6]],
        [[11, 10, 0, 0], [15, 18, 0, 0], [18, 18, 0, 0]],
        [[7, 7, 7, 0], [6, 15, 12, 0], [12, 12, 12, 0]],
        [[6, 6, 6, 3], [6, 12, 9, 6], [12, 9, 9, 6]],
        [[8, 8, 5, 0], [6, 18, 9, 0], [15, 12, 9, 0]],
    ];

    // What a preflag adds to the factors of long bands (ISO/IEC 11172-3, table B.6).
    private static readonly byte[] s_preflag =
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 2, 0];

    // Of thirteen bands and three windows; the highest bands have none.
    private readonly int[] _factors = new int[39];
    private readonly int[] _lengths = new int[Groups];

    /// <summary>Reads the factors of a granule, which its main data begins with.</summary>
    /// <param name="bits">The main data, at the granule.</param>
    /// <param name="granule">The granule's side information.</param>
    /// <param name="kind">The granule's blocks.</param>
    /// <param name="isMpeg1">Whether the sample rate is one of MPEG-1.</param>
    /// <param name="kept">
    /// The groups that are those of the granule before (<c>scfsi</c>), the first one in the highest of four bits.
    /// </param>
    public void Read(ref BitReader bits, in Mp3Granule granule, Mp3BlockKind kind, bool isMpeg1, int kept)
    {
        byte[] counts = (isMpeg1 ? ReadMpeg1Lengths(granule) : ReadLengths(granule))[(int)kind];
        int index = 0;
        for (int group = 0; group < Groups; group++)
        {
            int end = index + counts[group];
            if ((kept & (8 >> group)) != 0)
            {
                index = end;
            }

            for (; index < end; index++)
            {
                _factors[index] = bits.Read(_lengths[group]);
            }
        }

        Array.Clear(_factors, index, _factors.Length - index);
    }

    /// <summary>How much softer a band is, in fourth roots of 2.</summary>
    public int AttenuationOf(int band, in Mp3Granule granule, Mp3BlockKind kind)
    {
        int factor = _factors[band];
        factor += granule.HasPreflag && kind == Mp3BlockKind.Long ? s_preflag[band] : 0;
        return factor * granule.ScaleFactorWeight;
    }

    private byte[][] ReadMpeg1Lengths(in Mp3Granule granule)
    {
        _lengths[0] = _lengths[1] = s_low[granule.ScaleFactorCompress];
        _lengths[2] = _lengths[3] = s_high[granule.ScaleFactorCompress];
        return s_mpeg1Counts;
    }

    private byte[][] ReadLengths(in Mp3Granule granule)
    {
        int code = granule.ScaleFactorCompress;
        if (granule.IsIntensity)
        {
            code >>= 1;
            return code < 180 ? Split(3, code / 36, code % 36 / 6, code % 6, 0)
                : code < 244 ? Split(4, (code - 180) >> 4, ((code - 180) & 15) >> 2, code & 3, 0)
                : Split(5, (code - 244) / 3, (code - 244) % 3, 0, 0);
        }

        return code < 400 ? Split(0, (code >> 4) / 5, (code >> 4) % 5, (code & 15) >> 2, code & 3)
            : code < 500 ? Split(1, ((code - 400) >> 2) / 5, ((code - 400) >> 2) % 5, code & 3, 0)
            : Split(2, (code - 500) / 3, (code - 500) % 3, 0, 0);
    }

    private byte[][] Split(int row, int first, int second, int third, int fourth)
    {
        _lengths[0] = first;
        _lengths[1] = second;
        _lengths[2] = third;
        _lengths[3] = fourth;
        return s_counts[row];
    }
}
