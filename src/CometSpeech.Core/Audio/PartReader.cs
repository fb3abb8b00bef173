namespace CometSpeech.Core.Audio;

/// <summary>A window over a part that moves forward only. One buffer serves all parts of a joiner; it grows when more is required than it holds.</summary>
internal sealed class PartReader
{
    private const int InitialCapacity = 256 * 1024;

    private Stream _part = Stream.Null;
    private CancellationToken _cancellationToken;

    /// <summary>The bytes of the window are those from <see cref="Start"/> up to <see cref="End"/>.</summary>
    public byte[] Buffer { get; private set; } = new byte[InitialCapacity];

    /// <summary>The index of the window's first byte.</summary>
    public int Start { get; private set; }

    /// <summary>The index after the window's last byte.</summary>
    public int End { get; private set; }

    /// <summary>Whether the part has no bytes after the window.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Where the window begins, in bytes from the part's beginning.</summary>
    public long Offset { get; private set; }

    /// <summary>The bytes of the window; reading on or moving makes the span invalid.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(Start, Available);

    /// <summary>How many bytes the window holds.</summary>
    public int Available => End - Start;

    /// <summary>Begins with another part.</summary>
    public void Open(Stream part, CancellationToken cancellationToken)
    {
        _part = part;
        _cancellationToken = cancellationToken;
        Start = End = 0;
        Offset = 0;
        AtEnd = false;
    }

    /// <summary>Reads until the window holds that many bytes or the part ends. Indexes into the buffer change.</summary>
    /// <returns>Whether the window holds that many.</returns>
    public bool Require(int count)
    {
        if (Available == 0)
        {
            Start = End = 0;
        }

        if (Buffer.Length - Start < count)
        {
            byte[] target = count <= Buffer.Length ? Buffer : new byte[Math.Max(count, Buffer.Length * 2)];
            System.Buffer.BlockCopy(Buffer, Start, target, 0, Available);
            Buffer = target;
            End -= Start;
            Start = 0;
        }

        while (Available < count && !AtEnd)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int read = _part.Read(Buffer, End, Buffer.Length - End);
            End += read;
            AtEnd = read == 0;
        }

        return Available >= count;
    }

    /// <summary>Drops bytes at the window's beginning; the window holds that many.</summary>
    public void Advance(int count)
    {
        Start += count;
        Offset += count;
    }

    /// <summary>Passes over bytes, whether in the window or not.</summary>
    /// <returns>How many there were, fewer when the part ends before.</returns>
    public long Skip(long count)
    {
        long left = count;
        while (left > 0 && Require(1))
        {
            int step = (int)Math.Min(left, Available);
            Advance(step);
            left -= step;
        }

        return count - left;
    }
}
