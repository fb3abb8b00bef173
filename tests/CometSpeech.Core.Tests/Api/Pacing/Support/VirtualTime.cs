namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>
/// A clock that stands still until it is moved, and then jumps from timer to timer; their callbacks, and what awaits
/// them, run on the thread that moves it, in the order of their times.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly object _lock = new();

    // By the time and, where that is the same, by the order of being set.
    private readonly SortedDictionary<(TimeSpan Due, long Order), VirtualTimer> _timers = [];
    private long _order;

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>
    /// What awaits a timer or a turn runs on this thread only where no context asks for it, and a test has one: called
    /// before anything is awaited.
    /// </summary>
    public static void RunInline() => SynchronizationContext.SetSynchronizationContext(null);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow() => s_start + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends after the time; what awaits it runs at once, on the thread that moves the clock.</summary>
    public Task Delay(TimeSpan time)
    {
        var end = new TaskCompletionSource<bool>();
        CreateTimer(_ => end.SetResult(true), null, time, Timeout.InfiniteTimeSpan);
        return end.Task;
    }

    /// <summary>Moves to the next timer and runs it.</summary>
    /// <returns>False when there is none.</returns>
    public bool RunNext(TimeSpan? until = null)
    {
        VirtualTimer timer;
        lock (_lock)
        {
            if (_timers.Count == 0 || _timers.First().Key.Due > (until ?? TimeSpan.MaxValue))
            {
                return false;
            }

            KeyValuePair<(TimeSpan Due, long Order), VirtualTimer> next = _timers.First();
            _timers.Remove(next.Key);
            Now = next.Key.Due;
            timer = next.Value;
            timer.Key = null;
        }

        timer.Callback();
        return true;
    }

    /// <summary>Moves on by that time; all timers due until then run.</summary>
    public void Advance(TimeSpan time)
    {
        TimeSpan end = Now + time;
        while (RunNext(end))
        {
        }

        Now = end;
    }

    private sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
    {
        public Action Callback { get; } = callback;

        public (TimeSpan Due, long Order)? Key { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                throw new NotSupportedException("Nothing here repeats.");
            }

            lock (time._lock)
            {
                if (Key is { } key)
                {
                    time._timers.Remove(key);
                    Key = null;
                }

                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Key = (time.Now + dueTime, time._order++);
                    time._timers.Add(Key.Value, this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
