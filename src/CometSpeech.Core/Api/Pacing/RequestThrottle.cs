using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Api.Pacing;

/// <summary>
/// How many requests of a command are under way at once, and in which order they get their turn: up to the limit from
/// the start; fewer once the service refuses one more than it was seen to take, then slowly more again (additive
/// increase, multiplicative decrease). <see cref="RequestSpacing"/> says how far apart they are. Called from any
/// thread.
/// </summary>
internal sealed class RequestThrottle : IDisposable
{
    /// <summary>
    /// So many requests in a row prove something: three can be luck, most services let more than ten through.
    /// </summary>
    public const int Sample = 10;

    // Go out together; the default limit, so that growth costs most commands nothing. An account for two at once
    // refuses two.
    private const int InitialLevel = 4;

    // One more at once than before comes after this time, shared by those that are under way: 0.1 s after four, and 64
    // are reached in 1.1 s. A refusal mostly arrives sooner, and then no more is sent in vain: let go all together, 64
    // requests to an account for two at once would bring 62 refusals. A book of 271 requests, eight at once and each of
    // 1.5 s, takes 0.5 % longer than without.
    private static readonly TimeSpan s_rise = TimeSpan.FromMilliseconds(400);

    // The same once answers come: a quick service is asked often by few, and has half as many to refuse when its limit
    // is reached. With answers of 0.02 s, 64 at once are reached five seconds later for it.
    private static readonly TimeSpan s_riseWithAnswers = TimeSpan.FromMilliseconds(2400);

    // The limit grows by one after 10 requests that were taken with all places in use; after 20, 40, 80 and 160 with
    // each time that it had grown too far: an account for two at once then refuses every hundredth request of a long
    // run, and one that was shared for a while gets its full speed back.
    private const int SlowestGrowth = 160;

    private readonly object _lock = new();
    private readonly LinkedList<TaskCompletionSource<RequestTurn>> _waiting = new();
    private readonly RequestSpacing _spacing = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;
    private readonly int _maximum;

    private int _running;
    private TimeSpan? _idleSince = TimeSpan.Zero;
    private bool _acceptedEver;

    // Refusals.
    private int _epoch;
    private int _inARow;
    private TimeSpan? _refusingSince;
    private bool _isTrying;
    private bool _isCrowded;

    // How many at once.
    private int _limit;
    private int _level = InitialLevel;
    private TimeSpan? _lastRise;
    private int _proven;
    private int _proof;
    private int _growth;
    private int _growAfter = Sample;

    /// <summary>Begins without a request.</summary>
    /// <param name="maximum">Requests under way at once, 1 or more.</param>
    /// <param name="time">The clock.</param>
    public RequestThrottle(int maximum, TimeProvider time)
    {
        _maximum = maximum;
        _limit = maximum;
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
            if (turn.Level > _proven && ++_proof >= Sample)
            {
                _proven = Math.Max(_level, turn.Level);
                _proof = 0;
            }

            // Those sent before a refusal say nothing about what the service does now.
            if (turn.Epoch == _epoch)
            {
                _refusingSince = null;
                // A service that let nobody in for long is not asked every second again when its next window is used
                // up.
                _inARow = _isTrying ? _inARow / 2 : _inARow;
                _isTrying = false;
                if (_limit < _maximum && _running >= _limit && ++_growth >= _growAfter)
                {
                    _limit++;
                    _growth = 0;
                }
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
                // One more at once than the service has been seen to take.
                bool isCrowded = turn.Level > 1 && turn.Level > _proven;
                _spacing.Refused(now, retryAfter ?? backoff(_inARow), isCrowded);
                _epoch++;
                _inARow++;
                _isTrying = true;
                _isCrowded = isCrowded;
                if (isCrowded)
                {
                    Crowd(turn);
                    _growAfter = Math.Min(2 * _growAfter, SlowestGrowth);
                    _growth = 0;
                }
                else if (turn.Level == 1 || _spacing.WasSlowEnough)
                {
                    // Neither their number nor their pace is why: what was concluded from either was chance.
                    _limit = _maximum;
                    _growAfter = Sample;
                }
                else if (!_spacing.IsKnown)
                {
                    // Sent too fast, fewer at once do not help; but as long as no pace is known there is nothing else
                    // to slow down.
                    _limit = (turn.Level + 1) / 2;
                }

                _proof = 0;
            }
            else
            {
                _spacing.RefusedToo(now, retryAfter);
                if (_isCrowded && turn.Level > 1 && turn.Epoch == _epoch - 1)
                {
                    Crowd(turn);
                }
            }

            // The first after the pause tries the ground, and more follow step by step.
            _level = 0;
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

    // One at once more than the service takes: those before it were taken.
    private void Crowd(RequestTurn turn)
    {
        _limit = Math.Min(_limit, turn.Level - 1);
        _proven = Math.Min(_proven, _limit);
    }

    private void Release()
    {
        List<(TaskCompletionSource<RequestTurn> Waiter, RequestTurn Turn)> turns = [];
        lock (_lock)
        {
            while (_waiting.First is { } first && _running < _limit)
            {
                TimeSpan now = Now;
                TimeSpan start = _spacing.Next;
                if (_level > 0 && _running >= _level)
                {
                    _lastRise ??= now;
                    TimeSpan shared = _acceptedEver && !_isTrying ? s_riseWithAnswers : s_rise;
                    TimeSpan rise = _lastRise.Value + TimeSpan.FromTicks(shared.Ticks / _running);
                    start = rise > start ? rise : start;
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
                if (_running > _level)
                {
                    _level = _running;
                    _lastRise = now;
                }

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
