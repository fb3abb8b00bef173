namespace CometSpeech.Core.Audio.Opus;

/// <summary>Goes through the packets of a group of whole ones.</summary>
/// <param name="lacing">Their lacing values (RFC 3533, 5).</param>
/// <param name="body">The packets, one after the other.</param>
internal ref struct OpusPacketReader(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body)
{
    private readonly ReadOnlySpan<byte> _lacing = lacing;
    private readonly ReadOnlySpan<byte> _body = body;

    /// <summary>How many lacing values the packets up to the current one have.</summary>
    public int Segments { get; private set; }

    /// <summary>How many bytes the packets up to the current one have.</summary>
    public int Length { get; private set; }

    /// <summary>The current packet.</summary>
    public ReadOnlySpan<byte> Packet { get; private set; }

    /// <summary>The last packet of a group, without going through the others.</summary>
    public static ReadOnlySpan<byte> FindLast(ReadOnlySpan<byte> lacing, ReadOnlySpan<byte> body)
    {
        int length = lacing[lacing.Length - 1];
        for (int i = lacing.Length - 2; i >= 0 && lacing[i] == byte.MaxValue; i--)
        {
            length += byte.MaxValue;
        }

        return body.Slice(body.Length - length);
    }

    /// <summary>Goes on to the next packet; false when there is none.</summary>
    public bool Read()
    {
        int length = 0;
        while (Segments < _lacing.Length)
        {
            byte segment = _lacing[Segments++];
            length += segment;
            if (segment < byte.MaxValue)
            {
                Packet = _body.Slice(Length, length);
                Length += length;
                return true;
            }
        }

        return false;
    }
}
