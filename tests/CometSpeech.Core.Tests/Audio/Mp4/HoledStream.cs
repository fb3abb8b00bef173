namespace CometSpeech.Core.Tests.Audio.Mp4;

/// <summary>Writes a file but for a stretch, where it gets a hole that takes no room on the disk.</summary>
/// <param name="file">Writable and seekable.</param>
/// <param name="start">Where the hole begins.</param>
/// <param name="end">Where it ends.</param>
internal sealed class HoledStream(Stream file, long start, long end) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get; set; }

    public override void Write(byte[] buffer, int offset, int count)
    {
        // A piece that reaches out of the hole is written whole.
        if (Position < start || Position + count > end)
        {
            file.Position = Position;
            file.Write(buffer, offset, count);
        }

        Position += count;
    }

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
