using System.Collections.Concurrent;
using System.Management.Automation;

namespace CometSpeech.Running;

/// <summary>
/// Waits on the pipeline thread for work that asks the service, and writes meanwhile what it reports. Ctrl+C ends the
/// wait at once.
/// </summary>
internal static class ServiceCall
{
    /// <summary>Begins the work on another thread and waits for its result.</summary>
    /// <param name="cmdlet">Who writes the lines, by <c>-Verbose</c>.</param>
    /// <param name="start">Begins the work; it is given what takes a line, from any thread.</param>
    /// <param name="stop">Is cancelled when the cmdlet is stopped.</param>
    /// <exception cref="PipelineStoppedException">The cmdlet was stopped.</exception>
    public static T Wait<T>(Cmdlet cmdlet, Func<Action<string>, Task<T>> start, CancellationToken stop)
    {
        // Not disposed: the work may outlive a stop, and must not fail for that on a thread where nobody looks.
        BlockingCollection<string> reported = [];
        Task<T> work = Task.Run(() => start(reported.Add), CancellationToken.None);
        work.ContinueWith(_ => reported.CompleteAdding(), TaskScheduler.Default);
        try
        {
            foreach (string line in reported.GetConsumingEnumerable(stop))
            {
                cmdlet.WriteVerbose(line);
            }

            return work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
