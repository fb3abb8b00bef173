using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac.Decoding;

/// <summary>The windows of a channel and their scale factor bands: ics_info (ISO/IEC 14496-3, 4.4.2.1).</summary>
/// <param name="Sequence">window_sequence.</param>
/// <param name="IsKaiserBessel">window_shape: Kaiser-Bessel derived windows, else sine windows.</param>
/// <param name="BandCount">max_sfb: how many bands each group of windows has.</param>
/// <param name="Grouping">scale_factor_grouping: a bit for each short window but the first one.</param>
internal readonly record struct AacWindows(
    WindowSequence Sequence, bool IsKaiserBessel, int BandCount, int Grouping)
{
    private const int ShortCount = 8;

    /// <summary>Whether the windows are short ones.</summary>
    public bool IsShort => Sequence == WindowSequence.EightShort;

    /// <summary>How many windows there are.</summary>
    public int Count => IsShort ? ShortCount : 1;

    /// <summary>How many groups they make.</summary>
    public int GroupCount
    {
        get
        {
            int count = 0;
            for (int first = 0; first < Count; first += GroupLength(first))
            {
                count++;
            }

            return count;
        }
    }

    /// <summary>How many windows from this one on have bands in common.</summary>
    public int GroupLength(int first)
    {
        int length = 1;
        while (first + length < Count && (Grouping >> (ShortCount - 1 - first - length) & 1) == 1)
        {
            length++;
        }

        return length;
    }

    /// <summary>Reads ics_info; false when it has prediction, which AAC LC never has.</summary>
    public static bool TryRead(ref BitReader bits, out AacWindows windows)
    {
        bits.Position++;
        var sequence = (WindowSequence)bits.Read(2);
        bool isKaiserBessel = bits.Read(1) == 1;
        bool isShort = sequence == WindowSequence.EightShort;
        int bands = bits.Read(isShort ? 4 : 6);
        int grouping = isShort ? bits.Read(ShortCount - 1) : 0;
        windows = new AacWindows(sequence, isKaiserBessel, bands, grouping);
        return isShort || bits.Read(1) == 0;
    }
}
