namespace CometSpeech.Core.Tests.Audio.Support;

/// <summary>
/// Bytes as a connection brings them: asynchronously, a few at a time, and by <c>ReadAsync</c> into an array alone. The
/// rest of a stream's ways to read do not work.
/// </summary>
internal sealed class PulledStream(byte[] bytes, int maxRead) : MemoryStream(bytes)
{
    private int _reads;

    public override bool CanSeek => false;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return base.Read(buffer, offset, Math.Min(count, 1 + (_reads++ * 7919 % maxRead)));
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int ReadByte() => throw new NotSupportedException();
}
