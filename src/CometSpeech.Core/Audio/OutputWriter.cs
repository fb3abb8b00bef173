namespace CometSpeech.Core.Audio;

/// <summary>Collects small pieces into large writes, and goes back to fill in what is known only later.</summary>
/// <param name="output">Writable and seekable; the file begins where it stands now.</param>
internal sealed class OutputWriter(Stream output)
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly long _origin = output.Position;
    private long _flushed;
    private int _count;

    /// <summary>Where the next byte goes, from the file's beginning.</summary>
    public long Position => _flushed + _count;

    public void Write(ReadOnlySpan<byte> data)
    {
        while (data.Length > _buffer.Length - _count)
        {
            int fitting = _buffer.Length - _count;
            data.Slice(0, fitting).CopyTo(_buffer.AsSpan(_count));
            _count = _buffer.Length;
            Flush();
            data = data.Slice(fitting);
        }

        data.CopyTo(_buffer.AsSpan(_count));
        _count += data.Length;
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
            output.Position = _origin + _flushed;
            output.Write(_buffer, 0, _count);
            _flushed += _count;
            _count = 0;
        }
    }

    /// <summary>
    /// Moves everything from a position on towards the end, and goes on writing at that position. The moved bytes are given back to be
    /// read again meanwhile; what is written must never get ahead of what has been read by more than the distance.
    /// </summary>
    public Stream Reopen(long position, long distance)
    {
        Flush();
        byte[] block = new byte[_buffer.Length];
        for (long end = _flushed; end > position;)
        {
            int count = (int)Math.Min(block.Length, end - position);
            end -= count;
            output.Position = _origin + end;
            ReadBlock(block, count);
            output.Position = _origin + end + distance;
            output.Write(block, 0, count);
        }

        long length = _flushed - position;
        _flushed = position;
        return new OutputRegion(output, _origin + position + distance, length);
    }

    private void ReadBlock(byte[] block, int count)
    {
        for (int done = 0; done < count;)
        {
            int read = output.Read(block, done, count - done);
            done += read > 0 ? read : throw new EndOfStreamException("The output is shorter than what was written to it.");
        }
    }
}
