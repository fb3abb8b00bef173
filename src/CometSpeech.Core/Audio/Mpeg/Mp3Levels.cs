using System.Buffers.Binary;
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

    // A step of global_gain is 2^(1/4), 1.505 dB; a bit for each of 576 values is 6 dB, times 4/3 as values are
    // quantised by their power of 3/4 (ISO/IEC 11172-3, 2.4.3.4.7.1).
    private const float DecibelsAGain = 1.505f;
    private const float DecibelsABit = 8f / GranuleSamples;

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
            for (int channel = 0; channel < channels; channel++, position += length)
            {
                // 12, 9 and 8 bits, which lie in five bytes at most.
                int fields = ReadFields(side, position);
                if (fields >> 17 > 0)
                {
                    bits += fields >> 17;
                    gain = Math.Max(gain, fields & 0xFF);
                }
            }

            levels.Add(bits > 0 ? (DecibelsAGain * gain) + (DecibelsABit * bits) : Nothing);
        }
    }

    private static int ReadFields(ReadOnlySpan<byte> side, int position)
    {
        int index = position >> 3;
        ulong bytes = (ulong)BinaryPrimitives.ReadUInt32BigEndian(side.Slice(index)) << 8 | side[index + 4];
        return (int)(bytes >> (40 - 29 - (position & 7))) & 0x1FFFFFFF;
    }
}
