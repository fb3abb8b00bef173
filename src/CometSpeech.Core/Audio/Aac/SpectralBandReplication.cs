using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// Recognises HE-AAC, whose header is that of AAC LC: the upper half of its spectrum stands in a fill element behind
/// the channels (ISO/IEC 14496-3, 4.5.2.8.2). A frame without one would go on with the sound before it.
/// </summary>
internal static class SpectralBandReplication
{
    private const int Fill = 6;
    private const int End = 7;

    // EXT_SBR_DATA and EXT_SBR_DATA_CRC.
    private const int FirstType = 13;
    private const int LastType = 14;

    /// <summary>
    /// Whether a frame seems to have it. The channels are not decoded, so that their bits may look like it by chance,
    /// in a frame of thirty; of several frames in a row, all do so only in HE-AAC.
    /// </summary>
    /// <param name="frame">A whole ADTS frame.</param>
    public static bool IsIn(ReadOnlySpan<byte> frame)
    {
        // The block ends with the kind of its end, three ones, and zeros up to a whole byte.
        ReadOnlySpan<byte> block = AdtsFrameHeader.Block(frame);
        int last = block.Length - 1;
        if (last < 1 || block[last] == 0 && block[last - 1] == 0)
        {
            return false;
        }

        BitReader bits = new(block);
        int end = block.Length * 8;
        do
        {
            bits.Position = --end;
        }
        while (bits.Read(1) == 0);

        end -= 2;
        bits.Position = Math.Max(0, end);
        if (end < 0 || bits.Read(3) != End)
        {
            return false;
        }

        for (int start = end - 15; start >= 0; start--)
        {
            bits.Position = start;
            if (bits.Read(3) == Fill && IsSpectrum(bits) && ReachesTo(bits, end))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSpectrum(BitReader bits)
    {
        int count = bits.Read(4);
        bits.Position += count == 15 ? 8 : 0;
        return count > 0 && bits.Read(4) is >= FirstType and <= LastType;
    }

    /// <summary>Whether fill, whose kind has been read, and elements like it lie between here and the end.</summary>
    private static bool ReachesTo(BitReader bits, int end)
    {
        for (int kind = Fill; AacElement.TrySkip(ref bits, kind); kind = bits.Read(3))
        {
            if (bits.Position >= end)
            {
                return bits.Position == end;
            }
        }

        return false;
    }
}
