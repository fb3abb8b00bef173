using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running.State;

/// <summary>
/// What the service refuses whatever the text is: a wrong key, an empty account, a model or a voice that is not there,
/// an address where nobody answers. The rest of such requests is not sent. Touched by the loop only.
/// </summary>
internal sealed class Outages
{
    // A refusal that may be one to a text, or of the moment, has come so often in a row, without one answer between:
    // two rounds of the usual four at once, and some. What may have been paid for counts with its retries.
    private const int Convincing = 10;

    private readonly Dictionary<(string? Model, string? Voice, string? Format), ReachState> _states = [];

    /// <summary>Whether there is one, or was.</summary>
    public bool Any { get; private set; }

    /// <summary>Why a request would fail; null when it is sent.</summary>
    public ServiceException? CauseFor(TargetPlan plan, int request) =>
        StatesOf(plan, request).Select(state => state.Outage).FirstOrDefault(outage => outage is not null);

    /// <summary>A request brought audio.</summary>
    public void Succeeded(TargetPlan plan, int request)
    {
        foreach (ReachState state in StatesOf(plan, request))
        {
            state.HasAnswered = true;
            state.InARow = 0;
            // One that was under way meanwhile: the refusal was for one text.
            state.Outage = state.Outage is { } outage && MayPass(outage) ? null : state.Outage;
        }
    }

    /// <summary>A request failed.</summary>
    /// <returns>What its target fails with: an outage that was there, when this is the same again.</returns>
    public Exception Failed(TargetPlan plan, int request, Exception e)
    {
        if (e is not ServiceException { Reach: not FailureReach.Request } failure)
        {
            return e;
        }

        if (CauseFor(plan, request) is { } earlier)
        {
            return earlier.Failure == failure.Failure ? earlier : e;
        }

        ReachState state = StateOf(plan, request, failure.Reach);
        state.InARow += IsOfOneText(failure) ? Math.Max(1, failure.Attempts) : 1;
        if (state.InARow >= Enough(failure, state))
        {
            state.Outage = failure;
            Any = true;
        }

        return e;
    }

    // What has just worked may be refused for one text (a firewall, a filter), and a server that ran may be starting
    // anew; a wrong key or an empty account stays what it is.
    private static int Enough(ServiceException failure, ReachState state) =>
        MayPass(failure) && (IsOfOneText(failure) || state.HasAnswered) ? Convincing : 1;

    private static bool MayPass(ServiceException failure) => IsOfOneText(failure)
        || failure.Failure is ServiceFailure.PermissionDenied or ServiceFailure.NotFound
            or ServiceFailure.ConnectionFailed or ServiceFailure.AnswerNotAudio;

    // As far as one of them tells. Each may be paid for, so there are not to be many.
    private static bool IsOfOneText(ServiceException failure) => failure.IsDoubtful
        || failure is { Failure: ServiceFailure.AnswerNotAudio, IsForeign: false, Fault: RequestFault.Unknown }
            or { Failure: ServiceFailure.AnswerIncomplete or ServiceFailure.AnswerWithoutSpeech
                or ServiceFailure.AnswerTooLong };

    private IEnumerable<ReachState> StatesOf(TargetPlan plan, int request)
    {
        yield return StateOf(plan, request, FailureReach.Service);
        yield return StateOf(plan, request, FailureReach.Model);
        yield return StateOf(plan, request, FailureReach.Manner);
    }

    private ReachState StateOf(TargetPlan plan, int request, FailureReach reach)
    {
        Segment segment = plan.Target.Segments[plan.Requests[request].Segment];
        bool isManner = reach == FailureReach.Manner;
        var key = (
            reach == FailureReach.Service ? null : segment.Model,
            isManner ? segment.Voice : null,
            isManner ? plan.Target.Format.ToString() : null);
        if (!_states.TryGetValue(key, out ReachState? state))
        {
            state = new ReachState();
            _states.Add(key, state);
        }

        return state;
    }

    private sealed class ReachState
    {
        public ServiceException? Outage { get; set; }

        public bool HasAnswered { get; set; }

        public int InARow { get; set; }
    }
}
