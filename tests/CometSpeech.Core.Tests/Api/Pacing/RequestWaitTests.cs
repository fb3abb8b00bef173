using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using static CometSpeech.Core.Tests.Api.Pacing.Support.Turns;

namespace CometSpeech.Core.Tests.Api.Pacing;

public sealed class RequestWaitTests : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _log = [];
    private readonly RequestThrottle _throttle;

    public RequestWaitTests() => _throttle = new RequestThrottle(4, _time);

    public void Dispose() => _throttle.Dispose();

    [Theory]
    [InlineData(ServiceFailure.RateLimitExceeded, true)]
    [InlineData(ServiceFailure.ServiceUnavailable, false)]
    public void Who_looks_sees_what_all_wait_for_and_how_long(ServiceFailure failure, bool isForLimit)
    {
        VirtualTime.RunInline();
        var retry = new RequestRetry(_throttle, 3, _time, _log.Add);
        int attempts = 0;
        Task<(int Answer, int Attempts)> sending = retry.SendAsync(
            (turn, _) =>
            {
                Assert.Null(retry.Wait);
                if (++attempts == 1)
                {
                    throw Failure(failure, retryAfter: 28);
                }

                _throttle.Accepted(turn);
                return Task.FromResult(1);
            },
            default);

        _time.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(new RequestWait(TimeSpan.FromSeconds(20), isForLimit), retry.Wait);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TaskStatus.RanToCompletion, sending.Status);
        Assert.Equal(2, attempts);
        Assert.Null(retry.Wait);
    }

    [Fact]
    public void A_retry_beside_a_request_under_way_is_no_wait_of_all()
    {
        VirtualTime.RunInline();
        var retry = new RequestRetry(_throttle, 3, _time, _log.Add);
        Turn(_throttle.EnterAsync(default));
        int attempts = 0;
        Task<(int, int)> sending = retry.SendAsync(
            (_, _) => ++attempts == 1
                ? throw Failure(ServiceFailure.ServiceUnavailable, retryAfter: 28)
                : Task.FromResult(1),
            default);

        Assert.Null(retry.Wait);
        _throttle.Leave();
        Assert.Equal(TimeSpan.FromSeconds(28), retry.Wait?.Left);
        _time.Advance(TimeSpan.FromSeconds(28));
        Assert.Equal(TaskStatus.RanToCompletion, sending.Status);
    }

    // The pace that the service was seen to take is its limit too.
    [Fact]
    public void Waiting_for_the_pace_is_waiting_for_the_limit()
    {
        VirtualTime.RunInline();
        for (int i = 0; i < 10; i++)
        {
            Accept(_throttle);
        }

        // Ten a minute: the eleventh is refused until the minute is over.
        _throttle.Refused(Turn(_throttle.EnterAsync(default)), TimeSpan.FromMinutes(1), _ => TimeSpan.Zero);
        _throttle.Leave();
        _time.Advance(TimeSpan.FromMinutes(1));
        Accept(_throttle);
        Task<RequestTurn> next = _throttle.EnterAsync(default);

        Assert.False(next.IsCompleted);
        RequestWait? wait = new RequestRetry(_throttle, 3, _time, _log.Add).Wait;
        Assert.True(wait?.IsForLimit);
        Assert.InRange(wait!.Left.TotalSeconds, 1, 7);
        _time.Advance(wait.Left);
        Assert.True(next.IsCompleted);
    }
}
