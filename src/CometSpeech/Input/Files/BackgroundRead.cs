using System.Management.Automation;

namespace CometSpeech.Input.Files;

/// <summary>
/// Reads on a thread of its own, so that Ctrl+C works: a read from a share that is gone, or from a FIFO, may never end.
/// </summary>
internal static class BackgroundRead
{
    /// <summary>Gives what was read, or throws what the reading threw.</summary>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    public static T Run<T>(Func<T> read, CancellationToken stop)
    {
        Task<T> reading = Task.Factory.StartNew(
            read,
            CancellationToken.None,
            // A thread of the pool would be missed there.
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            Task.WaitAny([reading], Timeout.Infinite, stop);
            return reading.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
