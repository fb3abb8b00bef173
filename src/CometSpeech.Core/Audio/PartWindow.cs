namespace CometSpeech.Core.Audio;

/// <summary>The bytes of a part that are looked at: a window that moves forward over a stream which need not seek.</summary>
internal sealed class PartWindow(Stream part, CancellationToken cancellationToken, int capacity = PartWindow.DefaultCapacity)
{
    private const int DefaultCapacity = 256 * 1024;

    private byte[] _buffer = new byte[capacity];
    private int _start;
    private int _end;
    private bool _partEnded;

    /// <summary>Where the window begins, in bytes from the part's beginning.</summary>
    public long Offset { get; private set; }

    /// <summary>What has been read and not been skipped. A later <see cref="Require"/> or <see cref="Skip"/> makes it invalid.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads on until the window has that many bytes, growing if it must; false when the part ends before.</summary>
    public bool Require(int count)
    {
        while (_end - _start < count)
        {
            if (_partEnded)
            {
                return false;
            }

            MakeRoom(count);
            cancellationToken.ThrowIfCancellationRequested();
            int read = part.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _partEnded = read == 0;
        }

        return true;
    }

    /// <summary>Moves the window's beginning forward; false when the part ends before.</summary>
    public bool Skip(long count)
    {
        while (count > _end - _start)
        {
            count -= _end - _start;
            Advance(_end - _start);
            if (!Require(1))
            {
                return false;
            }
        }

        Advance((int)count);
        return true;
    }

    private void Advance(int count)
    {
        _start += count;
        Offset += count;
    }

    private void MakeRoom(int count)
    {
        if (count <= _buffer.Length - _start && _end < _buffer.Length)
        {
            return;
        }

        byte[] target = count <= _buffer.Length ? _buffer : new byte[Math.Max(count, _buffer.Length * 2)];
        Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }
}
