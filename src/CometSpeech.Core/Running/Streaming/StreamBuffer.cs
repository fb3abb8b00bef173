namespace CometSpeech.Core.Running.Streaming;

/// <summary>
/// Collects what a joiner writes of one part. It cannot seek, so the joiner writes a stream.
/// </summary>
internal sealed class StreamBuffer : MemoryStream
{
    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <summary>What was written since the last <see cref="Clear"/>; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => new(GetBuffer(), 0, (int)Length);

    /// <summary>Begins anew, with the same memory.</summary>
    public void Clear() => SetLength(0);
}
