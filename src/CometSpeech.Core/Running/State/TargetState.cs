using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Files;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running.Joining;

namespace CometSpeech.Core.Running.State;

/// <summary>
/// The state of one target in a run. Requests are known by their index in the plan. Touched by the loop only.
/// </summary>
internal sealed class TargetState
{
    private readonly int[] _chunksOf;
    // One request for each voice of each model: it is asked after every step whether there is an outage for them, and a
    // long text has thousands of requests.
    private int[]? _examples;
    private int _partsThere;
    private int _next;

    public TargetState(TargetPlan plan)
    {
        Plan = plan;
        Parts = new PartState[plan.Requests.Count];
        Responses = new SpeechResponse?[plan.Requests.Count];
        _chunksOf = new int[plan.Requests.Count];
        foreach (Chunk chunk in plan.Chunks)
        {
            _chunksOf[chunk.Request]++;
        }
    }

    public TargetPlan Plan { get; }

    /// <summary>Ends when the target is over.</summary>
    public TaskCompletionSource<TargetResult> Completion { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The part of each request.</summary>
    public PartState[] Parts { get; }

    /// <summary>The answers that this target paid for; null for parts that came otherwise.</summary>
    public SpeechResponse?[] Responses { get; }

    /// <summary>The files in the making; null until it is opened, or when bytes are wanted.</summary>
    public TargetOutput? Output { get; private set; }

    /// <summary>Where its parts lie; null until it is opened, or when they stay in memory.</summary>
    public PartFolder? Folder { get; private set; }

    /// <summary>Where a run without the cache left parts; goes with success. Null as a rule.</summary>
    public PartFolder? Left { get; private set; }

    /// <summary>Whether it is known what was there from an earlier run.</summary>
    public bool IsOpened { get; private set; }

    /// <summary>
    /// Whether the budget has counted what of it is to be paid for; false again when a part was lost. Means nothing
    /// without a limit.
    /// </summary>
    public bool IsLetIn { get; set; }

    /// <summary>Whether it is known what of it is to be asked for: all files that were found are checked.</summary>
    public bool IsChecked => IsOpened && !Parts.Any(part => part.Status is PartStatus.Unknown or PartStatus.Checking);

    /// <summary>Whether its parts are being joined, or what is left of it cleared away.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Checks and requests under way for it.</summary>
    public int Operations { get; set; }

    /// <summary>Why it cannot be finished.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The request that failed; null when it was none of its own.</summary>
    public int? FailedRequest { get; private set; }

    /// <summary>Chunks whose audio is there.</summary>
    public int ChunksThere { get; private set; }

    /// <summary>UTF-16 units whose audio is there.</summary>
    public long CharactersThere { get; private set; }

    /// <summary>UTF-16 units whose audio this target paid for.</summary>
    public long CharactersPaid { get; private set; }

    /// <summary>
    /// Whether nothing is left to do but to join its parts, or to clear away. A failed target waits for what is under
    /// way, for whichever target: it may be paid for already.
    /// </summary>
    public bool IsReady => IsOpened && !IsEnding && Operations == 0
        && (_partsThere == Parts.Length || (Failure is not null && !Parts.Any(part => part.IsComing)));

    /// <summary>What was found when it was opened.</summary>
    public void Open(OpenedFiles files)
    {
        Output = files.Output;
        Folder = files.Folder;
        Left = files.Left;
        IsOpened = true;
    }

    /// <summary>It cannot be finished; the first reason counts.</summary>
    /// <param name="e">The reason.</param>
    /// <param name="request">The request that failed; null when it was none of its own.</param>
    public void Fail(Exception e, int? request = null)
    {
        FailedRequest = Failure is null ? request : FailedRequest;
        // A disk that fails outside of the steps that name it: the folder was removed, a part cannot be read.
        Failure ??= e is (IOException or UnauthorizedAccessException)
            and not (TargetFileException or ResponseFileException)
            ? new TargetFileException(
                TargetFileFailure.WriteFailed, $"Cannot make '{Plan.Target.Name}': {MessageOf(e)}", e)
            : e;
    }

    /// <summary>The first request in the order of the text that is queued; null when there is none.</summary>
    public int? NextRequest()
    {
        while (_next < Parts.Length && Parts[_next].Status != PartStatus.Queued)
        {
            _next++;
        }

        return Failure is null && _next < Parts.Length ? _next : null;
    }

    /// <summary>Why a request that is left to send would fail; null when none would.</summary>
    public Exception? FindOutage(Outages outages)
    {
        if (!outages.Any || !IsOpened || Failure is not null)
        {
            return null;
        }

        _examples ??= [.. Enumerable.Range(0, Parts.Length).GroupBy(MannerOf).Select(group => group.First())];
        return _examples.Any(request => outages.CauseFor(Plan, request) is not null)
            ? Enumerable.Range(0, Parts.Length)
                .Where(request => Parts[request].Status == PartStatus.Queued)
                .Select(request => outages.CauseFor(Plan, request))
                .FirstOrDefault(cause => cause is not null)
            : null;
    }

    /// <summary>A part is there.</summary>
    public void Take(int request) => Count(request, 1);

    /// <summary>A part has to be asked for.</summary>
    public void Miss(int request, bool wasThere)
    {
        _next = Math.Min(_next, request);
        IsLetIn &= !wasThere;
        Count(request, wasThere ? -1 : 0);
    }

    /// <summary>This target paid for a part.</summary>
    public void Pay(int request, SpeechResponse response)
    {
        Responses[request] = response;
        CharactersPaid += (long)_chunksOf[request] * Plan.Requests[request].Range.Length;
    }

    private (string Model, string Voice) MannerOf(int request)
    {
        Segment segment = Plan.Target.Segments[Plan.Requests[request].Segment];
        return (segment.Model, segment.Voice);
    }

    // The name that the file has until it is finished says nothing to a reader.
    private string MessageOf(Exception e) => Output is { } output
        ? output.Clean(e.Message, Plan.Target)
        : e.Message;

    private void Count(int request, int change)
    {
        _partsThere += change;
        ChunksThere += change * _chunksOf[request];
        CharactersThere += (long)change * _chunksOf[request] * Plan.Requests[request].Range.Length;
    }
}
