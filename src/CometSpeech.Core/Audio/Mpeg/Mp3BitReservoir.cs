namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// The bit reservoir of a run of frames: a frame's main data may begin in the bodies of the frames before it (ISO/IEC
/// 11172-3, 2.4.2.7). Where a run begins in the middle of its sound, what the first frames point to is missing, and a
/// decoder would take the bytes of another part for it: a burst of noise. Such frames are made silent.
/// </summary>
internal sealed class Mp3BitReservoir
{
    /// <summary>
    /// The most bytes that a frame looks back: <c>main_data_begin</c> has nine bits in MPEG-1, and eight else.
    /// </summary>
    public const int Capacity = 511;

    private int _count = Capacity;

    /// <summary>A run begins: of the bytes before it, none are its own.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes a frame of the run, and makes it silent when it looks back beyond the run's beginning.</summary>
    public void Pass(Span<byte> frame)
    {
        if (_count >= Capacity)
        {
            return;
        }

        int offset = Mp3FrameHeader.MainDataOffset(frame);
        if (frame.Length < offset)
        {
            return;
        }

        if (Mp3FrameHeader.ReadMainDataBegin(frame) > _count)
        {
            Silence(frame);
        }

        _count += frame.Length - offset;
    }

    /// <summary>
    /// Side information of zeros has no spectrum. The body stays, for the frames behind it; so that decoders keep the
    /// older bytes too, the frame points as far back as the run goes.
    /// </summary>
    private void Silence(Span<byte> frame)
    {
        int offset = Mp3FrameHeader.SideInformationOffset(frame);
        Span<byte> side = frame.Slice(offset, Mp3FrameHeader.SideInformationLength(frame));
        side.Clear();
        Mp3FrameHeader.WriteMainDataBegin(frame, _count);
        if (Mp3FrameHeader.HasCrc(frame))
        {
            // Over the header's last two bytes and the side information, from all ones (ISO/IEC 11172-3, 2.4.3.1).
            uint crc = Crc.MpegFrame.Append(Crc.MpegFrame.Append(0xFFFF0000, frame.Slice(2, 2)), side);
            uint value = Crc.MpegFrame.GetValue(crc);
            frame[Mp3FrameHeader.Length] = (byte)(value >> 8);
            frame[Mp3FrameHeader.Length + 1] = (byte)value;
        }
    }
}
