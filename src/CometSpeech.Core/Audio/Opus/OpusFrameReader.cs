namespace CometSpeech.Core.Audio.Opus;

/// <summary>
/// Goes through the frames of a packet (RFC 6716, 3.2). Lengths that do not fit into it end its frames early.
/// </summary>
internal ref struct OpusFrameReader
{
    private const byte VariableLength = 0x80;
    private const byte HasPadding = 0x40;

    private readonly int _equalLength;
    private ReadOnlySpan<byte> _lengths;
    private ReadOnlySpan<byte> _data;
    private int _left;

    /// <summary>Begins before the first frame.</summary>
    /// <param name="packet">A packet whose duration is known.</param>
    public OpusFrameReader(ReadOnlySpan<byte> packet)
    {
        int code = packet[0] & 3;
        bool isCounted = code == 3;
        _left = isCounted ? packet[1] & 0x3F : code == 0 ? 1 : 2;
        _data = packet.Slice(isCounted ? 2 : 1);
        if (isCounted && (packet[1] & HasPadding) != 0)
        {
            SkipPadding();
        }

        if (code == 2 || (isCounted && (packet[1] & VariableLength) != 0))
        {
            _equalLength = -1;
            _lengths = _data;
            for (int i = 1; i < _left; i++)
            {
                ReadLength(ref _data);
            }
        }
        else
        {
            _equalLength = _data.Length / Math.Max(1, _left);
        }
    }

    /// <summary>The current frame.</summary>
    public ReadOnlySpan<byte> Frame { get; private set; }

    /// <summary>Goes on to the next frame; false when there is none.</summary>
    public bool Read()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        int length = _equalLength >= 0 ? _equalLength : _left > 0 ? ReadLength(ref _lengths) : _data.Length;
        length = Math.Min(length, _data.Length);
        Frame = _data.Slice(0, length);
        _data = _data.Slice(length);
        return true;
    }

    // 3.2.5: 255 stands for 254 bytes and one more byte of length.
    private void SkipPadding()
    {
        int padding = 0;
        byte length = byte.MaxValue;
        while (length == byte.MaxValue && !_data.IsEmpty)
        {
            length = _data[0];
            padding += Math.Min(length, (byte)254);
            _data = _data.Slice(1);
        }

        _data = _data.Slice(0, Math.Max(0, _data.Length - padding));
    }

    // 3.2.1: one byte up to 251, else two.
    private static int ReadLength(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        int length = bytes[0];
        int count = length < 252 || bytes.Length == 1 ? 1 : 2;
        length += count == 2 ? 4 * bytes[1] : 0;
        bytes = bytes.Slice(count);
        return length;
    }
}
