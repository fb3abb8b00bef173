namespace CometSpeech.Fuzz.Targets;

/// <summary>Bytes that come a few at a time, as from a connection; at once, so that all stays on one thread.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="random">How many come with each read.</param>
/// <param name="canSeek">Whether it can seek.</param>
internal sealed class ShortReads(byte[] bytes, Random random, bool canSeek = false)
    : MemoryStream(bytes, writable: false)
{
    private readonly int _longest = 1 << random.Next(1, 14);

    /// <inheritdoc/>
    public override bool CanSeek => canSeek;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(count, random.Next(1, _longest + 1)));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) =>
        base.Read(buffer[..Math.Min(buffer.Length, random.Next(1, _longest + 1))]);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));
}
