using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Files;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running;

/// <summary>One target on its way: which requests are still to be sent, which parts are there, and the end. Requests are known by their index in the plan.</summary>
internal sealed class TargetJob
{
    private readonly RunLoop _run;
    private readonly CancellationToken _cancellationToken;
    private readonly TaskCompletionSource<TargetResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private readonly Part?[] _parts;
    private readonly int[] _chunksOf;
    private string[] _names = [];
    private Queue<int>? _pending;
    private PartFolder? _folder;
    private Exception? _failure;
    private int _partCount;
    private (long Done, long Fetched, int Chunks) _state;
    private int _running;
    private bool _ended;

    public TargetJob(TargetPlan plan, RunLoop run, CancellationToken cancellationToken)
    {
        Plan = plan;
        _run = run;
        _cancellationToken = cancellationToken;
        _parts = new Part?[plan.Requests.Count];
        _chunksOf = new int[plan.Requests.Count];
        foreach (Chunk chunk in plan.Chunks)
        {
            _chunksOf[chunk.Request]++;
        }
    }

    public TargetPlan Plan { get; }

    public Task<TargetResult> Completion => _completion.Task;

    public bool IsOver => Completion.IsCompleted;

    /// <summary>Whether it is known which requests are left to send.</summary>
    public bool IsOpened
    {
        get
        {
            lock (_gate)
            {
                return _pending is not null;
            }
        }
    }

    /// <summary>UTF-16 units whose audio is there: all, and those that came in this run; and the chunks that are there.</summary>
    public (long Done, long Fetched, int Chunks) State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Takes the next request, for one worker; null when none is left to take, or the job is not opened yet.</summary>
    public int? TakeRequest()
    {
        lock (_gate)
        {
            if (_failure is not null || _pending is null || _pending.Count == 0)
            {
                return null;
            }

            _running++;
            return _pending.Dequeue();
        }
    }

    /// <summary>Takes over the parts of an earlier run, before the first request, so that only the rest is paid for.</summary>
    public void Open()
    {
        var pending = new Queue<int>();
        try
        {
            Target target = Plan.Target;
            _folder = PartFolder.Open(target.OutFile is null ? _run.NewTemporaryPath() : PartFolder.PathFor(target.OutFile), target.Name);
            _names = [.. Plan.Requests.Select(request => PartName.Of(request, _run.Address))];
            for (int i = 0; i < _names.Length; i++)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (!TakeOver(i))
                {
                    pending.Enqueue(i);
                }
            }

            if (_partCount > 0)
            {
                _run.Monitor.Verbose($"'{target.Name}': {_partCount} of {_names.Length} parts are there from an earlier run; {pending.Count} requests are left to pay for.");
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }

        lock (_gate)
        {
            _pending = pending;
        }
    }

    /// <summary>Sends a request that was taken, and ends the job with the last one.</summary>
    public async Task FetchAsync(int request)
    {
        try
        {
            Keep(request, await _run.Share.GetAsync(_names[request], () => DownloadAsync(request), _folder!).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            Fail(e);
        }

        lock (_gate)
        {
            _running--;
        }

        EndIfDone();
    }

    /// <summary>Ends the job when nothing is under way and nothing is left to send.</summary>
    public void EndIfDone()
    {
        lock (_gate)
        {
            bool done = _running == 0 && (_failure is not null || _pending is { Count: 0 });
            if (!done || _ended)
            {
                return;
            }

            _ended = true;
        }

        _run.StartEnd(End);
    }

    // What is under way is still waited for: it may be paid for already.
    private void Fail(Exception e)
    {
        lock (_gate)
        {
            // A disk that fails outside of the steps that name it: the folder was removed, a part cannot be read.
            _failure ??= e is (IOException or UnauthorizedAccessException) and not (TargetFileException or ResponseFileException)
                ? new TargetFileException(TargetFileFailure.WriteFailed, $"Cannot make '{Plan.Target.Name}': {e.Message}", e)
                : e;
        }
    }

    private void Keep(int request, Part part)
    {
        lock (_gate)
        {
            _parts[request] = part;
            _partCount++;
            long characters = (long)_chunksOf[request] * Plan.Requests[request].Input.Length;
            _state.Done += characters;
            _state.Fetched += part.Attempts > 0 ? characters : 0;
            _state.Chunks += _chunksOf[request];
        }
    }

    private bool TakeOver(int request)
    {
        string name = _names[request];
        if (_folder!.Find(name, Plan.Target.Format, _cancellationToken) is not { } found)
        {
            return false;
        }

        var part = new Part(found.Path, found.Audio, null, 0);
        Keep(request, part);
        _run.Share.Offer(name, part);
        return true;
    }

    private async Task<Part> DownloadAsync(int request)
    {
        string name = _names[request];
        SpeechResponse answer = await _run.Client.CreateSpeechAsync(Plan.Requests[request], _folder!.UnfinishedPath(name), _cancellationToken).ConfigureAwait(false);
        return new Part(_folder.Finish(name), answer.Audio, answer.RequestId, answer.Attempts);
    }

    private void End()
    {
        TargetResult? result = null;
        if (_failure is null)
        {
            try
            {
                result = Join();
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }

        try
        {
            ClearAway(isFinished: result is not null);
        }
        catch (Exception e)
        {
            // A file that is there stays a success, and an earlier failure says more.
            _run.Monitor.Verbose($"'{Plan.Target.Name}': the parts could not be cleared away: {e.Message}");
        }

        _folder?.Dispose();
        Report(result);
    }

    private void ClearAway(bool isFinished)
    {
        if (!isFinished)
        {
            _folder?.LeaveFinishedParts();
            return;
        }

        _run.Share.Release(_names, _folder!.FullName, keep: _run.MayComeAgain(this));
        _folder.Delete();
    }

    private void Report(TargetResult? result)
    {
        if (result is not null)
        {
            _completion.SetResult(result);
        }
        else if (_failure is OperationCanceledException)
        {
            _completion.SetCanceled();
        }
        else
        {
            bool kept = Plan.Target.OutFile is not null && _partCount > 0 && Directory.Exists(_folder?.FullName);
            _completion.SetException(new TargetFailedException(Plan, kept ? _partCount : 0, kept ? _folder!.FullName : null, _failure!));
        }
    }

    private TargetResult Join()
    {
        Target target = Plan.Target;
        AudioProperties audio;
        byte[]? content = null;
        if (target.OutFile is null)
        {
            using var memory = new MemoryStream();
            audio = TargetJoin.RunAsync(Plan, _parts!, memory, _run.Monitor, _cancellationToken).GetAwaiter().GetResult();
            content = memory.ToArray();
        }
        else
        {
            using (var file = new FileStream(_folder!.JoinedPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                audio = TargetJoin.RunAsync(Plan, _parts!, file, _run.Monitor, _cancellationToken).GetAwaiter().GetResult();
            }

            _cancellationToken.ThrowIfCancellationRequested();
            OutputFile.Replace(_folder.JoinedPath, target.OutFile, target.Force, target.NoClobber);
        }

        Part[] parts = _parts!;
        return new TargetResult
        {
            Plan = Plan,
            Audio = audio,
            Content = content,
            Requests = parts.Count(part => part.Attempts > 0),
            Retries = parts.Sum(part => Math.Max(0, part.Attempts - 1)),
            ReusedParts = parts.Count(part => part.Attempts == 0),
            RequestIds = [.. parts.Select(part => part.RequestId).OfType<string>()],
        };
    }
}
