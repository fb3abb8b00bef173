namespace CometSpeech.Core.Files;

/// <summary>
/// Reads a stretch of a stream: of an output while it is written to in turn, an entry of an archive. It keeps its own
/// position, and never waits.
/// </summary>
#pragma warning disable CA1844 // A PartReader reads into arrays: .NET Framework knows nothing else.
internal sealed class StreamRegion(Stream whole, long start, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        whole.Position = start + _position;
        int read = whole.Read(buffer, offset, (int)Math.Min(count, length - _position));
        _position += read;
        return read;
    }

    /// <summary>Reads at once: reading and writing take turns, so the task is always complete.</summary>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(buffer, offset, count));
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
