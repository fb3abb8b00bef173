namespace CometSpeech.Core.Audio;

/// <summary>Bytes that were read already, then the rest of the stream they came from, which is left open.</summary>
internal sealed class PrefixedStream(byte[] prefix, int prefixLength, Stream rest) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int left = prefixLength - _position;
        if (left == 0)
        {
            return rest.Read(buffer, offset, count);
        }

        int step = Math.Min(count, left);
        Buffer.BlockCopy(prefix, _position, buffer, offset, step);
        _position += step;
        return step;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
