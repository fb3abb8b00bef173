using CometSpeech.Core.Api;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running.State;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Core.Running.Work;

namespace CometSpeech.Core.Running;

/// <summary>
/// Makes the targets of one command under one limit of parallel requests: earlier targets first, every target's parts
/// in their order, equal texts once. Targets may be added while others are under way. Dispose it to stop: it returns
/// when nothing runs any more.
/// <para>
/// This is the one loop that owns the state of a run. Whatever happens (a target is added, opened, joined; a part is
/// found, fetched, lost; the user stops) is a step that runs alone; after it the loop starts what can be started, and
/// publishes where the run stands. Requests, checks and joins run beside it (<see cref="RunWork"/>) and know no state.
/// </para>
/// </summary>
public sealed class RunLoop : IDisposable
{
    private readonly StepRunner _steps;
    private readonly RunState _state = new();
    private readonly Outages _outages = new();
    private readonly CharacterBudget _budget;
    private readonly RunWork _work;
    private readonly PartTakeover _takeover;
    private readonly SinkFeed _feed;
    private readonly TargetEnding _ending;
    private readonly PartStore _store;
    private readonly IRunLog _log;
    private readonly int _throttleLimit;
    private readonly CancellationToken _callersStop;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenRegistration _stopping;
    private int _requests;
    private RunProgress _progress = new RunState().ToProgress();

    /// <summary>Begins a run in which nothing is sent until a target is added.</summary>
    /// <param name="send">Asks for the speech of one request.</param>
    /// <param name="options">Limits, and the cache.</param>
    /// <param name="log">Receives messages; called from any thread.</param>
    /// <param name="cancellationToken">
    /// Stops everything at once; targets under way keep the parts that are whole.
    /// </param>
    public RunLoop(SendSpeech send, RunOptions options, IRunLog log, CancellationToken cancellationToken = default)
    {
        _steps = new StepRunner(Settle, OnMistake);
        _throttleLimit = options.ThrottleLimit;
        _budget = new CharacterBudget(options.CharacterLimit);
        _log = log;
        _store = new PartStore(options.CachePath, options.CacheLimit);
        _callersStop = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _work = new RunWork(send, _store, log, options.Time, _stop.Token);
        _takeover = new PartTakeover(_steps, _work, _budget, log);
        _feed = new SinkFeed(_steps, _work, log);
        _ending = new TargetEnding(_steps, _work, _state, _budget, log);
        _stopping = _stop.Token.Register(() => _steps.Post(OnStopped));
    }

    /// <summary>Where the run stands; from any thread.</summary>
    public RunProgress Progress => Volatile.Read(ref _progress);

    /// <summary>
    /// The targets that were not finished because the run was stopped, with what is kept of them; complete when it is
    /// disposed.
    /// </summary>
    public IReadOnlyList<TargetFailedException> Stopped => _ending.Stopped;

    /// <summary>Takes a target into the run.</summary>
    /// <param name="plan">The target.</param>
    /// <param name="sink">
    /// Takes its sound while the rest is still being fetched; null when nobody waits for it. Without a file nothing
    /// else is made of it, and no more is fetched ahead than some memory holds. What is there before a part that fails
    /// still goes to the sink.
    /// </param>
    /// <returns>
    /// Ends with the target; fails with <see cref="TargetFailedException"/>, and is cancelled when the run is stopped.
    /// </returns>
    public Task<TargetResult> Add(TargetPlan plan, ISoundSink? sink = null)
    {
        var target = new TargetState(plan, sink is null ? null : new TargetStream(plan, sink, _log));
        _steps.Post(() => OnAdded(target));
        return target.Completion.Task;
    }

    /// <summary>Says that no target comes after those that are there.</summary>
    public void CompleteAdding() => _steps.Post(_state.CompleteAdding);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        // Another thread may be cancelling at this moment, and not have told the loop yet.
        _steps.Post(OnStopped);
        _steps.Close();
        _stopping.Dispose();
        _stop.Dispose();
        // What an unfinished file needs is not trimmed away from the next run.
        _store.Trim(spareOwn: _state.HasFailed, _callersStop);
        _store.Dispose();
    }

    // Whatever happened, what can be ended or begun now is.
    private void Settle()
    {
        GiveUpTargets();
        _budget.LetIn(_state.Targets);
        _feed.Feed(_state);
        _ending.End();
        StartRequests();
        Volatile.Write(ref _progress, _state.ToProgress());
    }

    // Nobody must wait for ever.
    private void OnMistake(Exception e)
    {
        foreach (TargetState target in _state.Targets)
        {
            target.Completion.TrySetException(new TargetFailedException(target.Plan, null, 0, null, e));
        }
    }

    private void OnAdded(TargetState target)
    {
        _state.Add(target);
        if (_stop.IsCancellationRequested)
        {
            OnStopped();
        }

        _steps.Start(() => _work.OpenAsync(target.Plan, (files, failure) => OnOpened(target, files, failure)));
    }

    private void OnOpened(TargetState target, OpenedFiles files, Exception? failure)
    {
        target.Open(files);
        if (failure is not null)
        {
            target.Fail(failure);
        }

        _takeover.Begin(target, files);
    }

    private void OnFetched(TargetState target, int request, Part? part, SpeechResponse? response, Exception? failure)
    {
        _requests--;
        target.Operations--;
        PartState state = target.Parts[request];
        if (failure is not null)
        {
            Exception cause = _outages.Failed(target.Plan, request, failure);
            target.Fail(cause, cause == failure ? request : null);
            state.Queue();
            return;
        }

        if (part is null)
        {
            WaitFor(state, target);
            return;
        }

        if (response is null)
        {
            // Another process has paid for it meanwhile.
            _budget.GiveBack(state);
        }
        else
        {
            _outages.Succeeded(target.Plan, request);
            target.Pay(request, response);
        }

        state.Arrive(part, target.Folder);
    }

    // What comes after it is asked for meanwhile, so that processes with one text share its requests.
    private void WaitFor(PartState part, TargetState target)
    {
        if (part.TimesElsewhere == 0)
        {
            _log.Verbose($"'{target.Plan.Target.Name}': another process is asking for a part; it is waited for.");
        }

        part.SetAside();
        _steps.Start(() => _work.WaitElsewhereAsync(part.Queue));
    }

    private void OnStopped()
    {
        foreach (TargetState target in _state.Targets)
        {
            target.Fail(new OperationCanceledException(_stop.Token));
        }
    }

    private void GiveUpTargets()
    {
        foreach (TargetState target in _state.Targets)
        {
            if (target.FindOutage(_outages) is { } cause)
            {
                target.Fail(cause);
            }
        }
    }

    private void StartRequests()
    {
        while (_requests < _throttleLimit && !_stop.IsCancellationRequested
            && _state.NextRequest() is { } next)
        {
            (TargetState target, int request) = next;
            PartState part = target.Parts[request];
            part.Begin(PartStatus.Running);
            target.Operations++;
            _requests++;
            _steps.Start(() => _work.FetchAsync(
                target.Plan,
                target.Output,
                target.Folder,
                request,
                part.TimesElsewhere,
                (answer, response, failure) => OnFetched(target, request, answer, response, failure)));
        }
    }
}
