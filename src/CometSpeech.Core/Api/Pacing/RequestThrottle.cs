using System.Diagnostics;
using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Api.Pacing;

/// <summary>
/// Decides when the next request of a command may start. It begins with a few at once and grows towards the limit; after
/// a 429 everyone waits, one request tries the ground, parallelism halves and grows back slowly (additive increase,
/// multiplicative decrease), and requests are spaced to the rate at which the service was seen to accept them.
/// </summary>
internal sealed class RequestThrottle : IDisposable
{
    private const int InitialParallelism = 4;

    // Growth by time, not by answers: a service that answers in milliseconds must not be swamped before it could refuse.
    private static readonly TimeSpan s_growthInterval = TimeSpan.FromMilliseconds(250);

    // Accepted requests before parallelism grows by one again after a refusal; doubles with every further refusal.
    private const int SlowGrowth = 10;

    private const int MaxSlowGrowth = 40;

    // Each accepted request lets the next follow a little closer.
    private const double SpacingDecay = 0.985;

    // Accepted requests whose times are known: more than most services let through at one go, so that the pace over them
    // is the service's and not that of one burst.
    private const int HistoryLength = 128;

    // The last few tell the pace after a burst.
    private const int RecentLength = 8;

    // Fewer than these tell no pace, unless nothing else was under way.
    private const int EnoughToTell = 10;

    private readonly object _gate = new();
    private readonly LinkedList<TaskCompletionSource<int>> _waiting = new();
    private readonly long[] _acceptedAt = new long[HistoryLength];
    private readonly int _maximum;
    private readonly Timer _timer;

    private int _running;
    private double _parallelism;
    private int _epoch;
    private int _refusals;
    private int _acceptedSinceGrowth;
    private int _growAfter = SlowGrowth;
    private bool _refusedBefore;
    private bool _probing;
    private long _lastGrowth = Stopwatch.GetTimestamp();
    private long _pausedUntil;
    private long _nextStart;
    private long _accepted;
    private bool _acceptedSinceRefusal;
    private TimeSpan _spacing;

    public RequestThrottle(int maximum)
    {
        _maximum = maximum;
        _parallelism = Math.Min(maximum, InitialParallelism);
        _timer = new Timer(_ => Release());
    }

    /// <summary>How long the service has been refusing everything, if it accepted a request of this command before; else null.</summary>
    public TimeSpan? RefusingFor
    {
        get
        {
            lock (_gate)
            {
                return _accepted == 0 ? null : Elapsed(AcceptedAt(1));
            }
        }
    }

