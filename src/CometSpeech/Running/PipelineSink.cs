using System.Management.Automation;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Output;

namespace CometSpeech.Running;

/// <summary>
/// Carries a target's sound to the pipeline thread, the only one that may write it. The next part waits until one was
/// taken: what reads slowly is not overrun.
/// </summary>
internal sealed class PipelineSink : ISoundSink
{
    private readonly object _lock = new();
    private TaskCompletionSource<bool> _arrival = New();
    private (byte[] Bytes, TaskCompletionSource<bool> Written)? _next;

    /// <inheritdoc/>
    public AudioContainer? Container => null;

    /// <summary>Ends when there is something to write.</summary>
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

    /// <summary>Writes what is there, each part as one array. On the pipeline thread.</summary>
    public void WriteTo(Cmdlet cmdlet)
    {
        while (Take() is { } next)
        {
            cmdlet.WriteObject(SpeechBytes.Create(next.Bytes), enumerateCollection: false);
            next.Written.TrySetResult(true);
        }
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task HandOverAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        TaskCompletionSource<bool> written = New();
        using (cancellationToken.Register(() => written.TrySetCanceled()))
        {
            lock (_lock)
            {
                _next = (bytes.ToArray(), written);
                _arrival.TrySetResult(true);
            }

            await written.Task.ConfigureAwait(false);
        }
    }

    private (byte[] Bytes, TaskCompletionSource<bool> Written)? Take()
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
