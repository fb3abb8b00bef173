using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;

namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>Requests at a throttle whose time is moved by the test.</summary>
internal static class Turns
{
    public static RequestThrottle Create(int maximum, VirtualTime time)
    {
        VirtualTime.RunInline();
        return new RequestThrottle(maximum, time);
    }

    public static Task<RequestTurn>[] Enter(RequestThrottle throttle, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => throttle.EnterAsync(default))];

    public static void Refuse(RequestThrottle throttle, Task<RequestTurn> turn, TimeSpan wait)
    {
        throttle.Refused(Turn(turn), wait, _ => TimeSpan.Zero);
        throttle.Leave();
    }

    // Its turn has come.
    public static RequestTurn Turn(Task<RequestTurn> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>One that goes at once, and is taken.</summary>
    public static void Accept(RequestThrottle throttle)
    {
        throttle.Accepted(Turn(throttle.EnterAsync(default)));
        throttle.Leave();
    }

    /// <summary>The service's: 429 for its limit, else 503.</summary>
    public static ServiceException Failure(ServiceFailure failure, double? retryAfter = null) => new(failure, "No.")
    {
        StatusCode = failure == ServiceFailure.RateLimitExceeded ? 429 : 503,
        IsTransient = true,
        RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
