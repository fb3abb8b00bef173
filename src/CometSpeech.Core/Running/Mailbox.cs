using System.Collections.Concurrent;

namespace CometSpeech.Core.Running;

/// <summary>
/// Runs steps one at a time, in the order in which they were posted, from any thread. Whoever posts into an empty
/// mailbox runs what is in it; the others go on at once. So the state that steps touch needs no lock, and no thread
/// is changed.
/// </summary>
internal sealed class Mailbox
{
    private readonly ConcurrentQueue<Action> _steps = new();
    private int _count;

    /// <summary>Runs the step now, or after those that are there. A step must not throw.</summary>
    public void Post(Action step)
    {
        _steps.Enqueue(step);
        if (Interlocked.Increment(ref _count) != 1)
        {
            return;
        }

        do
        {
            _steps.TryDequeue(out Action? next);
            next!();
        }
        while (Interlocked.Decrement(ref _count) > 0);
    }
}
