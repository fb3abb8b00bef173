using CometSpeech.Core.Parts;
using CometSpeech.Core.Running.State;
using CometSpeech.Core.Running.Work;

namespace CometSpeech.Core.Running.Streaming;

/// <summary>
/// Hands the parts of targets to their sinks, each as soon as it and all before it are there, one call at a time. Runs
/// in steps of the loop.
/// </summary>
internal sealed class SinkFeed(StepRunner steps, RunWork work, IRunLog log)
{
    /// <summary>Begins what can be begun now.</summary>
    public void Feed(RunState state)
    {
        foreach (TargetState target in state.Targets)
        {
            if (target.NextToStream is { } part)
            {
                Write(state, target, part);
            }
            else if (target.IsStreamToComplete)
            {
                Complete(target);
            }
        }
    }

    private void Write(RunState state, TargetState target, Part part)
    {
        target.IsStreaming = true;
        steps.Start(() => work.StreamAsync(target.Stream!, target.ChunksStreamed, part, failure =>
        {
            target.IsStreaming = false;
            if (failure is null)
            {
                if (target.TakeStreamed() is { } served)
                {
                    state.Forget(served);
                }
            }
            else if (!target.TryAskAgain(failure, log))
            {
                target.IsStreamOver = true;
                target.Fail(failure);
            }
        }));
    }

    private void Complete(TargetState target)
    {
        target.IsStreaming = true;
        steps.Start(() => work.CompleteStreamAsync(target.Plan, target.Stream!, target.Responses, (result, failure) =>
        {
            target.IsStreaming = false;
            target.IsStreamOver = true;
            target.IsHeard = failure is null;
            if (failure is not null)
            {
                target.Fail(failure);
            }
            else if (target.Output is null)
            {
                target.Result = result;
            }
        }));
    }
}
