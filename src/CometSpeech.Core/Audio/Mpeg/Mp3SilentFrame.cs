using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// Makes MP3 frames of silence: side information of zeros tells of no spectrum (ISO/IEC 11172-3, 2.4.1.7), whatever the
/// bytes behind it are.
/// </summary>
internal static class Mp3SilentFrame
{
    /// <summary>
    /// The smallest bitrate that a header can name. Its frames hold header and side information at every sample rate.
    /// </summary>
    public const int LowestBitrate = 1;

    private const int HighestBitrate = 14;

    // The two bits of mode_extension: the kinds of joint stereo that the frame uses, of which silence needs none.
    private const int ModeExtension = 0x30;

    /// <summary>A frame of silence.</summary>
    /// <param name="neighbour">A frame of the file, or its header.</param>
    /// <param name="bitrateIndex">The frame's own bitrate.</param>
    public static byte[] Create(ReadOnlySpan<byte> neighbour, int bitrateIndex)
    {
        Span<byte> header = stackalloc byte[Mp3FrameHeader.Length];
        Mp3FrameHeader.WriteLike(neighbour, bitrateIndex, header);
        header[3] = (byte)(header[3] & ~ModeExtension);
        Mp3FrameHeader.TryRead(header, out FrameInfo info);
        byte[] frame = new byte[info.Length];
        header.CopyTo(frame);
        return frame;
    }

    /// <summary>
    /// The fewest frames of silence that carry bytes into the bit reservoir: a frame behind them that looks back (ISO/IEC
    /// 11172-3, 2.4.2.7) finds them as if they stood in the frames before it.
    /// </summary>
    /// <param name="neighbour">A frame of the file, or its header.</param>
    /// <param name="bitrateIndex">The bitrate of all frames; null when the one that fits is taken.</param>
    /// <param name="mainData">What is carried: at most the 511 bytes that a frame can look back.</param>
    public static IReadOnlyList<byte[]> Carry(
        ReadOnlySpan<byte> neighbour, int? bitrateIndex, ReadOnlySpan<byte> mainData)
    {
        int bitrate = bitrateIndex ?? LowestBitrate;
        byte[] frame = Create(neighbour, bitrate);
        while (bitrateIndex is null && bitrate < HighestBitrate && Body(frame).Length < mainData.Length)
        {
            frame = Create(neighbour, ++bitrate);
        }

        int body = Body(frame).Length;
        byte[][] frames = new byte[(mainData.Length + body - 1) / body][];
        ReadOnlySpan<byte> rest = mainData;
        for (int i = frames.Length - 1; i >= 0; i--)
        {
            frames[i] = (byte[])frame.Clone();
            int count = Math.Min(body, rest.Length);
            rest.Slice(rest.Length - count).CopyTo(Body(frames[i]).Slice(body - count));
            rest = rest.Slice(0, rest.Length - count);
            // Decoders keep of the frames before only what a frame points to.
            Mp3FrameHeader.WriteMainDataBegin(frames[i], i * body);
        }

        return frames;
    }

    private static Span<byte> Body(byte[] frame) => frame.AsSpan(Mp3FrameHeader.MainDataOffset(frame));
}
