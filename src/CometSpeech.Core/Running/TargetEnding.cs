using CometSpeech.Core.Parts;
using CometSpeech.Core.Running.State;
using CometSpeech.Core.Running.Work;

namespace CometSpeech.Core.Running;

/// <summary>
/// Ends targets: joins those whose parts are all there and clears their folders away, leaves those that failed, and
/// completes their tasks. Runs in steps of the loop.
/// </summary>
internal sealed class TargetEnding(
    StepRunner steps, RunWork work, RunState state, CharacterBudget budget, IRunLog log)
{
    private readonly List<TargetFailedException> _stopped = [];

    /// <summary>The targets that were not finished because the run was stopped, with what is kept of them.</summary>
    public IReadOnlyList<TargetFailedException> Stopped => _stopped;

    /// <summary>Begins to end what can be ended now.</summary>
    public void End()
    {
        foreach (TargetState target in state.Targets.Where(target => target.IsReady).ToArray())
        {
            target.IsEnding = true;
            if (target.Result is not null)
            {
                Clear(target);
            }
            else if (target.Failure is not null)
            {
                Abandon(target);
            }
            else
            {
                Join(target);
            }
        }
    }

    private void Join(TargetState target)
    {
        Part[] parts = [.. target.Parts.Select(part => part.Part!)];
        steps.Start(() => work.JoinAsync(
            target.Plan,
            target.Output,
            parts,
            target.Responses,
            (result, failure) => OnJoined(target, result, failure)));
    }

    private void OnJoined(TargetState target, TargetResult? result, Exception? failure)
    {
        target.IsEnding = false;
        target.Result = result;
        if (failure is not null && !target.TryAskAgain(failure, log))
        {
            target.Fail(failure);
        }
    }

    // What was made stays, even where its sound was not heard to the end.
    private void Clear(TargetState target)
    {
        TargetResult? result = target.IsHeard ? target.Result : null;
        TargetFailedException? failure = target.IsHeard
            ? null
            : new TargetFailedException(target.Plan, target.FailedRequest, 0, null, target.Failure!);
        if (target.Left is { } left)
        {
            steps.Start(() => work.ClearAsync(left, new HashSet<string>(), () => OnOver(target, result, failure)));
        }
        else if (target.Folder is { IsCache: false, Exists: true } folder)
        {
            // Its folder goes when nobody needs it: what other targets wait for stays until then.
            Release(target);
            IEnumerable<PartState> needed = target.Parts.Where(part => part.Users.Count > 0 && part.Folder == folder);
            var names = new HashSet<string>(needed.Select(part => part.Name), StringComparer.Ordinal);
            folder.IsDone = true;
            steps.Start(() => work.ClearAsync(folder, names, () => OnOver(target, result, failure)));
        }
        else
        {
            OnOver(target, result, failure);
        }
    }

    private void Abandon(TargetState target)
    {
        Part[] there = [.. target.Parts.Select(part => part.Part).OfType<Part>()];
        steps.Start(() => work.AbandonAsync(target.Output, target.Folder, there, kept =>
        {
            string? keptIn = kept == 0 ? null : target.Folder!.FullName;
            var failed = new TargetFailedException(target.Plan, target.FailedRequest, kept, keptIn, target.Failure!);
            OnOver(target, null, failed);
        }));
    }

    private void OnOver(TargetState target, TargetResult? result, TargetFailedException? failure)
    {
        Release(target);
        target.Stream?.Dispose();
        state.Remove(target, isFinished: failure is null);
        if (result is not null)
        {
            target.Completion.TrySetResult(result);
        }
        else if (target.Failure is OperationCanceledException)
        {
            _stopped.Add(failure!);
            target.Completion.TrySetCanceled();
        }
        else
        {
            target.Completion.TrySetException(failure!);
        }
    }

    // What nobody needs is deleted where the target in whose folder it lies is finished; else it is kept for a next
    // run.
    private void Release(TargetState target)
    {
        foreach (PartState part in state.Release(target, budget))
        {
            if (part is { Folder: { IsDone: true } folder, Part.Path: { } path })
            {
                steps.Start(() => RunWork.DeleteAsync(path, folder));
            }
        }
    }
}
