using System.Diagnostics;

namespace CometSpeech.LocalServer.Faults.Limits;

/// <summary>
/// Gives every request a token from a bucket that fills at a steady rate, and refuses those that find it empty with
/// 429.
/// </summary>
/// <param name="capacity">Tokens in a full bucket, as it is at first; 1 or more.</param>
/// <param name="interval">The time in which one token comes.</param>
/// <param name="style">How a refusal says when the next token comes.</param>
public sealed class TokenBucketFault(int capacity, TimeSpan interval, RetryAfterStyle style) : Fault
{
    private readonly Lock _lock = new();

    private double _tokens = capacity;

    private long _filled = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        TimeSpan wait = TimeSpan.Zero;
        lock (_lock)
        {
            _tokens = Math.Min(capacity, _tokens + (Stopwatch.GetElapsedTime(_filled) / interval));
            _filled = Stopwatch.GetTimestamp();
            if (_tokens >= 1)
            {
                _tokens--;
            }
            else
            {
                wait = (1 - _tokens) * interval;
            }
        }

        return wait == TimeSpan.Zero
            ? answer(context)
            : RateLimitFault.Refusal(wait, style).ApplyAsync(context, answer);
    }
}
