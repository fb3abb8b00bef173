using System.Buffers.Binary;
using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// The header of an MPEG audio layer III frame (ISO/IEC 11172-3, 2.4.1.3 and 13818-3, 2.4.1.3; MPEG-2.5 by custom).
/// </summary>
internal static class Mp3FrameHeader
{
    /// <summary>The header's bytes.</summary>
    public const int Length = 4;

    /// <summary>The most bytes a frame can have: 160 kbit/s at 8 kHz.</summary>
    public const int MaxFrameLength = 1441;

    /// <summary>The check word's bytes, in frames that have one.</summary>
    public const int CrcLength = 2;

    private const uint SyncAndLayer3 = 0xFFE20000;
    private const uint SyncAndLayerMask = 0xFFE60000;
    private const uint ConfigurationMask = 0xFFFE0C00;
    private const uint Mono = 0xC0;
    private const uint NoCrc = 0x10000;
    private const uint Mpeg1 = 0x180000;

    private static readonly short[] s_mpeg1Kilobits =
    [
        0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ];
    private static readonly short[] s_mpeg2Kilobits = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] s_mpeg1Rates = [44_100, 48_000, 32_000];

    /// <summary>
    /// Reads the header at the span's beginning; false when none stands there, or one without a length (free format).
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame)
    {
        frame = default;
        if (at.Length < Length || at[0] != 0xFF)
        {
            return false;
        }

        uint header = BinaryPrimitives.ReadUInt32BigEndian(at);
        uint version = (header >> 19) & 3;
        uint bitrate = (header >> 12) & 15;
        uint rate = (header >> 10) & 3;
        if ((header & SyncAndLayerMask) != SyncAndLayer3 || version == 1 || bitrate is 0 or 15 || rate == 3)
        {
            return false;
        }

        bool mpeg1 = version == 3;
        int sampleRate = s_mpeg1Rates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int samples = mpeg1 ? 1152 : 576;
        int kilobits = (mpeg1 ? s_mpeg1Kilobits : s_mpeg2Kilobits)[bitrate];
        int length = (samples / 8 * kilobits * 1000 / sampleRate) + (int)((header >> 9) & 1);
        bool mono = IsMono(header);
        frame = new FrameInfo(
            length, (header & ConfigurationMask) | (mono ? 1u : 0), samples, sampleRate, mono ? 1 : 2);
        return true;
    }

    /// <summary>The bitrate's index, 1 to 14, of a frame that <see cref="TryRead"/> took.</summary>
    public static int BitrateIndex(ReadOnlySpan<byte> at) => at[2] >> 4;

    /// <summary>
    /// Where a frame's main data begins: after header, check word and side information (ISO/IEC 11172-3, 2.4.1.7).
    /// </summary>
    public static int MainDataOffset(ReadOnlySpan<byte> at) => SideInformationOffset(at) + SideInformationLength(at);

    /// <summary>Where a frame's side information begins: after header and check word.</summary>
    public static int SideInformationOffset(ReadOnlySpan<byte> at) => Length + (HasCrc(at) ? CrcLength : 0);

    /// <summary>The bytes of a frame's side information (ISO/IEC 11172-3, 2.4.1.7, and 13818-3, 2.4.1.7).</summary>
    public static int SideInformationLength(ReadOnlySpan<byte> at)
    {
        uint header = BinaryPrimitives.ReadUInt32BigEndian(at);
        return IsMpeg1(header) ? (IsMono(header) ? 17 : 32) : (IsMono(header) ? 9 : 17);
    }

    /// <summary>Whether a check word follows the header.</summary>
    public static bool HasCrc(ReadOnlySpan<byte> at) => (at[1] & 1) == 0;

    /// <summary>
    /// The side information's first field, <c>main_data_begin</c>: how many bytes before the frame its main data
    /// begins.
    /// </summary>
    public static int ReadMainDataBegin(ReadOnlySpan<byte> frame)
    {
        int side = SideInformationOffset(frame);
        return (frame[side] << 8 | frame[side + 1]) >> (16 - MainDataBeginBits(frame));
    }

    /// <summary>Writes that field, or the most that it can hold, into side information of zeros.</summary>
    public static void WriteMainDataBegin(Span<byte> frame, int bytes)
    {
        int side = SideInformationOffset(frame);
        int bits = MainDataBeginBits(frame);
        int begin = Math.Min(bytes, (1 << bits) - 1) << (16 - bits);
        frame[side] = (byte)(begin >> 8);
        frame[side + 1] = (byte)begin;
    }

    /// <summary>Whether a frame has two granules, each with side information of its own (MPEG-1).</summary>
    public static bool HasTwoGranules(ReadOnlySpan<byte> at) => IsMpeg1(BinaryPrimitives.ReadUInt32BigEndian(at));

    /// <summary>Writes a header like another one, without check word and padding, with that bitrate.</summary>
    public static void WriteLike(ReadOnlySpan<byte> other, int bitrateIndex, Span<byte> header)
    {
        uint bits = BinaryPrimitives.ReadUInt32BigEndian(other);
        BinaryPrimitives.WriteUInt32BigEndian(header, (bits & ~0xF200u) | NoCrc | ((uint)bitrateIndex << 12));
    }

    // ISO/IEC 11172-3, 2.4.1.7, and 13818-3, 2.4.1.7.
    private static int MainDataBeginBits(ReadOnlySpan<byte> at) => HasTwoGranules(at) ? 9 : 8;

    private static bool IsMpeg1(uint header) => (header & Mpeg1) == Mpeg1;

    private static bool IsMono(uint header) => (header & Mono) == Mono;
}
