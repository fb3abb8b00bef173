using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Running.Streaming;

/// <summary>
/// Carries a target's sound to a thread that takes it in arrays, as a pipeline's does. The next part waits until one
/// was taken: what reads slowly is not overrun.
/// </summary>
public sealed class ByteArraySink : ISoundSink
{
    private readonly object _lock = new();
    private TaskCompletionSource<bool> _arrival = New();
    private (byte[] Bytes, TaskCompletionSource<bool> Taken)? _next;

    /// <inheritdoc/>
    public AudioContainer? Container => null;

    /// <summary>Ends when there is something to take.</summary>
    public Task Arrival
    {
        get
        {
            lock (_lock)
            {
                return _arrival.Task;
            }
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<byte> bytes, AudioProperties part, CancellationToken cancellationToken) =>
        HandOverAsync(bytes, cancellationToken);

    /// <inheritdoc/>
    public Task CompleteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        HandOverAsync(bytes, cancellationToken);

    /// <summary>Gives what is there to an action, each part as one array, on the calling thread.</summary>
    /// <param name="take">What it throws comes out here, and the part counts as not taken.</param>
    public void TakeAll(Action<byte[]> take)
    {
        while (TakeNext() is { } next)
        {
            take(next.Bytes);
            next.Taken.TrySetResult(true);
        }
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task HandOverAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        TaskCompletionSource<bool> taken = New();
        using (cancellationToken.Register(() => taken.TrySetCanceled()))
        {
            lock (_lock)
            {
                _next = (bytes.ToArray(), taken);
                _arrival.TrySetResult(true);
            }

            await taken.Task.ConfigureAwait(false);
        }
    }

    private (byte[] Bytes, TaskCompletionSource<bool> Taken)? TakeNext()
    {
        lock (_lock)
        {
            (byte[], TaskCompletionSource<bool>)? next = _next;
            if (next is not null)
            {
                _next = null;
                _arrival = New();
            }

            return next;
        }
    }
}
