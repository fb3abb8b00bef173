using System.Collections.Concurrent;
using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Catalog;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Keys;

namespace CometSpeech.Running;

/// <summary>
/// Waits on the pipeline thread for work that asks the service, and writes meanwhile what it reports. Ctrl+C ends the
/// wait at once.
/// </summary>
internal static class ServiceCall
{
    /// <summary>Asks a service for a list.</summary>
    /// <param name="cmdlet">Who writes the lines, by <c>-Verbose</c>.</param>
    /// <param name="address">The service.</param>
    /// <param name="key">The key for it; null to send none.</param>
    /// <param name="ask">Which list.</param>
    /// <param name="stop">Is cancelled when the cmdlet is stopped.</param>
    /// <exception cref="ServiceException">The service refused, is not there, or gave no list.</exception>
    /// <exception cref="PipelineStoppedException">The cmdlet was stopped.</exception>
    public static IReadOnlyList<T> GetList<T>(
        Cmdlet cmdlet,
        ServiceAddress address,
        ApiKey? key,
        Func<ServiceListClient, CancellationToken, Task<IReadOnlyList<T>>> ask,
        CancellationToken stop) => Wait(
        cmdlet,
        async log =>
        {
            using ServiceListClient client = new(address, key, new CometApiClientOptions(), log);
            return await ask(client, stop).ConfigureAwait(false);
        },
        stop);

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
