namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// The last bytes of main data of frames that are left out: what the frame behind them may look back to (ISO/IEC
/// 11172-3, 2.4.2.7).
/// </summary>
internal sealed class Mp3MainData
{
    private readonly byte[] _bytes = new byte[Mp3BitReservoir.Capacity];
    private int _count;

    /// <summary>Forgets everything.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes the main data of a frame that is left out.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> body = frame.Slice(Math.Min(frame.Length, Mp3FrameHeader.MainDataOffset(frame)));
        body = body.Slice(Math.Max(0, body.Length - _bytes.Length));
        int kept = Math.Min(_count, _bytes.Length - body.Length);
        _bytes.AsSpan(_count - kept, kept).CopyTo(_bytes);
        body.CopyTo(_bytes.AsSpan(kept));
        _count = kept + body.Length;
    }

    /// <summary>What a frame looks back to, of what there is.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> frame)
    {
        int count = Math.Min(_count, Mp3FrameHeader.ReadMainDataBegin(frame));
        return _bytes.AsSpan(_count - count, count);
    }
}
