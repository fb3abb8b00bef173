namespace CometSpeech.Core.Api.Pacing;

/// <summary>
/// Cancels when the service sends nothing for a while. The clock runs only while a byte is waited for: what this
/// machine does with an answer, a slow disk or a long check, is not the service's silence.
/// </summary>
internal sealed class InactivityTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _outer;
    private readonly TimeSpan _limit;

    /// <summary>Starts the clock: the headers are waited for.</summary>
    public InactivityTimeout(TimeSpan limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _outer = cancellationToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source.CancelAfter(limit);
    }

    /// <summary>Cancelled when the time runs out or the user stops.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The time ran out; it was not the user who stopped.</summary>
    public bool HasExpired => _source.IsCancellationRequested && !_outer.IsCancellationRequested;

    /// <summary>Stops the clock: something came.</summary>
    public void Pause() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Waits for bytes of an answer, with the clock running.</summary>
    public async Task<int> ReadAsync(Stream body, byte[] buffer, int offset, int count)
    {
        _source.CancelAfter(_limit);
        int read = await body.ReadAsync(buffer, offset, count, _source.Token).ConfigureAwait(false);
        Pause();
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
