namespace CometSpeech.Core.Api.Pacing;

/// <summary>Cancels when nothing has happened for a while; every byte that comes starts the time anew.</summary>
internal sealed class InactivityTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _outer;
    private readonly TimeSpan _limit;

    public InactivityTimeout(TimeSpan limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _outer = cancellationToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Restart();
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The time ran out; it was not the user who stopped.</summary>
    public bool HasExpired => _source.IsCancellationRequested && !_outer.IsCancellationRequested;

    public void Restart() => _source.CancelAfter(_limit);

    public void Dispose() => _source.Dispose();
}
