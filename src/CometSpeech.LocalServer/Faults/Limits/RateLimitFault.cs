using System.Globalization;
using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Faults.Limits;

/// <summary>Lets so many requests begin in each window of time and refuses the others with 429.</summary>
/// <param name="limit">Requests in a window, 1 or more.</param>
/// <param name="window">The window's length; the first begins with the first request.</param>
/// <param name="style">How a refusal says when the window ends.</param>
public sealed class RateLimitFault(int limit, TimeSpan window, RetryAfterStyle style) : Fault
{
    private readonly Lock _lock = new();

    private DateTimeOffset _windowEnd;

    private int _begun;

    /// <summary>A 429 that says when to come again.</summary>
    public static ErrorFault Refusal(TimeSpan wait, RetryAfterStyle style)
    {
        Dictionary<string, string> headers = style switch
        {
            RetryAfterStyle.Seconds => new() { ["Retry-After"] = RoundedUp(wait.TotalSeconds) },

            // A date has whole seconds: the next one, so that nobody comes too early.
            RetryAfterStyle.Date => new()
            {
                ["Retry-After"] =
                    (DateTimeOffset.UtcNow + wait).AddSeconds(1).ToString("R", CultureInfo.InvariantCulture),
            },
            RetryAfterStyle.Milliseconds => new() { ["retry-after-ms"] = RoundedUp(wait.TotalMilliseconds) },
            _ => [],
        };
        return new ErrorFault(
            new ApiError(
                StatusCodes.Status429TooManyRequests, "Rate limit reached for requests.", "rate_limit_exceeded"),
            headers);
    }

    private static string RoundedUp(double value) => Math.Ceiling(value).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        TimeSpan wait;
        lock (_lock)
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            if (now >= _windowEnd)
            {
                _windowEnd = now + window;
                _begun = 0;
            }

            _begun++;
            wait = _begun <= limit ? TimeSpan.Zero : _windowEnd - now;
        }

        return wait == TimeSpan.Zero ? answer(context) : Refusal(wait, style).ApplyAsync(context, answer);
    }
}
