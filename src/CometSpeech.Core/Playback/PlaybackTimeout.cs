namespace CometSpeech.Core.Playback;

/// <summary>A token that is cancelled with the caller's, or when a time is over.</summary>
internal sealed class PlaybackTimeout : IDisposable
{
    /// <summary>
    /// How long a device or a player may do nothing: what it holds may still be played, some seconds, and then it may
    /// take as long as a wireless loudspeaker needs to come back. After that it is gone.
    /// </summary>
    public static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _callers;
    private readonly ITimer _timer;

    public PlaybackTimeout(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        _callers = cancellationToken;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = clock.CreateTimer(_ => Cancel(), null, time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Is cancelled by either.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether it was the time.</summary>
    public bool IsOver => _source.IsCancellationRequested && !_callers.IsCancellationRequested;

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What was limited has just ended.
        }
    }
}