    /// <summary>Waits for a turn; the ticket tells <see cref="Refused"/> which requests were under way together.</summary>
    public async Task<int> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<int> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.AddLast(turn);
        }

        using (cancellationToken.Register(() => Abandon(turn, cancellationToken)))
        {
            Release();
            return await turn.Task.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>The request is over, however it went.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _running--;
        }

        Release();
    }

    /// <summary>The service took the request.</summary>
    public void Accepted()
    {
        lock (_gate)
        {
            _acceptedAt[_accepted++ % HistoryLength] = Stopwatch.GetTimestamp();
            _acceptedSinceRefusal = true;
            _probing = false;
            _spacing = TimeSpan.FromTicks((long)(_spacing.Ticks * SpacingDecay));
            Grow();
        }

        Release();
    }

    /// <summary>The service answered 429.</summary>
    /// <param name="ticket">What <see cref="EnterAsync"/> gave for this request.</param>
    /// <param name="retryAfter">The wait the service names.</param>
    /// <param name="backoff">The wait for the n-th refusal in a row, where it names none.</param>
    /// <returns>How long all requests wait now.</returns>
    public TimeSpan Refused(int ticket, TimeSpan? retryAfter, Func<int, TimeSpan> backoff)
    {
        lock (_gate)
        {
            long now = Stopwatch.GetTimestamp();
            // Requests sent together are refused together; that is one refusal.
            if (ticket == _epoch)
            {
                // A service that needed a long wait before needs the half of its steps again.
                _refusals = _acceptedSinceRefusal ? _refusals / 2 : _refusals;
                TimeSpan wait = retryAfter ?? backoff(_refusals);
                _pausedUntil = now + Ticks(wait);
                Space(_pausedUntil);
                _epoch++;
                _refusals++;
                _refusedBefore = true;
                _probing = true;
                _parallelism = Math.Max(1, Math.Floor(_parallelism / 2));
                _growAfter = Math.Min(_growAfter * 2, MaxSlowGrowth);
                _acceptedSinceGrowth = 0;
                _acceptedSinceRefusal = false;
            }
            else if (retryAfter is { } longer && now + Ticks(longer) > _pausedUntil)
            {
                _pausedUntil = now + Ticks(longer);
            }

            return TimeSpan.FromTicks(Math.Max(0, (long)((_pausedUntil - now) * (double)TimeSpan.TicksPerSecond / Stopwatch.Frequency)));
        }
    }

    // The pace at which the service accepted requests until now, the pause included; half as fast as before when that pace
    // was refused too, but never much slower than the service has proved to be.
    private void Space(long until)
    {
        if (_accepted == 0)
        {
            return;
        }

        TimeSpan pace = Pace(HistoryLength, until);
        TimeSpan recent = Pace(RecentLength, until);
        bool known = _accepted >= EnoughToTell || _running <= 1;
        TimeSpan slower = Min(
            TimeSpan.FromTicks(_spacing.Ticks * (_acceptedSinceRefusal ? 2 : 1)),
            TimeSpan.FromTicks(2 * Math.Max(pace.Ticks, recent.Ticks)));
        _spacing = Min(known && pace > slower ? pace : slower, FailureClassifier.LongestWait);
    }

    // The mean time between the last accepted requests, with the time since then.
    private TimeSpan Pace(int last, long until)
    {
        int count = (int)Math.Min(_accepted, last);
        return TimeSpan.FromTicks(Elapsed(AcceptedAt(count), until).Ticks / count);
    }

    private long AcceptedAt(int fromLast) => _acceptedAt[(_accepted - fromLast) % HistoryLength];

    private void Grow()
    {
        if (_parallelism >= _maximum)
        {
            return;
        }

        if (!_refusedBefore)
        {
            double steps = Math.Floor(Elapsed(_lastGrowth).Ticks / (double)s_growthInterval.Ticks);
            if (steps >= 1)
            {
                // At most doubled at once: answers that took long must not open all gates together.
                _parallelism = Math.Min(_maximum, _parallelism + Math.Min(steps, _parallelism));
                _lastGrowth = Stopwatch.GetTimestamp();
            }
        }
        else if (++_acceptedSinceGrowth >= _growAfter)
        {
            _parallelism++;
            _acceptedSinceGrowth = 0;
        }
    }

    private void Release()
    {
        List<TaskCompletionSource<int>> turns = [];
        int ticket;
        lock (_gate)
        {
            // That of the moment in which they are let go: a refusal that comes before they are sent is theirs too.
            ticket = _epoch;
            while (_waiting.First is { } first)
            {
                long now = Stopwatch.GetTimestamp();
                int allowed = _probing ? 1 : (int)_parallelism;
                if (_running >= allowed)
                {
                    break;
                }

                long start = Math.Max(_pausedUntil, _nextStart);
                if (start > now)
                {
                    double milliseconds = (start - now) * 1000.0 / Stopwatch.Frequency;
                    StartTimer((int)Math.Min(Math.Ceiling(milliseconds), int.MaxValue));
                    break;
                }

                _waiting.RemoveFirst();
                _running++;
                _nextStart = now + Ticks(_spacing);
                turns.Add(first.Value);
            }
        }

        foreach (TaskCompletionSource<int> turn in turns)
        {
            // Abandoned between the two locks: its place goes to the next.
            if (!turn.TrySetResult(ticket))
            {
                Leave();
            }
        }
    }

    private void StartTimer(int milliseconds)
    {
        try
        {
            _timer.Change(milliseconds, Timeout.Infinite);
        }
        catch (ObjectDisposedException)
        {
            // The command has ended; whoever waits is being cancelled.
        }
    }

    private void Abandon(TaskCompletionSource<int> turn, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _waiting.Remove(turn);
        }

        turn.TrySetCanceled(cancellationToken);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private static TimeSpan Elapsed(long since, long? until = null) =>
        TimeSpan.FromSeconds(Math.Max(0, (until ?? Stopwatch.GetTimestamp()) - since) / (double)Stopwatch.Frequency);
}
