namespace CometSpeech.Core.Tests.Files;

/// <summary>A clock whose timers are due at once, and move it on by the time that they were to wait.</summary>
/// <param name="passed">Learns the time since the beginning, before who waits goes on.</param>
internal sealed class PassingTime(Action<TimeSpan>? passed = null) : TimeProvider
{
    /// <summary>The time since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Now += dueTime;
        passed?.Invoke(Now);
        callback(state);
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
