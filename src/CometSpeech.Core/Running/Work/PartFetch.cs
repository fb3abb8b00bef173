using CometSpeech.Core.Api;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running.Work;

/// <summary>
/// Has one part come: asks for it, or takes it from a cache into which another process has paid it. Of processes with
/// one cache, one at a time asks for a part, and looks first whether it is there by now.
/// </summary>
internal sealed class PartFetch(
    SendSpeech send, PartStore store, TimeProvider time, CancellationToken cancellationToken)
{
    // An answer takes a second and more. Each look opens a file, on a share by the network, for every part that
    // another process asks for at that time: some dozens.
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(500);

    // After ten minutes no answer comes from there any more: a machine that lost its power, whose lock a share still
    // keeps (NFS 4 does so for a minute and a half, NFS 3 until it is back), or a process that somebody has halted. A
    // part that is paid for twice is better than a file that is never finished.
    private const int MostTimesElsewhere = 1200;

    /// <summary>Has it come; null when another process is asking for it.</summary>
    /// <param name="plan">Whose request it is.</param>
    /// <param name="folder">Where it is kept; null for memory.</param>
    /// <param name="request">Its index in the plan.</param>
    /// <param name="timesElsewhere">How often another process was asking for it before.</param>
    /// <exception cref="Exception">What the client, or the disk, says.</exception>
    public async Task<FetchedPart?> RunAsync(
        TargetPlan plan, PartFolder? folder, int request, int timesElsewhere)
    {
        string name = plan.Requests[request].PartName;
        if (folder is not { IsCache: true } || timesElsewhere >= MostTimesElsewhere)
        {
            return await AskAsync(plan, folder, request, name).ConfigureAwait(false);
        }

        // A share may be slow: not on the thread of the loop.
        using PartLock? taken = await Task.Run(() => folder.TryLock(name)).ConfigureAwait(false);
        if (taken is null)
        {
            return null;
        }

        IEnumerable<string> paths = folder.Find(new[] { name })[name];
        Part? found = await PartCheck
            .TakeOverAsync(folder, name, paths, plan.Target.Format, plan.NeedsLevels, cancellationToken)
            .ConfigureAwait(false);
        return found is not null
            ? new FetchedPart(found, null)
            : await AskAsync(plan, folder, request, name).ConfigureAwait(false);
    }

    /// <summary>Waits until it is worth another look whether a part is there.</summary>
    /// <exception cref="OperationCanceledException">The run is stopped.</exception>
    public Task WaitElsewhereAsync() => time.DelayAsync(s_wait, cancellationToken);

    private async Task<FetchedPart> AskAsync(TargetPlan plan, PartFolder? folder, int request, string name)
    {
        using PartWriter writer = store.CreateWriter(plan, folder, name);
        SpeechResponse response =
            await send(plan.CreateRequest(request), writer, cancellationToken).ConfigureAwait(false);
        return new FetchedPart(writer.Finish(response.Audio), response);
    }
}
