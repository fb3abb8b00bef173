using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Files;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running.Joining;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Core.Running.Work;

namespace CometSpeech.Core.Running.State;

/// <summary>
/// The state of one target in a run. Requests are known by their index in the plan. Touched by the loop only.
/// </summary>
internal sealed class TargetState
{
    // Of what no file keeps, so much may wait for a slow sink before nothing more is asked for: eleven minutes of plain
    // samples, over an hour of what is compressed. A listener who goes has paid for no more than that.
    private const long MostWaiting = 32 * 1024 * 1024;

    // One that vanishes twice is deleted by someone who would have it paid for without end.
    private const int MaxLosses = 2;

    private readonly PartAgreement _agreement;
    private readonly int[] _chunksOf;
    private readonly int[] _chunksToStream;
    private readonly TimeSpan[] _durations;
    // One request for each voice of each model: it is asked after every step whether there is an outage for them, and a
    // long text has thousands of requests.
    private int[]? _examples;
    private int _partsThere;
    private int _next;

    public TargetState(TargetPlan plan, TargetStream? stream)
    {
        Stream = stream;
        IsHeard = stream is null;
        Plan = plan;
        _agreement = new PartAgreement(plan);
        Parts = new PartState[plan.Requests.Count];
        Responses = new SpeechResponse?[plan.Requests.Count];
        _durations = new TimeSpan[plan.Requests.Count];
        _chunksOf = new int[plan.Requests.Count];
        foreach (Chunk chunk in plan.Chunks)
        {
            _chunksOf[chunk.Request]++;
        }

        _chunksToStream = (int[])_chunksOf.Clone();
    }

    public TargetPlan Plan { get; }

    /// <summary>Hands its parts to a sink; null when nobody waits for them.</summary>
    public TargetStream? Stream { get; }

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
    /// Whether the budget has counted what of it is to be paid for; false again when a part was lost. Before, nothing
    /// is sent, and nothing is handed to the sink.
    /// </summary>
    public bool IsLetIn { get; set; }

    /// <summary>Whether it is known what of it is to be asked for: all files that were found are checked.</summary>
    public bool IsChecked => IsOpened && !Parts.Any(part => part.Status is PartStatus.Unknown or PartStatus.Checking);

    /// <summary>
    /// Whether files that were found are being checked. They may make no file with each other: before that is known,
    /// nothing is asked for, unless somebody waits for its sound.
    /// </summary>
    public bool IsBeingChecked { get; set; }

    /// <summary>Whether its parts are being joined, or what is left of it cleared away.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Checks and requests under way for it.</summary>
    public int Operations { get; set; }

    /// <summary>Chunks that were handed to the sink.</summary>
    public int ChunksStreamed { get; private set; }

    /// <summary>Whether something is being handed to the sink.</summary>
    public bool IsStreaming { get; set; }

    /// <summary>Whether nothing more is handed to the sink: all was, or it failed.</summary>
    public bool IsStreamOver { get; set; }

    /// <summary>Whether the sink is done with all of it; true where there is none.</summary>
    public bool IsHeard { get; set; }

    /// <summary>What was made, when all parts are joined or handed over, and only clearing away is left.</summary>
    public TargetResult? Result { get; set; }

    /// <summary>Bytes in memory that the sink has not taken.</summary>
    public long BytesWaiting { get; private set; }

    /// <summary>Why it cannot be finished.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The request that failed; null when it was none of its own.</summary>
    public int? FailedRequest { get; private set; }

    /// <summary>Chunks whose audio is there.</summary>
    public int ChunksThere { get; private set; }

    /// <summary>UTF-16 units whose audio is there.</summary>
    public long CharactersThere { get; private set; }

    /// <summary>How long the audio that is there is heard.</summary>
    public TimeSpan DurationThere { get; private set; }

    /// <summary>UTF-16 units whose audio this target paid for.</summary>
    public long CharactersPaid { get; private set; }

