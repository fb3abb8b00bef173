using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Tests.Api.Pacing.Support;

namespace CometSpeech.Benchmarks.Farm;

/// <summary>
/// The requests of several machines that share one account, in virtual time: each machine runs one command over its
/// share, with the module's own throttle and retry loop. One thread, and the same numbers bring the same run.
/// </summary>
internal sealed class FarmSimulation
{
    private static readonly Uri s_uri = new("https://example.com/v1/audio/speech");

    // There and back, to a service on another continent.
    private static readonly TimeSpan s_roundTrip = TimeSpan.FromMilliseconds(100);

    private readonly VirtualTime _time = new();

    /// <summary>What the service lets through, of all machines together.</summary>
    public required Account Account { get; init; }

    /// <summary>How many machines there are.</summary>
    public required int Machines { get; init; }

    /// <summary>The <c>-ThrottleLimit</c> of each.</summary>
    public required int AtOnce { get; init; }

    /// <summary>All requests.</summary>
    public required int Requests { get; init; }

    /// <summary>The seconds from taking a request to its last byte, on average; each is up to a fifth off.</summary>
    public required double Answer { get; init; }

    /// <summary>The share of the requests that the service takes and then answers with 503, 0 to 1.</summary>
    public double Broken { get; init; }

    /// <summary>From the first request to the last answer.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Requests that were refused with 429; they cost nothing.</summary>
    public int Refused { get; private set; }

    /// <summary>Requests that failed for good: their files are made when the share runs again.</summary>
    public int Failed { get; private set; }

    /// <summary>Runs to the end.</summary>
    public FarmSimulation Run()
    {
        VirtualTime.RunInline();
        List<RequestThrottle> throttles = [];
        List<Task> workers = [];
        for (int machine = 0; machine < Machines; machine++)
        {
            RequestThrottle throttle = new(AtOnce, _time);
            throttles.Add(throttle);
            Random random = new(machine);
            RequestRetry retry = new(throttle, maximumRetryCount: 3, _time, _ => { }, random);
            // By turns, as the recipe's shares are.
            int[] left = [(Requests - machine + Machines - 1) / Machines];
            for (int i = 0; i < AtOnce; i++)
            {
                workers.Add(WorkAsync(throttle, retry, random, left));
            }
        }

        while (_time.RunNext())
        {
        }

        throttles.ForEach(throttle => throttle.Dispose());
        return workers.TrueForAll(worker => worker.IsCompletedSuccessfully)
            ? this
            : throw new InvalidOperationException("A request waits for ever, or the simulation failed.");
    }

    private async Task WorkAsync(RequestThrottle throttle, RequestRetry retry, Random random, int[] left)
    {
        while (left[0]-- > 0)
        {
            try
            {
                await retry.SendAsync((turn, _) => AttemptAsync(throttle, turn, random), default);
            }
            catch (ServiceException)
            {
                Failed++;
            }

            Duration = _time.Now;
        }
    }

    private async Task<bool> AttemptAsync(RequestThrottle throttle, RequestTurn turn, Random random)
    {
        await _time.Delay(s_roundTrip / 2);
        if (Account.Refuse(_time.Now) is { } wait)
        {
            Refused++;
            using HttpResponseMessage response = Account.CreateRefusal(wait, _time.GetUtcNow());
            await _time.Delay(s_roundTrip / 2);
            throw FailureClassifier.Classify(response, new ServiceError(), s_uri, null, _time.GetUtcNow());
        }

        await _time.Delay(TimeSpan.FromSeconds(Answer * (0.8 + (0.4 * random.NextDouble()))));
        Account.Answered();
        await _time.Delay(s_roundTrip / 2);
        throttle.Accepted(turn);
        return Broken > 0 && random.NextDouble() < Broken
            ? throw new ServiceException(ServiceFailure.ServiceUnavailable, "Broken.")
            {
                StatusCode = 503,
                IsTransient = true,
            }
            : true;
    }
}
