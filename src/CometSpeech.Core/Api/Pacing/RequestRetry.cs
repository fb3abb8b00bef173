using System.Globalization;
using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Api.Pacing;

/// <summary>
/// Sends a request again as long as that can help: when its turn comes, after the wait the service names or a longer
/// one each time, and so often as the caller allows. Called from any thread.
/// </summary>
/// <param name="throttle">Gives the turns, to all requests of the command.</param>
/// <param name="maximumRetryCount">Attempts after the first, 0 or more.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes a line for each retry.</param>
/// <param name="random">For the part of a wait that is left to chance; the process's own where it is null.</param>
internal sealed class RequestRetry(
    RequestThrottle throttle, int maximumRetryCount, TimeProvider time, Action<string> log, Random? random = null)
{
    private static readonly TimeSpan s_longestBackoff = TimeSpan.FromSeconds(30);

    // Accounts are limited by the minute. An earlier command may have used this one up, and a service that says nothing
    // of the wait would refuse all of the usual four attempts within seven seconds.
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    // One for all commands: made at the same moment on .NET Framework, two would give the same numbers.
    private static readonly Random s_random = new();

    private readonly Random _random = random ?? s_random;

    // When each of the requests that failed is sent again.
    private readonly List<DateTimeOffset> _delays = [];

    /// <summary>What all requests wait for: a limit, or the next attempt when no other is under way.</summary>
    public RequestWait? Wait
    {
        get
        {
            DateTimeOffset now = time.GetUtcNow();
            if (throttle.PausedUntil is { } pausedUntil)
            {
                return new RequestWait(pausedUntil - now, IsForLimit: true);
            }

            lock (_delays)
            {
                return throttle.IsIdle && _delays.Count > 0
                    ? new RequestWait(_delays.Min() - now, IsForLimit: false)
                    : null;
            }
        }
    }

    /// <summary>Makes attempts until one succeeds, or fails for good.</summary>
    /// <param name="attempt">Sends the request, and tells the throttle when the service takes it.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <returns>The answer, and how many attempts there were.</returns>
    /// <exception cref="ServiceException">The last attempt's failure.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<(T Answer, int Attempts)> SendAsync<T>(
        Func<RequestTurn, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        int retries = 0;
        // What has a limit of its own has a count of its own: what failed before it says nothing about it.
        Dictionary<ServiceFailure, int>? limited = null;
        for (int attempts = 1; ; attempts++)
        {
            TimeSpan wait;
            RequestTurn turn = await throttle.EnterAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return (await attempt(turn, cancellationToken).ConfigureAwait(false), attempts);
            }
            catch (ServiceException e)
            {
                e.Attempts = attempts;
                bool isRefusal = e is { Failure: ServiceFailure.RateLimitExceeded, IsTransient: true };
                // A service that is full, not broken, is worth a longer patience than a number of attempts.
                bool isWaitedOut = isRefusal && throttle.IsServing
                    && throttle.RefusingFor < FailureClassifier.LongestWait;
                retries += isWaitedOut ? 0 : 1;
                wait = isRefusal ? TimeSpan.Zero : e.RetryAfter ?? Backoff(retries - 1);
                if (isRefusal)
                {
                    bool isLast = !isWaitedOut && retries == maximumRetryCount;
                    e.Pause = throttle.Refused(turn, e.RetryAfter, step => RefusalBackoff(step, isLast));
                }

                if (e.RetryLimit is not null)
                {
                    limited ??= [];
                    limited[e.Failure] = limited.TryGetValue(e.Failure, out int before) ? before + 1 : 1;
                }

                if (!e.IsTransient || maximumRetryCount == 0 || retries > maximumRetryCount
                    || (e.RetryLimit is { } limit && limited![e.Failure] > limit))
                {
                    throw;
                }

                log(Describe(e, attempts, wait));
            }
            finally
            {
                throttle.Leave();
            }

            if (wait > TimeSpan.Zero)
            {
                await DelayAsync(wait, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // 1 s, 2 s, 4 s … up to 30 s, and up to a quarter more by chance, so that many callers do not come back together.
    private TimeSpan Backoff(int step)
    {
        double seconds = Math.Min(Math.Pow(2, Math.Min(step, 10)), s_longestBackoff.TotalSeconds);
        lock (_random)
        {
            return TimeSpan.FromSeconds(seconds * (1 + (0.25 * _random.NextDouble())));
        }
    }

    private TimeSpan RefusalBackoff(int step, bool isLast)
    {
        TimeSpan usual = Backoff(step);
        TimeSpan rest = isLast ? s_window - throttle.RefusingFor : TimeSpan.Zero;
        return rest > usual ? rest : usual;
    }

    private async Task DelayAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        DateTimeOffset end = time.GetUtcNow() + wait;
        lock (_delays)
        {
            _delays.Add(end);
        }

        try
        {
            await time.DelayAsync(wait, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_delays)
            {
                _delays.Remove(end);
            }
        }
    }

    // What happened, which attempt it was, how long the wait is.
    private static string Describe(ServiceException failure, int attempt, TimeSpan wait)
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
}
