using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;
using CometSpeech.Errors;
using CometSpeech.Output;

namespace CometSpeech.Running;

/// <summary>
/// The cmdlet's side of a run: starts targets, waits on the pipeline thread, and writes results, errors, messages and progress there,
/// in the order of the input. Dispose it however the pipeline ends: nothing runs afterwards.
/// </summary>
internal sealed class ResultWriter : IDisposable
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    private readonly Cmdlet _cmdlet;
    private readonly RunMessages _monitor = new();
    private readonly ProgressBars _progress;
    private readonly CometApiClient _client;
    private readonly RunLoop _run;
    private readonly Queue<Task<TargetResult>> _pending = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _maxPending;
    private readonly bool _passThru;

    /// <exception cref="UnencryptedConnectionException">The key would cross a network in plain text.</exception>
    public ResultWriter(Cmdlet cmdlet, ServiceAddress address, ApiKey? key, CometApiClientOptions options, bool passThru)
    {
        _cmdlet = cmdlet;
        _passThru = passThru;
        _progress = new ProgressBars(cmdlet);
        _client = new CometApiClient(address, key, options, _monitor.Verbose);
        _run = new RunLoop(_client.CreateSpeechAsync, new RunOptions { ThrottleLimit = options.ThrottleLimit }, _monitor, _stop.Token);
        // Enough that short files keep all requests busy, few enough that a hundred thousand files are not held at once.
        _maxPending = Math.Max(8, 2 * options.ThrottleLimit);
    }

    /// <summary>Starts a target, and hands out what is finished meanwhile. Waits when too many are under way.</summary>
    public void Start(TargetPlan plan, bool isLast)
    {
        if (isLast)
        {
            _run.CompleteAdding();
        }

        _pending.Enqueue(_run.Add(plan));
        WriteFinished(until: _maxPending);
    }

    /// <summary>Hands out what is finished, and waits until at most so many targets are under way.</summary>
    public void WriteFinished(int until)
    {
        while (_pending.Count > 0)
        {
            _monitor.WriteTo(_cmdlet);
            Task<TargetResult> first = _pending.Peek();
            if (!first.IsCompleted)
            {
                if (_pending.Count <= until)
                {
                    return;
                }

                Wait(first);
                continue;
            }

            _pending.Dequeue();
            _monitor.WriteTo(_cmdlet);
            Write(first);
        }
    }

    /// <summary>Waits for all targets, and takes the progress bars away.</summary>
    public void Complete()
    {
        _run.CompleteAdding();
        WriteFinished(until: 0);
        _progress.Complete();
    }

    /// <summary>Ends everything at once; from any thread.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _client.Dispose();
    }

    private void Wait(Task task)
    {
        // A failure is looked at when its turn has come.
        while (Task.WaitAny([task], s_poll) < 0)
        {
            _monitor.WriteTo(_cmdlet);
            _progress.Update(_run.Progress);
        }
    }

    private void Write(Task<TargetResult> finished)
    {
        try
        {
            Write(finished.GetAwaiter().GetResult());
        }
        catch (TargetFailedException e)
        {
            _cmdlet.WriteError(RunErrors.TargetFailed(e));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Write(TargetResult result)
    {
        Target target = result.Plan.Target;
        _cmdlet.WriteVerbose(
            $"'{target.Name}': {result.Audio.Duration:c} of {AudioFormats.GetName(result.Audio.Format)} from {Counted.Of(result.Plan.Chunks.Count, "chunk", "chunks")}; {Counted.Of(result.Requests, "request", "requests")}, {Counted.Of(result.Retries, "retry", "retries")}, {Counted.Of(result.ReusedParts, "part", "parts")} reused.");
        if (result.Content is { } content)
        {
            // One array, not its bytes one by one: from 7.4 on a native command gets them as they are.
            _cmdlet.WriteObject(content, enumerateCollection: false);
        }
        else if (_passThru)
        {
            _cmdlet.WriteObject(PassThruFile.Create(result));
        }
    }
}
