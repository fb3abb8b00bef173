using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mpeg.Spectrum;

/// <summary>
/// What side information says of a granule of one channel: how its scalefactors and Huffman codes lie in main data, and
/// what its values mean (ISO/IEC 11172-3, 2.4.1.7; 13818-3, 2.4.1.7).
/// </summary>
internal readonly struct Mp3Granule
{
    /// <summary>The samples of a granule in each channel, and the lines of its spectrum.</summary>
    public const int Lines = 576;

    /// <summary>The <see cref="BlockType"/> of three short windows.</summary>
    public const int ShortBlock = 2;

    // Of lower sample rates (13818-3), from here on scalefac_compress says that there is a preflag (2.4.3.2).
    private const int LeastPreflag = 500;

    private readonly int _tables;
    private readonly int _subblockGains;

    /// <summary>Reads the next granule's.</summary>
    /// <param name="side">The side information, at that granule of that channel.</param>
    /// <param name="isMpeg1">Whether the sample rate is one of MPEG-1.</param>
    /// <param name="isIntensity">Whether it is the right channel of intensity stereo.</param>
    public Mp3Granule(ref BitReader side, bool isMpeg1, bool isIntensity)
    {
        IsIntensity = isIntensity;
        Bits = side.Read(12);
        PairLines = Math.Min(Lines, 2 * side.Read(9));
        Gain = side.Read(8);
        ScaleFactorCompress = side.Read(isMpeg1 ? 4 : 9);
        IsSwitched = side.Read(1) == 1;
        if (IsSwitched)
        {
            BlockType = side.Read(2);
            IsMixed = side.Read(1) == 1;
            _tables = side.Read(10) << 5;
            _subblockGains = side.Read(9);
        }
        else
        {
            _tables = side.Read(15);
            Region0Bands = side.Read(4) + 1;
            Region1Bands = side.Read(3) + 1;
        }

        HasPreflag = isMpeg1 ? side.Read(1) == 1 : !isIntensity && ScaleFactorCompress >= LeastPreflag;
        ScaleFactorWeight = side.Read(1) == 1 ? 4 : 2;
        HasPlainQuads = side.Read(1) == 1;
    }

    /// <summary>Whether it is the right channel of intensity stereo, whose scalefactors are others.</summary>
    public bool IsIntensity { get; }

    /// <summary>The bits of scalefactors and codes (<c>part2_3_length</c>).</summary>
    public int Bits { get; }

    /// <summary>The lines whose values are coded in pairs (<c>big_values</c>, twice).</summary>
    public int PairLines { get; }

    /// <summary>The quantiser's step, in fourth roots of 2 (<c>global_gain</c>).</summary>
    public int Gain { get; }

    /// <summary>How many bits the scalefactors have (<c>scalefac_compress</c>).</summary>
    public int ScaleFactorCompress { get; }

    /// <summary>Whether the window is another one than the usual (<c>window_switching_flag</c>).</summary>
    public bool IsSwitched { get; }

    /// <summary>0 the usual window, 1 one before short ones, 2 three short ones, 3 one behind short ones.</summary>
    public int BlockType { get; }

    /// <summary>Whether the two lowest subbands have the usual window all the same.</summary>
    public bool IsMixed { get; }

    /// <summary>The scalefactor bands of the first region of codes; 0 where that one is fixed.</summary>
    public int Region0Bands { get; }

    /// <summary>The scalefactor bands of the second region.</summary>
    public int Region1Bands { get; }

    /// <summary>Whether high bands are louder than their scalefactors say.</summary>
    public bool HasPreflag { get; }

    /// <summary>What a scalefactor of 1 makes softer, in fourth roots of 2 (<c>scalefac_scale</c>).</summary>
    public int ScaleFactorWeight { get; }

    /// <summary>Whether the values in groups of four have the code of four bits (<c>count1table_select</c>).</summary>
    public bool HasPlainQuads { get; }

    /// <summary>The Huffman table of a region (<c>table_select</c>).</summary>
    public int TableOf(int region) => (_tables >> (10 - (5 * region))) & 31;

    /// <summary>What a short window is softer by, in fourth roots of 2 (<c>subblock_gain</c>).</summary>
    public int SubblockGainOf(int window) => ((_subblockGains >> (6 - (3 * window))) & 7) * 8;
}
