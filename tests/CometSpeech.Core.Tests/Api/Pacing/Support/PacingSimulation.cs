using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;

namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>
/// A command's requests to a simulated service: the real retry loop, throttle and reading of headers, in virtual time
/// and on one thread, so that the same seed brings the same run.
/// </summary>
internal sealed class PacingSimulation
{
    private static readonly Uri s_uri = new("https://example.com/v1/audio/speech");

    private readonly Random _lots = new(1);

    /// <summary>What the service lets through.</summary>
    public required Account Account { get; init; }

    /// <summary>The clock; give one to look at it from outside.</summary>
    public VirtualTime Time { get; init; } = new();

    /// <summary>How many requests the command makes.</summary>
    public int Count { get; init; } = 271;

    /// <summary>The command's <c>-ThrottleLimit</c>.</summary>
    public int AtOnce { get; init; } = 8;

    /// <summary>The command's <c>-MaximumRetryCount</c>.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>Seconds from taking a request to its answer.</summary>
    public Func<Random, double> Answer { get; init; } = _ => 1.5;

    /// <summary>The share of the requests that the service takes and then answers with 503, 0 to 1.</summary>
    public double Broken { get; init; }

    /// <summary>The way there and back.</summary>
    public TimeSpan RoundTrip { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>When a request begins to be wanted, by its number; all at once where it is null.</summary>
    public Func<int, TimeSpan>? Arrival { get; init; }

    /// <summary>Seed of the answers' times and of the waits.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>When each request was let go, attempt by attempt: the request's number and the time.</summary>
    public List<(int Request, TimeSpan Time)> Sent { get; } = [];

    /// <summary>When requests were taken.</summary>
    public List<TimeSpan> Taken { get; } = [];

    /// <summary>How many were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>What became of requests that failed for good.</summary>
    public List<ServiceException> Failures { get; } = [];

    /// <summary>The verbose lines.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Refused requests for each hundred that the command makes.</summary>
    public double RefusedShare => 100.0 * Refused / Count;

    /// <summary>The time from the first request to the last answer.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>The same, if one knew the account's rule and never idled a connection.</summary>
    public TimeSpan Ideal { get; private set; }

    /// <summary>How much longer it took.</summary>
    public double Ratio => Duration.TotalSeconds / Ideal.TotalSeconds;

    /// <summary>Runs until every request has ended.</summary>
    public PacingSimulation Run()
    {
        VirtualTime.RunInline();
        Random random = new(Seed);
        double[] answers = [.. Enumerable.Range(0, Count).Select(_ => Answer(random))];
        using RequestThrottle throttle = new(AtOnce, Time);
        RequestRetry retry = new(throttle, MaximumRetryCount, Time, Log.Add, random);
        int next = 0;
        // The engine asks for no more at once than the limit.
        Task[] workers = [.. Enumerable.Range(0, AtOnce).Select(_ => WorkAsync())];
        while (Time.RunNext())
        {
        }

        Assert.All(workers, worker => Assert.True(worker.IsCompleted, "A request waits for ever."));
        Assert.All(workers, worker => worker.GetAwaiter().GetResult());
        Ideal = GetIdeal(answers);
        return this;

        async Task WorkAsync()
        {
            while (next < Count)
            {
                int request = next++;
                if (Arrival?.Invoke(request) is { } arrival && arrival > Time.Now)
                {
                    await Time.Delay(arrival - Time.Now);
                }

                try
                {
                    await retry.SendAsync(
                        (turn, _) => AttemptAsync(throttle, turn, request, answers[request]), default);
                }
                catch (ServiceException e)
                {
                    Failures.Add(e);
                }

                Duration = Time.Now;
            }
        }
    }

    private async Task<int> AttemptAsync(RequestThrottle throttle, RequestTurn turn, int request, double answer)
    {
        Sent.Add((request, Time.Now));
        TimeSpan way = TimeSpan.FromTicks(RoundTrip.Ticks / 2);
        await Time.Delay(way);
        if (Account.Refuse(Time.Now) is { } wait)
        {
            Refused++;
            using HttpResponseMessage response = Account.CreateRefusal(wait, Time.GetUtcNow());
            await Time.Delay(way);
            throw FailureClassifier.Classify(response, new ServiceError(), s_uri, null, Time.GetUtcNow());
        }

        Taken.Add(Time.Now);
        await Time.Delay(TimeSpan.FromSeconds(answer));
        Account.Answered();
        await Time.Delay(way);
        throttle.Accepted(turn);
        if (Broken > 0 && _lots.NextDouble() < Broken)
        {
            throw new ServiceException(ServiceFailure.ServiceUnavailable, "Broken.")
            {
                StatusCode = 503,
                IsTransient = true,
            };
        }

        return request;
    }

    private TimeSpan GetIdeal(double[] answers)
    {
        TimeSpan[] free = new TimeSpan[Math.Min(AtOnce, Account.AtOnce)];
        List<TimeSpan> taken = [];
        for (int i = 0; i < Count; i++)
        {
            int slot = Array.IndexOf(free, free.Min());
            TimeSpan start = new[] { free[slot], Account.Earliest(taken), Arrival?.Invoke(i) ?? TimeSpan.Zero }.Max();
            taken.Add(start);
            free[slot] = start + TimeSpan.FromSeconds(answers[i]) + RoundTrip;
        }

        return free.Max();
    }
}
