namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>A beginning, then the same bytes again and again up to a length; counts what has been read.</summary>
internal sealed class EndlessStream(byte[] beginning, byte[] pattern, long length) : Stream
{
    /// <summary>The bytes read so far.</summary>
    public override long Position { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override int Read(byte[] buffer, int offset, int count)
    {
        byte[] source = Position < beginning.Length ? beginning : pattern;
        int start = (int)(Position < beginning.Length ? Position : (Position - beginning.Length) % pattern.Length);
        int read = (int)Math.Min(Math.Min(count, source.Length - start), length - Position);
        Buffer.BlockCopy(source, start, buffer, offset, read);
        Position += read;
        return read;
    }

    /// <summary>Reads on the calling thread.</summary>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
