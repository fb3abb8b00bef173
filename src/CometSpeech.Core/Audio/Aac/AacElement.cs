using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// The first channel element of an ADTS frame, found without decoding (ISO/IEC 14496-3, 4.4.2.1).
/// </summary>
internal static class AacElement
{
    /// <summary>id_syn_ele of single_channel_element.</summary>
    public const int Single = 0;

    /// <summary>id_syn_ele of channel_pair_element.</summary>
    public const int Pair = 1;

    private const int DataStream = 4;
    private const int Fill = 6;

    /// <summary>
    /// Finds the element behind data and fill; false when another kind of element comes before it, or none is there.
    /// </summary>
    /// <param name="frame">A whole ADTS frame.</param>
    /// <param name="isPair">Whether it has two channels: channel_pair_element, not single_channel_element.</param>
    /// <param name="tag">Its element_instance_tag.</param>
    public static bool TryFind(ReadOnlySpan<byte> frame, out bool isPair, out int tag)
    {
        ReadOnlySpan<byte> block = AdtsFrameHeader.Block(frame);
        BitReader bits = new(block);
        return TryFind(ref bits, out isPair, out tag) && bits.Position < block.Length * 8;
    }

    /// <summary>
    /// Reads up to the data of the first channel element; false when another kind of element comes before it.
    /// </summary>
    public static bool TryFind(ref BitReader bits, out bool isPair, out int tag)
    {
        int kind = bits.Read(3);
        while (kind is not (Single or Pair))
        {
            // Beyond the end all bits are zeros, which is a single channel's kind.
            if (!TrySkip(ref bits, kind))
            {
                (isPair, tag) = (false, 0);
                return false;
            }

            kind = bits.Read(3);
        }

        isPair = kind == Pair;
        tag = bits.Read(4);
        return true;
    }

    /// <summary>
    /// Passes over an element of data or fill whose kind has been read; false when it is another one.
    /// </summary>
    public static bool TrySkip(ref BitReader bits, int kind)
    {
        if (kind == Fill)
        {
            int count = bits.Read(4);
            count = count == 15 ? 14 + bits.Read(8) : count;
            bits.Position += 8 * count;
            return true;
        }

        if (kind != DataStream)
        {
            return false;
        }

        bits.Position += 4;
        bool isAligned = bits.Read(1) == 1;
        int bytes = bits.Read(8);
        bytes = bytes == 255 ? 255 + bits.Read(8) : bytes;
        bits.Position = (isAligned ? (bits.Position + 7) & ~7 : bits.Position) + (8 * bytes);
        return true;
    }
}