    /// <summary>
    /// Whether nothing is left to do but to join its parts, or to clear away. A failed target waits for what is under
    /// way, for whichever target: it may be paid for already.
    /// </summary>
    public bool IsReady => IsOpened && !IsEnding && Operations == 0
        && (Result is not null ? IsStreamDone
            : Failure is not null ? IsStreamDone && !Parts.Any(part => part.IsComing)
            : _partsThere == Parts.Length && (Output is not null || IsStreamDone));

    /// <summary>The part to hand to the sink next; null when it has to wait.</summary>
    public Part? NextToStream => IsOpened && IsLetIn && CanStream && ChunksStreamed < Plan.Chunks.Count
        ? Parts[Plan.Chunks[ChunksStreamed].Request].Part
        : null;

    /// <summary>Whether the sink has all of it, and is to be told.</summary>
    public bool IsStreamToComplete => CanStream && Failure is null && ChunksStreamed == Plan.Chunks.Count;

    // What is there before a part that failed is still heard; what the user stopped is not.
    private bool CanStream => Stream is not null && !IsStreaming && !IsStreamOver
        && Failure is not OperationCanceledException;

    private bool IsStreamDone => !IsStreaming
        && (Stream is null || IsStreamOver || (Failure is not null && NextToStream is null));

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

    /// <summary>Has a part asked for again, if that is what the failure is about: it had vanished.</summary>
    public bool TryAskAgain(Exception failure, IRunLog log)
    {
        if (failure is not PartGoneException gone || Parts[gone.Request] is not { Losses: < MaxLosses } part)
        {
            return false;
        }

        log.Verbose($"'{Plan.Target.Name}': a part was removed meanwhile; it is asked for again.");
        if (part.Part == gone.Part)
        {
            part.Lose();
        }

        return true;
    }

    /// <summary>The first request in the order of the text that is queued; null when there is none yet.</summary>
    public int? NextRequest()
    {
        if (IsBeingChecked && Stream is null)
        {
            return null;
        }

        while (_next < Parts.Length && Parts[_next].Status != PartStatus.Queued)
        {
            _next++;
        }

        return Failure is null && _next < Parts.Length && !IsSinkBehind() ? _next : null;
    }

    /// <summary>The sink has taken the next chunk.</summary>
    /// <returns>Its part if it is in memory and nobody needs it any more; it is forgotten then.</returns>
    public PartState? TakeStreamed()
    {
        int request = Plan.Chunks[ChunksStreamed++].Request;
        PartState part = Parts[request];
        if (--_chunksToStream[request] > 0)
        {
            return null;
        }

        BytesWaiting -= part.Part?.Bytes.Count ?? 0;
        // A file lies where it is until its target, or the one in whose folder it is, is over.
        if (Output is not null || part.Users.Count > 1 || part.Part?.Path is not null)
        {
            return null;
        }

        part.Forget();
        return part;
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
    public void Take(int request)
    {
        Part part = Parts[request].Part!;
        if (_agreement.Add(request, part) is { } difference)
        {
            Fail(difference);
        }

        BytesWaiting += Stream is null ? 0 : part.Bytes.Count;
        _durations[request] = TimeSpan.FromTicks(part.Audio.Duration.Ticks * _chunksOf[request]);
        DurationThere += _durations[request];
        Count(request, 1);
    }

    /// <summary>A part has to be asked for.</summary>
    public void Miss(int request, bool wasThere)
    {
        _next = Math.Min(_next, request);
        IsLetIn &= !wasThere;
        DurationThere -= wasThere ? _durations[request] : TimeSpan.Zero;
        Count(request, wasThere ? -1 : 0);
    }

    /// <summary>This target paid for a part.</summary>
    public void Pay(int request, SpeechResponse response)
    {
        Responses[request] = response;
        CharactersPaid += (long)_chunksOf[request] * Plan.Requests[request].Range.Length;
    }

    // Never before the part that it waits for.
    private bool IsSinkBehind() => BytesWaiting > MostWaiting && Output is null && !IsStreamOver
        && Parts[Plan.Chunks[ChunksStreamed].Request].Status != PartStatus.Queued;

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
