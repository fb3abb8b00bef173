using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Synthesis;

/// <summary>One target on its way: which requests are still to be sent, which parts are there, and the end.</summary>
internal sealed class TargetJob
{
    private readonly SpeechRun _run;
    private readonly CancellationToken _cancellationToken;
    private readonly TaskCompletionSource<SpeechResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private readonly Dictionary<SpeechRequest, SpeechPart> _parts = [];
    private Queue<SpeechRequest>? _pending;
    private PartFolder? _folder;
    private Exception? _failure;
    private int _running;
    private bool _ended;

    public TargetJob(SpeechPlan plan, SpeechRun run, CancellationToken cancellationToken)
    {
        Plan = plan;
        _run = run;
        _cancellationToken = cancellationToken;
    }

    public SpeechPlan Plan { get; }

    public Task<SpeechResult> Completion => _completion.Task;

    public bool IsOver => Completion.IsCompleted;

    /// <summary>UTF-16 units whose audio is there: all, and those that came in this run.</summary>
    public (long Done, long Fetched, int Chunks) Characters
    {
        get
        {
            lock (_gate)
            {
                long done = 0;
                long fetched = 0;
                int chunks = 0;
                foreach (SpeechChunk chunk in Plan.Chunks)
                {
                    if (_parts.TryGetValue(chunk.Request, out SpeechPart? part))
                    {
                        done += chunk.Request.Input.Length;
                        fetched += part.Attempts > 0 ? chunk.Request.Input.Length : 0;
                        chunks++;
                    }
                }

                return (done, fetched, chunks);
            }
        }
    }

    /// <summary>Takes the next request, for one worker; null when none is left to take, or the job is not opened yet.</summary>
    public SpeechRequest? TakeRequest()
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
        var pending = new Queue<SpeechRequest>();
        try
        {
            SpeechTarget target = Plan.Target;
            _folder = PartFolder.Open(target.OutFile is null ? _run.NewTemporaryPath() : PartFolder.PathFor(target.OutFile), target.Name);
            foreach (SpeechRequest request in Plan.Requests)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (!TakeOver(request))
                {
                    pending.Enqueue(request);
                }
            }

            if (_parts.Count > 0)
            {
                _run.Monitor.Verbose($"'{target.Name}': {_parts.Count} of {Plan.Requests.Count} parts are there from an earlier run; {pending.Count} requests are left to pay for.");
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
    public async Task FetchAsync(SpeechRequest request)
    {
        try
        {
            SpeechPart part = await _run.Share.GetAsync(_run.NameOf(request), () => DownloadAsync(request), _folder!).ConfigureAwait(false);
            lock (_gate)
            {
                _parts[request] = part;
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            lock (_gate)
            {
                _running--;
            }

            EndIfDone();
        }
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

        End();
    }

    /// <summary>Lets the job fail, with what is under way still to be waited for.</summary>
    public void Fail(Exception e)
    {
        lock (_gate)
        {
            // A disk that fails outside of the steps that name it: the folder was removed, a part cannot be read.
            _failure ??= e is (IOException or UnauthorizedAccessException) and not (TargetFileException or AnswerFileException)
                ? new TargetFileException(TargetFileFailure.WriteFailed, $"Cannot make '{Plan.Target.Name}': {e.Message}", e)
                : e;
        }
    }

    private bool TakeOver(SpeechRequest request)
    {
        string name = _run.NameOf(request);
        if (_folder!.Find(name, Plan.Target.Format, _cancellationToken) is not { } found)
        {
            return false;
        }

        var part = new SpeechPart(found.Path, found.Audio, null, 0);
        lock (_gate)
        {
            _parts[request] = part;
        }

        _run.Share.Offer(name, part);
        return true;
    }

    private async Task<SpeechPart> DownloadAsync(SpeechRequest request)
    {
        string name = _run.NameOf(request);
        SpeechAnswer answer = await _run.Client.CreateSpeechAsync(request, _folder!.UnfinishedPath(name), _cancellationToken).ConfigureAwait(false);
        return new SpeechPart(_folder.Finish(name), answer.Audio, answer.RequestId, answer.Attempts);
    }

    private void End()
    {
        SpeechResult? result = null;
        try
        {
            if (_failure is null)
            {
                result = Join();
                _run.Share.Release(Plan.Requests.Select(_run.NameOf), _folder!.FullName, keep: _run.MayComeAgain(this));
                _folder.Delete();
            }
        }
        catch (Exception e)
        {
            // When the file is there already, what could not be cleared away is no failure.
            if (result is null)
            {
                Fail(e);
            }
        }

        if (result is null)
        {
            CleanUpAfterFailure();
        }

        _folder?.Dispose();
        Report(result);
    }

    private void Report(SpeechResult? result)
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
            bool kept = Plan.Target.OutFile is not null && _parts.Count > 0 && Directory.Exists(_folder?.FullName);
            _completion.SetException(new TargetFailedException(Plan, kept ? _parts.Count : 0, kept ? _folder!.FullName : null, _failure!));
        }
    }

    private void CleanUpAfterFailure()
    {
        try
        {
            _folder?.LeaveFinishedParts();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is gone or locked: the first failure says more.
        }
    }

    private SpeechResult Join()
    {
        SpeechTarget target = Plan.Target;
        AudioProperties audio;
        byte[]? content = null;
        if (target.OutFile is null)
        {
            using var memory = new MemoryStream();
            audio = TargetJoin.Run(Plan, chunk => _parts[chunk.Request], memory, _run.Monitor, _cancellationToken);
            content = memory.ToArray();
        }
        else
        {
            using (var file = new FileStream(_folder!.JoinedPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            {
                audio = TargetJoin.Run(Plan, chunk => _parts[chunk.Request], file, _run.Monitor, _cancellationToken);
            }

            _cancellationToken.ThrowIfCancellationRequested();
            OutputFile.Replace(_folder.JoinedPath, target.OutFile, target.Force, target.NoClobber);
        }

        SpeechPart[] parts = [.. Plan.Requests.Select(request => _parts[request])];
        return new SpeechResult
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
