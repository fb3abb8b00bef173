using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// Tells how loud an MP3 frame is by its side information alone, one level a granule: the quantiser's step and the bits
/// that its values take. Neither will do alone: at a constant bitrate silence has as many bits as speech.
/// </summary>
internal static class Mp3Levels
{
    /// <summary>The samples of a granule.</summary>
    public const int GranuleSamples = 576;

    // part2_3_length, big_values and global_gain: 12, 9 and 8 bits.
    private const int FieldBits = 29;

    // A step of global_gain is 2^(1/4), 1.505 dB; a bit for each of 576 values is 6 dB, times 4/3 as values are
    // quantised by their power of 3/4 (ISO/IEC 11172-3, 2.4.3.4.7.1).
    private const float DecibelsAGain = 1.505f;
    private const float DecibelsABit = 8f / GranuleSamples;

    // Pure tones take few bits, as they are a few lines of large values: how large tells the codebook of Huffman codes
    // that was chosen for them, by its largest value (table B.7). So far below that line is what a granule of speech
    // has by its bits, which goes first there (measured with LAME).
    private const float Peak = 48;

    private static readonly float[] s_largest =
    [
        .. new[]
        {
            1, 1, 2, 2, 2, 3, 3, 5, 5, 5, 7, 7, 7, 15, 15, 15, 16, 18, 22, 30, 78, 270, 1038, 8206, 30, 46, 78, 142,
            270, 526, 2062,
            8206,
        }.Select(value => (float)(80 / 3.0 * Math.Log10(value)) - Peak),
    ];

    // A granule without bits has no spectrum, and its gain means nothing (LAME writes 210, far above that of speech).
    // The scale is an absolute one: noise of one step of 16 bits is at 217 to 220 at every bitrate (measured), and
    // nothing is below that.
    private const float Nothing = 200;

    /// <summary>Adds the levels of a frame's granules.</summary>
    public static void Read(ReadOnlySpan<byte> frame, LevelCurveBuilder levels)
    {
        bool hasTwo = Mp3FrameHeader.HasTwoGranules(frame);
        int channels = Mp3FrameHeader.IsMono(frame) ? 1 : 2;
        ReadOnlySpan<byte> side = frame.Slice(
            Mp3FrameHeader.SideInformationOffset(frame), Mp3FrameHeader.SideInformationLength(frame));

        // main_data_begin, private bits, scfsi; then for each granule and channel part2_3_length, big_values,
        // global_gain and more (ISO/IEC 11172-3, 2.4.1.7; 13818-3, 2.4.1.7).
        int position = hasTwo ? (channels == 1 ? 18 : 20) : (channels == 1 ? 9 : 10);
        int length = hasTwo ? 59 : 63;
        for (int granule = hasTwo ? 2 : 1; granule > 0; granule--)
        {
            int bits = 0;
            int gain = 0;
            float level = Nothing;
            for (int channel = 0; channel < channels; channel++, position += length)
            {
                int fields = ReadBits(side, position, FieldBits);
                if (fields >> 17 > 0)
                {
                    bits += fields >> 17;
                    gain = Math.Max(gain, fields & 0xFF);
                    level = Math.Max(level, ReadPeak(side, position, fields, hasTwo));
                }
            }

            levels.Add(bits > 0 ? Math.Max(level, (DecibelsAGain * gain) + (DecibelsABit * bits)) : Nothing);
        }
    }

    // Behind the gain comes scalefac_compress, of 4 bits or 9, and whether there are short blocks. With them come 3
    // bits more, and table_select is there for two regions, else for three.
    private static float ReadPeak(ReadOnlySpan<byte> side, int position, int fields, bool hasTwo)
    {
        if (((fields >> 8) & 0x1FF) == 0)
        {
            return Nothing;
        }

        position += FieldBits + (hasTwo ? 4 : 9);
        bool isSwitched = ReadBits(side, position, 1) == 1;
        int regions = isSwitched ? 2 : 3;
        position += isSwitched ? 4 : 1;
        float largest = float.MinValue;
        for (int i = 0; i < regions; i++, position += 5)
        {
            largest = Math.Max(largest, s_largest[ReadBits(side, position, 5)]);
        }

        return (DecibelsAGain * (fields & 0xFF)) + largest;
    }

    private static int ReadBits(ReadOnlySpan<byte> side, int position, int count)
    {
        int value = 0;
        for (int i = position; i < position + count; i++)
        {
            value = (value << 1) | ((side[i >> 3] >> (7 - (i & 7))) & 1);
        }

        return value;
    }
}
