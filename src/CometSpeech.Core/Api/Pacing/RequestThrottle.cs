namespace CometSpeech.Core.Api.Pacing;

/// <summary>
/// Gives the requests of a command their turns, in the order they came. <see cref="ConcurrencyLimit"/> says how many
/// are under way at once, <see cref="RequestSpacing"/> how far apart they are. Called from any thread.
/// </summary>
internal sealed class RequestThrottle : IDisposable
{
    /// <summary>
    /// So many requests in a row prove something: three can be luck, most services let more than ten through.
    /// </summary>
    public const int Sample = 10;

    private readonly object _lock = new();
    private readonly LinkedList<TaskCompletionSource<RequestTurn>> _waiting = new();
    private readonly RequestSpacing _spacing = new();
    private readonly ConcurrencyLimit _limit;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;

    private int _running;
    private TimeSpan? _idleSince = TimeSpan.Zero;
    private bool _acceptedEver;

    // Refusals.
    private int _epoch;
    private int _inARow;
    private TimeSpan? _refusingSince;
    private bool _isTrying;
    private bool _isCrowded;

    /// <summary>Begins without a request.</summary>
    /// <param name="maximum">Requests under way at once, 1 or more.</param>
    /// <param name="time">The clock.</param>
    public RequestThrottle(int maximum, TimeProvider time)
    {
        _limit = new ConcurrencyLimit(maximum);
        _time = time;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Until when all requests wait because of the service's limit: it refused one, or its pace lets the next one go
    /// only then and none is under way. Null when they do not.
    /// </summary>
    public DateTimeOffset? PausedUntil
    {
        get
        {
            lock (_lock)
            {
                bool isPaced = _running == 0 && _waiting.Count > 0;
                TimeSpan left = (isPaced ? _spacing.Next : _spacing.PausedUntil) - Now;
                return left > TimeSpan.Zero ? _time.GetUtcNow() + left : null;
            }
        }
    }

    /// <summary>How long the service has refused everything since its first refusal, idle time left out.</summary>
    public TimeSpan RefusingFor
    {
        get
        {
            lock (_lock)
            {
                return _refusingSince is { } since ? Now - since : TimeSpan.Zero;
            }
        }
    }

    /// <summary>
    /// The service is only full: it took a request of this command, or may yet take others under way.
    /// </summary>
    public bool IsServing
    {
        get
        {
            lock (_lock)
            {
                return _acceptedEver || _running > 1;
            }
        }
    }

    /// <summary>No request is under way, and none waits for its turn.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _idleSince is not null;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Waits for a turn; who waits first has it first. It ends with <see cref="Leave"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<RequestTurn> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // A request goes out on the thread that gives it its turn, without a detour through the pool.
        var turn = new TaskCompletionSource<RequestTurn>();
        lock (_lock)
        {
            EndIdleness();
            _waiting.AddLast(turn);
        }

        using (cancellationToken.Register(() => Abandon(turn, cancellationToken)))
        {
            Release();
            return await turn.Task.ConfigureAwait(false);
        }
    }

    /// <summary>The service took the request.</summary>
    public void Accepted(RequestTurn turn)
    {
        lock (_lock)
        {
            _acceptedEver = true;
            _limit.Accepted(turn);
            // Those sent before a refusal say nothing about what the service does now.
            if (turn.Epoch == _epoch)
            {
                _refusingSince = null;
                // A service that let nobody in for long is not asked every second again when its next window is used
                // up.
                _inARow = _isTrying ? _inARow / 2 : _inARow;
                _isTrying = false;
                _limit.Grow(_running);
            }
        }

        Release();
    }

    /// <summary>The service answered 429: all wait.</summary>
    /// <param name="turn">What <see cref="EnterAsync"/> gave for this request.</param>
    /// <param name="retryAfter">The wait the service names.</param>
    /// <param name="backoff">The wait after the n-th refusal in a row, from 0, where it names none.</param>
    /// <returns>How long all requests wait now.</returns>
    public TimeSpan Refused(RequestTurn turn, TimeSpan? retryAfter, Func<int, TimeSpan> backoff)
    {
        lock (_lock)
        {
            TimeSpan now = Now;
            _refusingSince ??= now;
            // Requests sent together are refused together; that is one refusal.
            if (turn.Epoch == _epoch)
            {
                bool isCrowded = _limit.IsCrowded(turn);
                _spacing.Refused(now, retryAfter ?? backoff(_inARow), isCrowded);
                _epoch++;
                _inARow++;
                _isTrying = true;
                _isCrowded = isCrowded;
                if (isCrowded)
                {
                    _limit.Crowd(turn);
                }
                else if (turn.Level == 1 || _spacing.WasSlowEnough)
                {
                    // Neither their number nor their pace is why.
                    _limit.Acquit();
                }
                else if (!_spacing.IsKnown)
                {
                    // They were sent too fast, and no pace is known yet.
                    _limit.Halve(turn);
                }

                _limit.Doubt();
            }
            else
            {
                _spacing.RefusedToo(now, retryAfter);
                if (_isCrowded && turn.Level > 1 && turn.Epoch == _epoch - 1)
                {
                    _limit.CrowdToo(turn);
                }
            }

            _limit.Pause();
            TimeSpan wait = _spacing.PausedUntil - now;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>The request is over, however it went.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _running--;
            BeginIdleness();
        }

        Release();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Release()
    {
        List<(TaskCompletionSource<RequestTurn> Waiter, RequestTurn Turn)> turns = [];
        lock (_lock)
        {
            while (_waiting.First is { } first && _limit.HasRoom(_running))
            {
                TimeSpan now = Now;
                TimeSpan start = _spacing.Next;
                if (_limit.NextRise(_running, now, _acceptedEver && !_isTrying) is { } rise && rise > start)
                {
                    start = rise;
                }

                if (start > now)
                {
                    // In whole milliseconds, upwards: a timer that is early would only be set again.
                    double milliseconds = Math.Ceiling((start - now).TotalMilliseconds);
                    _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
                    break;
                }

                _waiting.RemoveFirst();
                _running++;
                _spacing.Sent(now);
                _limit.Sent(_running, now);
                turns.Add((first.Value, new RequestTurn(_epoch, _running)));
            }
        }

        foreach ((TaskCompletionSource<RequestTurn> waiter, RequestTurn turn) in turns)
        {
            // Abandoned between the two locks: its place goes to the next.
            if (!waiter.TrySetResult(turn))
            {
                Leave();
            }
        }
    }

    private void Abandon(TaskCompletionSource<RequestTurn> turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _waiting.Remove(turn);
            BeginIdleness();
        }

        // What awaits it does not run inside the caller's Cancel.
        Task.Run(() => turn.TrySetCanceled(cancellationToken), CancellationToken.None);
    }

    private void BeginIdleness()
    {
        if (_running == 0 && _waiting.Count == 0)
        {
            _idleSince ??= Now;
        }
    }

    private void EndIdleness()
    {
        if (_idleSince is { } since)
        {
            _spacing.Idled(since, Now);
            _refusingSince += Now - since;
            _idleSince = null;
        }
    }
}
