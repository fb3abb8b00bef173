namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// The first channel element of an ADTS frame, as far as it can be read without decoding (ISO/IEC 14496-3, 4.4.2.1 and
/// 4.4.2.2).
/// </summary>
/// <param name="IsPair">Whether it has two channels: channel_pair_element, not single_channel_element.</param>
/// <param name="Tag">Its element_instance_tag.</param>
/// <param name="GlobalGain">The quantiser's step of the (first) channel.</param>
/// <param name="HasSpectrum">Whether the (first) channel has a scale factor band; else it is silent.</param>
internal readonly record struct AacElement(bool IsPair, int Tag, int GlobalGain, bool HasSpectrum)
{
    /// <summary>id_syn_ele of single_channel_element.</summary>
    public const int Single = 0;

    /// <summary>id_syn_ele of channel_pair_element.</summary>
    public const int Pair = 1;

    private const int DataStream = 4;
    private const int Fill = 6;
    private const int EightShort = 2;

    /// <summary>
    /// Reads the element behind data and fill; false when another kind of element comes before it.
    /// </summary>
    /// <param name="frame">A whole ADTS frame.</param>
    /// <param name="element">The element.</param>
    public static bool TryRead(ReadOnlySpan<byte> frame, out AacElement element) =>
        TryRead(frame, out element, out _, out _);

    /// <summary>
    /// The same, and what comes behind it: the first channel's section_data, of these bands.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out AacElement element, out AacBits bits, out AacBands bands)
    {
        element = default;
        bands = default;
        ReadOnlySpan<byte> block = AdtsFrameHeader.Block(frame);
        bits = new(block);
        while (bits.Position < block.Length * 8)
        {
            int kind = bits.Read(3);
            if (kind is Single or Pair)
            {
                int tag = bits.Read(4);
                AacBands? shared = kind == Pair ? ReadCommonWindow(ref bits) : null;
                int gain = bits.Read(8);
                bands = shared ?? ReadWindow(ref bits);
                element = new AacElement(kind == Pair, tag, gain, bands.Count > 0);
                return true;
            }

            if (!TrySkip(ref bits, kind))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>
    /// Passes over an element of data or fill whose kind has been read; false when it is another one.
    /// </summary>
    public static bool TrySkip(ref AacBits bits, int kind)
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

    /// <summary>
    /// What a pair's channels have in common stands before the first one's own data: ics_info, ms_mask. Null when they
    /// have nothing in common.
    /// </summary>
    private static AacBands? ReadCommonWindow(ref AacBits bits)
    {
        if (bits.Read(1) == 0)
        {
            return null;
        }

        AacBands bands = ReadWindow(ref bits);
        if (bits.Read(2) == 1)
        {
            bits.Position += bands.Count * bands.Groups;
        }

        return bands;
    }

    /// <summary>ics_info.</summary>
    private static AacBands ReadWindow(ref AacBits bits)
    {
        bits.Position++;
        bool isShort = bits.Read(2) == EightShort;
        bits.Position++;
        int count = bits.Read(isShort ? 4 : 6);
        if (!isShort)
        {
            // predictor_data_present, which AAC LC never has.
            bits.Position++;
            return new AacBands(count, 1, false);
        }

        int groups = 1;
        for (int i = 0; i < 7; i++)
        {
            groups += 1 - bits.Read(1);
        }

        return new AacBands(count, groups, true);
    }
}
