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

    // Lent: a long text has thousands of answers.
    private readonly byte[] _head = ArrayPool<byte>.Shared.Rent(HeadLength);
    private int _headCount;
    private long _total;
    private bool _isDisposed;

    /// <summary>The first bytes that came; gone when this is disposed.</summary>
    public ArraySegment<byte> Head => new(_head, 0, _headCount);

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
        Buffer.BlockCopy(buffer, offset, _head, _headCount, forHead);
        _headCount += forHead;
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
            ArrayPool<byte>.Shared.Return(_head);
        }

        base.Dispose(disposing);
    }
}
