using CometSpeech.Core.Running.State;
using CometSpeech.Core.Running.Work;

namespace CometSpeech.Core.Running;

/// <summary>
/// Looks, when a target is opened, which of its parts are there from an earlier run. Runs in steps of the loop.
/// </summary>
internal sealed class PartTakeover(StepRunner steps, RunWork work, CharacterBudget budget, IRunLog log)
{
    /// <summary>
    /// Has the files that were found checked; the parts without any are queued at once, the others when none of theirs
    /// is whole.
    /// </summary>
    public void Begin(TargetState target, OpenedFiles files)
    {
        var found = new Queue<PartState>();
        foreach (PartState part in target.Parts)
        {
            if (part.Status is PartStatus.Unknown or PartStatus.Queued && files.Parts.Contains(part.Name))
            {
                part.Begin(PartStatus.Checking);
                found.Enqueue(part);
            }
            else if (part.Status == PartStatus.Unknown)
            {
                part.Queue();
            }
        }

        if (found.Count > 0)
        {
            target.Operations++;
            target.IsBeingChecked = true;
            CheckNext(target, files, found, 0);
        }
    }

    // One after the other, so that a target holds one thread of the pool.
    private void CheckNext(TargetState target, OpenedFiles files, Queue<PartState> left, int reused)
    {
        if (left.Count == 0)
        {
            target.Operations--;
            target.IsBeingChecked = false;
            TellReuse(target, reused);
            return;
        }

        PartState state = left.Dequeue();
        steps.Start(() => work.CheckAsync(target.Plan, files, state.Name, (part, failure) =>
        {
            if (part is not null)
            {
                // An earlier target may have counted it before this one found it.
                budget.GiveBack(state);
                state.Arrive(part, target.Folder);
                CheckNext(target, files, left, reused + 1);
                return;
            }

            state.Queue();
            while (failure is not null && left.Count > 0)
            {
                left.Dequeue().Queue();
            }

            if (failure is not null)
            {
                target.Fail(failure);
            }

            CheckNext(target, files, left, reused);
        }));
    }

    private void TellReuse(TargetState target, int reused)
    {
        if (reused > 0)
        {
            int all = target.Parts.Length;
            log.Verbose(
                $"'{target.Plan.Target.Name}': {reused} of {all} parts are there from an earlier run; "
                    + $"{all - reused} requests are left to pay for.");
        }
    }
}
