using System.Buffers;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;

namespace CometSpeech.Core.Api;

/// <summary>
/// Reads the body of an answer as it arrives and copies what came to an output, so that a check can go through it in
/// the same pass. Ends with an error when the body grows beyond a limit.
/// </summary>
internal sealed class ResponseBody(Stream body, Stream output, long maxLength, InactivityTimeout timeout) : Stream
{
    // Enough to tell the format of an answer that broke off, or text from samples.
    private const int HeadLength = 4096;

    // Enough for an error with a page of words.
    private const int TailLength = 4096;

    // Lent: a long text has thousands of answers. Behind the head lies the tail.
    private readonly byte[] _ends = ArrayPool<byte>.Shared.Rent(HeadLength + TailLength);
    private int _headCount;
    private int _tailCount;
    private long _total;
    private bool _isDisposed;

    /// <summary>The first bytes that came; gone when this is disposed.</summary>
    public ArraySegment<byte> Head => new(_ends, 0, _headCount);

    /// <summary>The last bytes that came; gone when this is disposed.</summary>
    public ArraySegment<byte> Tail => new(_ends, HeadLength, _tailCount);

    /// <summary>Whether more of the body would not be in it.</summary>
    public bool IsHeadFull => _headCount == HeadLength;

    /// <summary>
    /// Whether all bytes that came are those of a text: no control characters but tab, line feed and return. A twelfth
    /// of all bytes are others, so a tenth of a second of samples, 4800 bytes, is never text by chance.
    /// </summary>
    public bool IsText { get; private set; } = true;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _total;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="ServiceException">The body is too long.</exception>
    /// <exception cref="ResponseFileException">The output refused the bytes.</exception>
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await timeout.ReadAsync(body, buffer, offset, count).ConfigureAwait(false);
        _total += read;
        if (_total > maxLength)
        {
            throw new ServiceException(
                ServiceFailure.AnswerTooLong,
                $"The answer did not end: it is longer than {maxLength / 1_000_000:N0} MB, "
                    + "more than this text can take to speak.");
        }

        for (int i = offset; IsText && i < offset + read; i++)
        {
            IsText = buffer[i] is >= 0x20 and not 0x7F or 0x09 or 0x0A or 0x0D;
        }

        int forHead = Math.Min(read, HeadLength - _headCount);
        Buffer.BlockCopy(buffer, offset, _ends, _headCount, forHead);
        _headCount += forHead;
        KeepTail(buffer.AsSpan(offset, read));
        try
        {
            output.Write(buffer, offset, read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ResponseFileException(e);
        }

        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            ArrayPool<byte>.Shared.Return(_ends);
        }

        base.Dispose(disposing);
    }

    private void KeepTail(ReadOnlySpan<byte> read)
    {
        Span<byte> tail = _ends.AsSpan(HeadLength, TailLength);
        ReadOnlySpan<byte> last = read.Slice(Math.Max(0, read.Length - TailLength));
        int kept = Math.Min(_tailCount, TailLength - last.Length);
        tail.Slice(_tailCount - kept, kept).CopyTo(tail);
        last.CopyTo(tail.Slice(kept));
        _tailCount = kept + last.Length;
    }
}
