using System.Buffers;

namespace CometSpeech.Core.Files;

/// <summary>
/// Writes a file through a buffer that collects small pieces, and goes back to fill in what is known only later. The
/// buffer is rented, begins small and grows with the output.
/// </summary>
/// <param name="output">
/// Writable; the file begins where it stands now. One that cannot seek takes a stream: nothing is filled in.
/// </param>
internal sealed class OutputWriter(Stream output) : IDisposable
{
    // A short answer is written at once; what is longer than this needs no collecting.
    private const int InitialCapacity = 32 * 1024;

    // As PartReader's: a joined file is written in pieces like those its parts are read in.
    private const int MaxCapacity = 256 * 1024;

    private readonly long _origin = output.CanSeek ? output.Position : 0;
    private byte[] _buffer = [];
    private long _flushed;
    private int _count;

    /// <summary>Whether what is written goes out at once, and stays as it is.</summary>
    public bool IsStream => !output.CanSeek;

    /// <summary>Where the next byte goes, from the file's beginning.</summary>
    public long Position => _flushed + _count;

    /// <summary>Writes a small piece.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            Span<byte> room = Room(data.Length);
            int fitting = Math.Min(room.Length, data.Length);
            data.Slice(0, fitting).CopyTo(room);
            _count += fitting;
            data = data.Slice(fitting);
        }
    }

    /// <summary>Writes a piece of any size; a large one is not copied.</summary>
    public void WriteRun(ArraySegment<byte> run)
    {
        if (run.Count < InitialCapacity)
        {
            Write(run.AsSpan());
            return;
        }

        Flush();
        WriteThrough(run.Array!, run.Offset, run.Count);
    }

    /// <summary>Writes one value so many times.</summary>
    public void Fill(byte value, long count)
    {
        while (count > 0)
        {
            Span<byte> room = Room((int)Math.Min(count, MaxCapacity));
            int fitting = (int)Math.Min(room.Length, count);
            room.Slice(0, fitting).Fill(value);
            _count += fitting;
            count -= fitting;
        }
    }

    /// <summary>Replaces bytes that have been written before.</summary>
    public void Patch(long position, byte[] data)
    {
        Flush();
        output.Position = _origin + position;
        output.Write(data, 0, data.Length);
        output.Position = _origin + _flushed;
    }

    /// <summary>Hands everything to the stream, which then stands at the file's end.</summary>
    public void Flush()
    {
        if (_count > 0)
        {
            WriteThrough(_buffer, 0, _count);
            _count = 0;
        }
    }

    /// <summary>
    /// Moves everything from a position on towards the end, and goes on writing at that position. The moved bytes are
    /// given back to be read again meanwhile; what is written must never get ahead of what has been read by more than
    /// the distance.
    /// </summary>
    public Stream Reopen(long position, long distance, CancellationToken cancellationToken)
    {
        Flush();
        byte[] block = ArrayPool<byte>.Shared.Rent((int)Math.Min(MaxCapacity, Math.Max(1, _flushed - position)));
        for (long end = _flushed; end > position;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(block.Length, end - position);
            end -= count;
            output.Position = _origin + end;
            ReadBlock(block, count);
            output.Position = _origin + end + distance;
            output.Write(block, 0, count);
        }

        ArrayPool<byte>.Shared.Return(block);
        long length = _flushed - position;
        _flushed = position;
        return new StreamRegion(output, _origin + position + distance, length);
    }

    /// <summary>Gives the buffer back; what was not flushed is lost.</summary>
    public void Dispose()
    {
        Return();
        _buffer = [];
        _count = 0;
    }

    /// <summary>Room for that many bytes, or for fewer when they are many; never none.</summary>
    private Span<byte> Room(int count)
    {
        if (_buffer.Length - _count < count && _buffer.Length < MaxCapacity)
        {
            int capacity = Math.Max(InitialCapacity, _buffer.Length);
            while (capacity - _count < count && capacity < MaxCapacity)
            {
                capacity *= 2;
            }

            byte[] larger = ArrayPool<byte>.Shared.Rent(capacity);
            Buffer.BlockCopy(_buffer, 0, larger, 0, _count);
            Return();
            _buffer = larger;
        }

        if (_count == _buffer.Length)
        {
            Flush();
        }

        return _buffer.AsSpan(_count);
    }

    private void Return()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    private void WriteThrough(byte[] data, int offset, int count)
    {
        if (!IsStream)
        {
            output.Position = _origin + _flushed;
        }

        output.Write(data, offset, count);
        _flushed += count;
    }

    private void ReadBlock(byte[] block, int count)
    {
        for (int done = 0; done < count;)
        {
            int read = output.Read(block, done, count - done);
            done += read > 0
                ? read
                : throw new EndOfStreamException("The output is shorter than what was written to it.");
        }
    }
}
