using System.Buffers.Binary;
using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>The header of an ADTS frame (ISO/IEC 14496-3, 1.A.2.2).</summary>
internal static class AdtsFrameHeader
{
    /// <summary>The header's bytes without the check word.</summary>
    public const int Length = 7;

    /// <summary>The most bytes a frame can have: its length field has 13 bits.</summary>
    public const int MaxFrameLength = 8191;

    // The fixed header without protection_absent, private_bit, original/copy and home: they may change and nothing
    // depends on them.
    private const uint ConfigurationMask = 0xFFFEFDC0;

    private static readonly int[] s_rates =
        [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

    /// <summary>Reads the header at the span's beginning; false when none stands there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame)
    {
        frame = default;
        // syncword 0xFFF, layer 00.
        if (at.Length < Length || at[0] != 0xFF || (at[1] & 0xF6) != 0xF0)
        {
            return false;
        }

        uint header = BinaryPrimitives.ReadUInt32BigEndian(at);
        int rate = FrequencyIndex(at);
        int channels = (int)(header >> 6 & 7);
        int length = (at[3] & 3) << 11 | at[4] << 3 | at[5] >> 5;
        bool hasCrc = (at[1] & 1) == 0;
        if (rate >= s_rates.Length || length <= Length + (hasCrc ? 2 : 0))
        {
            return false;
        }

        int samples = 1024 * ((at[6] & 3) + 1);
        // channel_configuration 7 means 7.1; with 0 the first frame's program config element tells, and speech has one
        // channel.
        channels = channels switch { 0 => 1, 7 => 8, _ => channels };
        frame = new FrameInfo(length, header & ConfigurationMask, samples, s_rates[rate], channels);
        return true;
    }

    /// <summary>The raw data blocks of a whole frame, behind header and check word.</summary>
    public static ReadOnlySpan<byte> Block(ReadOnlySpan<byte> frame)
    {
        // Several blocks have a position each (adts_header_error_check).
        int checkLength = (frame[1] & 1) == 0 ? 2 * BlockCount(frame) : 0;
        return frame.Slice(Math.Min(frame.Length, Length + checkLength));
    }

    /// <summary>How many raw data blocks a frame has, 1 to 4.</summary>
    public static int BlockCount(ReadOnlySpan<byte> frame) => (frame[6] & 3) + 1;

    /// <summary>sampling_frequency_index.</summary>
    public static int FrequencyIndex(ReadOnlySpan<byte> frame) => frame[2] >> 2 & 15;

    /// <summary>Whether the profile is AAC LC; HE-AAC has the same header.</summary>
    public static bool IsLowComplexity(ReadOnlySpan<byte> frame) => frame[2] >> 6 == 1;

    /// <summary>channel_configuration: the channels, 7 for eight, 0 when the frames tell.</summary>
    public static int ChannelConfiguration(ReadOnlySpan<byte> frame) => (frame[2] & 1) << 2 | frame[3] >> 6;

    /// <summary>
    /// Writes the header of a frame like another one that fills the span, with one block and without check word. What
    /// it tells of the decoder's buffer is that of a variable bitrate (adts_buffer_fullness 0x7FF).
    /// </summary>
    public static void WriteLike(ReadOnlySpan<byte> other, Span<byte> frame)
    {
        other.Slice(0, 4).CopyTo(frame);
        frame[1] |= 1;
        frame[3] = (byte)((frame[3] & 0xFC) | frame.Length >> 11);
        frame[4] = (byte)(frame.Length >> 3);
        frame[5] = (byte)(frame.Length << 5 | 0x1F);
        frame[6] = 0xFC;
    }
}
