using CometSpeech.LocalServer.Protocol;

namespace CometSpeech.LocalServer.Faults.Limits;

/// <summary>Lets so many requests be answered at a time and refuses the others with 429.</summary>
/// <param name="limit">Requests at a time, 1 or more.</param>
public sealed class ConcurrencyLimitFault(int limit) : Fault
{
    private static readonly ApiError s_refusal = new(
        StatusCodes.Status429TooManyRequests, "Too many concurrent requests.", "rate_limit_exceeded");

    private int _inProgress;

    /// <inheritdoc/>
    public override async Task ApplyAsync(HttpContext context, RequestDelegate answer)
    {
        try
        {
            await (Interlocked.Increment(ref _inProgress) <= limit ? answer(context) : s_refusal.WriteAsync(context));
        }
        finally
        {
            Interlocked.Decrement(ref _inProgress);
        }
    }
}
