using CometSpeech.Core.Api;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running;

/// <summary>
/// Makes the targets of one command, under one limit of parallel requests: earlier targets first, every target's parts in their order.
/// Targets may be added while others are under way. Dispose it to stop: it returns when nothing runs any more.
/// </summary>
public sealed class RunLoop : IDisposable
{
    private readonly int _throttleLimit;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private readonly List<TargetJob> _jobs = [];
    private readonly HashSet<Task> _tasks = [];
    private readonly TemporaryFolder _temporary = new();
    private int _workers;
    private bool _complete;
    private int _temporaryCount;
    private int _targets;
    private int _targetsDone;
    private long _characters;
    private long _charactersDone;
    private long _charactersFetched;

    /// <summary>Begins a run in which nothing is sent until a target is added.</summary>
    public RunLoop(CometApiClient client, ServiceAddress address, int throttleLimit, IRunLog monitor)
    {
        Client = client;
        Address = address;
        _throttleLimit = throttleLimit;
        Monitor = monitor;
        Share = new PartShare(_temporary);
    }

    internal CometApiClient Client { get; }

    internal ServiceAddress Address { get; }

    internal IRunLog Monitor { get; }

    internal PartShare Share { get; }

    /// <summary>Where the run stands.</summary>
    public RunProgress Progress
    {
        get
        {
            lock (_gate)
            {
                long done = _charactersDone;
                long fetched = _charactersFetched;
                TargetJob? current = null;
                (long Done, long Fetched, int Chunks) currentState = default;
                foreach (TargetJob job in _jobs)
                {
                    (long Done, long Fetched, int Chunks) state = job.State;
                    done += state.Done;
                    fetched += state.Fetched;
                    if (current is null && !job.IsOver)
                    {
                        current = job;
                        currentState = state;
                    }
                }

                return new RunProgress(
                    _complete,
                    _targets,
                    _targetsDone,
                    _characters,
                    done,
                    fetched,
                    current?.Plan.Target.Name,
                    current?.Plan.Chunks.Count ?? 0,
                    currentState.Chunks,
                    current?.Plan.Characters ?? 0,
                    currentState.Done);
            }
        }
    }

    /// <summary>Takes a target into the run.</summary>
    /// <returns>Ends with the target; fails with <see cref="TargetFailedException"/>, and is cancelled when the run is stopped.</returns>
    public Task<TargetResult> Add(TargetPlan plan)
    {
        var job = new TargetJob(plan, this, _stop.Token);
        lock (_gate)
        {
            _jobs.Add(job);
            _targets++;
            _characters += plan.Characters;
            // Parts of an earlier run are looked through first, beside the requests of earlier targets.
            Start(() =>
            {
                job.Open();
                job.EndIfDone();
                lock (_gate)
                {
                    StartWorkers();
                }

                return Task.CompletedTask;
            });
        }

        return job.Completion;
    }

    /// <summary>Says that no target comes after those that are there.</summary>
    public void CompleteAdding()
    {
        lock (_gate)
        {
            _complete = true;
        }
    }

    /// <summary>Stops everything at once; targets under way keep the parts that are whole. From any thread, also after the end.</summary>
    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Ctrl+C came when all was over.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        while (true)
        {
            Task[] tasks;
            lock (_gate)
            {
                tasks = [.. _tasks];
            }

            if (tasks.Length == 0)
            {
                break;
            }

            Task.WaitAll(tasks);
        }

        _temporary.Dispose();
        _stop.Dispose();
    }

    internal string NewTemporaryPath() =>
        Path.Combine(_temporary.FullName, Interlocked.Increment(ref _temporaryCount).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Whether another target, here or still to come, may want the same parts.</summary>
    internal bool MayComeAgain(TargetJob finished)
    {
        lock (_gate)
        {
            return !_complete || _jobs.Any(job => job != finished && !job.IsOver);
        }
    }

    /// <summary>Ends a target beside the workers, which go on with the requests of others while its parts are joined.</summary>
    internal void StartEnd(Action end)
    {
        lock (_gate)
        {
            Start(() =>
            {
                end();
                Retire();
                return Task.CompletedTask;
            });
        }
    }

    private void StartWorkers()
    {
        while (_workers < _throttleLimit && Take() is { } work)
        {
            _workers++;
            Start(() => WorkAsync(work));
        }
    }

    private async Task WorkAsync((TargetJob Job, int Request)? work)
    {
        while (work is { } next)
        {
            await next.Job.FetchAsync(next.Request).ConfigureAwait(false);
            lock (_gate)
            {
                work = Take();
                _workers -= work is null ? 1 : 0;
            }
        }
    }

    // Called under the lock, so that the task is known before it can end.
    private void Start(Func<Task> work)
    {
        Task task = Task.Run(work);
        _tasks.Add(task);
        task.ContinueWith(
            ended =>
            {
                lock (_gate)
                {
                    _tasks.Remove(ended);
                }
            },
            CancellationToken.None,
            // At once, so that Dispose does not spin while the pool is busy.
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    // The first request that is left, earlier targets before later ones.
    private (TargetJob Job, int Request)? Take()
    {
        foreach (TargetJob job in _jobs)
        {
            if (job.TakeRequest() is { } request)
            {
                return (job, request);
            }

            // Its parts of an earlier run may serve the later targets too: they must not pay for them meanwhile.
            if (!job.IsOpened)
            {
                return null;
            }
        }

        return null;
    }

    private void Retire()
    {
        lock (_gate)
        {
            foreach (TargetJob job in _jobs.Where(job => job.IsOver).ToArray())
            {
                (long done, long fetched, _) = job.State;
                _charactersDone += job.Completion.Status == TaskStatus.RanToCompletion ? done : job.Plan.Characters;
                _charactersFetched += fetched;
                _targetsDone++;
                _jobs.Remove(job);
            }
        }
    }
}
