using System.Globalization;
using CometSpeech.Core.Api.Failures;
using Polly;
using Polly.Retry;

namespace CometSpeech.Core.Api.Pacing;

/// <summary>When the next attempt of a failed request comes.</summary>
internal static class RequestRetry
{
    private static readonly TimeSpan s_longestBackoff = TimeSpan.FromSeconds(30);

    private static readonly Random s_random = new();

    /// <summary>The pipeline of one request: retries what can pass, waits as long as the service asks, else longer each time.</summary>
    /// <param name="maximumRetryCount">Attempts after the first.</param>
    /// <param name="attempts">Tells how many were made so far.</param>
    /// <param name="log">Takes a line for each retry.</param>
    public static ResiliencePipeline Create(int maximumRetryCount, Func<int> attempts, Action<string> log) => maximumRetryCount == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<ServiceException>(e => e.IsTransient),
            MaxRetryAttempts = maximumRetryCount,
            DelayGenerator = retry => new ValueTask<TimeSpan?>(Delay(retry.AttemptNumber, (ServiceException)retry.Outcome.Exception!)),
            OnRetry = retry =>
            {
                log(Describe((ServiceException)retry.Outcome.Exception!, attempts(), retry.RetryDelay));
                return default;
            },
        }).Build();

    /// <summary>1 s, 2 s, 4 s … up to 30 s, and up to a quarter more by chance, so that many callers do not come back together.</summary>
    /// <param name="attempt">From 0.</param>
    public static TimeSpan Backoff(int attempt)
    {
        double seconds = Math.Min(Math.Pow(2, Math.Min(attempt, 10)), s_longestBackoff.TotalSeconds);
        lock (s_random)
        {
            return TimeSpan.FromSeconds(seconds * (1 + (0.25 * s_random.NextDouble())));
        }
    }

    /// <summary>The line for a retry: what happened, which attempt it was, how long the wait is.</summary>
    public static string Describe(ServiceException failure, int attempt, TimeSpan wait)
    {
        string status = failure.StatusCode is { } code and >= 300 ? $"HTTP {code}" : failure.Failure.ToString();
        bool all = failure.Pause > TimeSpan.Zero;
        return string.Format(
            CultureInfo.InvariantCulture,
            "Attempt {0} failed ({1}): {2} {3} {4:0.###} s.",
            attempt,
            status,
            char.IsPunctuation(failure.Message, failure.Message.Length - 1) ? failure.Message : failure.Message + ".",
            all ? "All requests wait" : "The next one comes in",
            (all ? failure.Pause : wait).TotalSeconds);
    }

    // After a 429 the throttle makes every request wait, this one too.
    private static TimeSpan Delay(int attempt, ServiceException failure) =>
        failure.Failure == ServiceFailure.RateLimitExceeded ? TimeSpan.Zero : failure.RetryAfter ?? Backoff(attempt);
}
