using System.Buffers.Binary;
using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// The silent first frame that tells players length and seek positions: Xing's header and the encoder's extension of it
/// («mp3 info tag», revision 1). Older encoders write the VBRI header instead, which is only recognised.
/// </summary>
internal static class Mp3InfoFrame
{
    /// <summary>The seek table's entries: one for each hundredth of the time.</summary>
    public const int SeekEntries = 100;

    private const int EncoderPartOffset = 120;
    private const int EncoderPartLength = 36;
    private const int TagLength = EncoderPartOffset + EncoderPartLength;
    private const int VbriOffset = 36;
    private const uint HasFrames = 1;
    private const uint HasBytes = 2;
    private const uint HasSeekTable = 4;
    private const uint HasQuality = 8;

    /// <summary>Whether the frame carries such a header instead of audio.</summary>
    public static bool IsInfo(ReadOnlySpan<byte> frame) =>
        TagOffset(frame) > 0 || HasMark(frame, VbriOffset, "VBRI"u8, "VBRI"u8);

    /// <summary>Reads the encoder's part; null when the frame has none.</summary>
    public static Mp3EncoderTag? ReadEncoderTag(ReadOnlySpan<byte> frame)
    {
        int offset = TagOffset(frame);
        if (offset == 0 || frame.Length < offset + 12)
        {
            return null;
        }

        uint flags = BinaryPrimitives.ReadUInt32BigEndian(frame.Slice(offset + 4));
        int encoder = offset + 8
            + ((flags & HasFrames) != 0 ? 4 : 0)
            + ((flags & HasBytes) != 0 ? 4 : 0)
            + ((flags & HasSeekTable) != 0 ? SeekEntries : 0)
            + ((flags & HasQuality) != 0 ? 4 : 0);
        if (frame.Length < encoder + EncoderPartLength || frame[encoder] == 0)
        {
            return null;
        }

        ReadOnlySpan<byte> gap = frame.Slice(encoder + 21);
        return new Mp3EncoderTag(
            frame.Slice(encoder, Mp3EncoderTag.NameLength).ToArray(),
            gap[0] << 4 | gap[1] >> 4,
            (gap[1] & 15) << 8 | gap[2],
            ReadFrameCount(frame));
    }

    /// <summary>How many audio frames follow; -1 when the frame does not tell.</summary>
    public static long ReadFrameCount(ReadOnlySpan<byte> frame)
    {
        int offset = TagOffset(frame);
        if (offset == 0 || frame.Length < offset + 12)
        {
            return -1;
        }

        ReadOnlySpan<byte> tag = frame.Slice(offset);
        bool isTold = (BinaryPrimitives.ReadUInt32BigEndian(tag.Slice(4)) & HasFrames) != 0;
        return isTold ? BinaryPrimitives.ReadUInt32BigEndian(tag.Slice(8)) : -1;
    }

    /// <summary>Makes the frame, still without numbers, in front of audio frames like this one.</summary>
    public static byte[] Make(ReadOnlySpan<byte> firstAudioFrame)
    {
        byte[] frame = new byte[Mp3FrameHeader.MaxFrameLength];
        // The audio's own bitrate where its frames are long enough, so that a file of one bitrate stays one.
        for (int bitrate = Mp3FrameHeader.BitrateIndex(firstAudioFrame); bitrate < 15; bitrate++)
        {
            Mp3FrameHeader.WriteLike(firstAudioFrame, bitrate, frame);
            if (Mp3FrameHeader.TryRead(frame, out FrameInfo info)
                && info.Length >= Mp3FrameHeader.MainDataOffset(frame) + TagLength)
            {
                Array.Resize(ref frame, info.Length);
                break;
            }
        }

        return frame;
    }

    /// <summary>Fills in the numbers.</summary>
    /// <param name="frame">What <see cref="Make"/> gave.</param>
    /// <param name="constantBitrate">Whether all audio frames have one bitrate.</param>
    /// <param name="frames">The audio frames without this one.</param>
    /// <param name="bytes">The bytes of all frames with this one.</param>
    /// <param name="seekTable">The byte offset of each hundredth of the time, from this frame's beginning.</param>
    /// <param name="encoder">What the encoder told of its delay and padding, if anything.</param>
    public static void Fill(
        byte[] frame, bool constantBitrate, long frames, long bytes, IReadOnlyList<long> seekTable,
        Mp3EncoderTag? encoder)
    {
        Span<byte> tag = frame.AsSpan(Mp3FrameHeader.MainDataOffset(frame), TagLength);
        (constantBitrate ? "Info"u8 : "Xing"u8).CopyTo(tag);
        if (bytes > uint.MaxValue)
        {
            // Beyond its 32 bits the byte count would lie; players then estimate seek positions.
            BinaryPrimitives.WriteUInt32BigEndian(tag.Slice(4), HasFrames);
            BinaryPrimitives.WriteUInt32BigEndian(tag.Slice(8), (uint)Math.Min(frames, uint.MaxValue));
            return;
        }

        BinaryPrimitives.WriteUInt32BigEndian(tag.Slice(4), HasFrames | HasBytes | HasSeekTable | HasQuality);
        BinaryPrimitives.WriteUInt32BigEndian(tag.Slice(8), (uint)frames);
        BinaryPrimitives.WriteUInt32BigEndian(tag.Slice(12), (uint)bytes);
        for (int i = 0; i < SeekEntries; i++)
        {
            tag[16 + i] = (byte)Math.Min(255, seekTable[i] * 256 / bytes);
        }

        if (encoder is not null)
        {
            FillEncoderPart(frame, tag.Slice(EncoderPartOffset), constantBitrate, (uint)bytes, encoder);
        }
    }

    /// <summary>CRC-16/ARC, as the tag's last field asks for.</summary>
    internal static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xA001 : crc >> 1;
            }
        }

        return (ushort)crc;
    }

    private static void FillEncoderPart(
        byte[] frame, Span<byte> part, bool constantBitrate, uint bytes, Mp3EncoderTag encoder)
    {
        encoder.Name.CopyTo(part);
        part[9] = (byte)(constantBitrate ? 1 : 0);
        part[21] = (byte)(encoder.Delay >> 4);
        part[22] = (byte)((encoder.Delay & 15) << 4 | encoder.Padding >> 8);
        part[23] = (byte)encoder.Padding;
        BinaryPrimitives.WriteUInt32BigEndian(part.Slice(28), bytes);
        int crcOffset = Mp3FrameHeader.MainDataOffset(frame) + TagLength - 2;
        BinaryPrimitives.WriteUInt16BigEndian(part.Slice(34), Crc16(frame.AsSpan(0, crcOffset)));
    }

    /// <summary>
    /// Where the tag stands; 0 when the frame has none. LAME leaves no room for the check word of protected frames,
    /// others do.
    /// </summary>
    private static int TagOffset(ReadOnlySpan<byte> frame)
    {
        int offset = Mp3FrameHeader.Length + Mp3FrameHeader.SideInformationLength(frame);
        if (HasMark(frame, offset, "Xing"u8, "Info"u8))
        {
            return offset;
        }

        offset += Mp3FrameHeader.CrcLength;
        return Mp3FrameHeader.HasCrc(frame) && HasMark(frame, offset, "Xing"u8, "Info"u8) ? offset : 0;
    }

    private static bool HasMark(
        ReadOnlySpan<byte> frame, int offset, ReadOnlySpan<byte> mark, ReadOnlySpan<byte> otherMark)
    {
        if (frame.Length < offset + mark.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> at = frame.Slice(offset);
        return at.StartsWith(mark) || at.StartsWith(otherMark);
    }
}
