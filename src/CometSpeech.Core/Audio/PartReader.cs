using System.Buffers;

namespace CometSpeech.Core.Audio;

/// <summary>
/// Reads a part through a buffer: a window that moves forward only. The buffer is rented, begins small and grows with
/// the part, so that a short answer costs little; one reader serves all parts of a file.
/// </summary>
internal sealed class PartReader : IDisposable
{
    // What the probe looks at before anything else; many answers fit whole.
    private const int InitialCapacity = AudioProbe.HeadLength;

    // With a quarter of it joining takes a tenth to a quarter more of the processor (JoinMeasurement). Four times as
    // much saves a tenth, but every answer that is under way may hold such a buffer.
    private const int MaxCapacity = 256 * 1024;

    private Stream _part = Stream.Null;
    private CancellationToken _cancellationToken;
    private long _read;
    private bool _isReading;

    /// <summary>The bytes of the window are those from <see cref="Start"/> up to <see cref="End"/>.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>The index of the window's first byte.</summary>
    public int Start { get; private set; }

    /// <summary>The index after the window's last byte.</summary>
    public int End { get; private set; }

    /// <summary>Whether the part has no bytes after the window.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Where the window begins, in bytes from the part's beginning.</summary>
    public long Offset { get; private set; }

    /// <summary>
    /// The bytes that <see cref="Skip"/> has still to pass over; at the part's end, those that it lacks.
    /// </summary>
    public long Owed { get; private set; }

    /// <summary>The bytes of the window; reading on or moving makes the span invalid.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(Start, Available);

    /// <summary>How many bytes the window holds.</summary>
    public int Available => End - Start;

    /// <summary>Begins with another part.</summary>
    public void Open(Stream part, CancellationToken cancellationToken)
    {
        if (_isReading)
        {
            Return();
            _isReading = false;
        }

        _part = part;
        _cancellationToken = cancellationToken;
        _read = 0;
        Start = End = 0;
        Offset = Owed = 0;
        AtEnd = false;
    }

    /// <summary>
    /// Reads until the window holds that many bytes or the part ends. Indexes into the buffer change.
    /// </summary>
    /// <returns>Whether the window holds that many.</returns>
    public ValueTask<bool> RequireAsync(int count) =>
        Available >= count || AtEnd ? new(Available >= count) : FillAsync(count);

    /// <summary>Drops bytes at the window's beginning; the window holds that many.</summary>
    public void Advance(int count)
    {
        Start += count;
        Offset += count;
    }

    /// <summary>Passes over bytes, those of the window now and the others when they are read.</summary>
    public void Skip(long count)
    {
        int step = (int)Math.Min(count, Available);
        Advance(step);
        Owed += count - step;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return();
        Start = End = 0;
    }

    private async ValueTask<bool> FillAsync(int count)
    {
        while (Available < count && !AtEnd)
        {
            MakeRoom();
            _cancellationToken.ThrowIfCancellationRequested();
            _isReading = true;
            // Of a file without overlapped access, ReadAsync is no more than Read on another thread: waiting for that
            // thread takes longer than reading.
            int read = _part is FileStream { IsAsync: false } file
                ? file.Read(Buffer, End, Buffer.Length - End)
                : await _part.ReadAsync(Buffer, End, Buffer.Length - End, _cancellationToken).ConfigureAwait(false);
            _isReading = false;
            _read += read;
            End += read;
            AtEnd = read == 0;
            long owed = Owed;
            Owed = 0;
            Skip(owed);
        }

        return Available >= count;
    }

    /// <summary>
    /// Moves the window to the buffer's beginning, and to a larger buffer when the part turns out longer than this one.
    /// </summary>
    private void MakeRoom()
    {
        int length = Buffer.Length;
        bool isSmall = _read >= length && (length < MaxCapacity || Available == length);
        byte[] target = isSmall ? ArrayPool<byte>.Shared.Rent(Math.Max(InitialCapacity, 2 * length)) : Buffer;
        if (Start > 0 || isSmall)
        {
            System.Buffer.BlockCopy(Buffer, Start, target, 0, Available);
            End -= Start;
            Start = 0;
        }

        if (isSmall)
        {
            Return();
            Buffer = target;
        }
    }

    private void Return()
    {
        // Into a buffer whose read failed, an operation that was given up may still write: nobody gets that one.
        if (Buffer.Length > 0 && !_isReading)
        {
            ArrayPool<byte>.Shared.Return(Buffer);
        }

        Buffer = [];
    }
}
