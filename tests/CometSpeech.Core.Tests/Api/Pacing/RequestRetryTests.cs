using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using static CometSpeech.Core.Tests.Api.Pacing.Support.Turns;

namespace CometSpeech.Core.Tests.Api.Pacing;

public sealed class RequestRetryTests : IDisposable
{
    private readonly VirtualTime _time = new();
    private readonly List<string> _log = [];
    private readonly RequestThrottle _throttle;
    private readonly List<TimeSpan> _attempts = [];

    public RequestRetryTests() => _throttle = new RequestThrottle(4, _time);

    public void Dispose() => _throttle.Dispose();

    [Fact]
    public void Waits_without_a_name_double_up_to_half_a_minute_and_a_quarter()
    {
        ServiceException failure = Fail(7, () => Failure(ServiceFailure.ServiceUnavailable));

        Assert.Equal(8, failure.Attempts);
        double[] expected = [1, 2, 4, 8, 16, 30, 30];
        double[] waits = Waits();
        for (int i = 0; i < 7; i++)
        {
            Assert.InRange(waits[i], expected[i] - 0.001, 1.25 * expected[i]);
        }

        Assert.Equal(7, waits.Distinct().Count());
        Assert.Equal(7, _log.Count);
    }

    [Fact]
    public void A_wait_that_is_named_is_kept_for_that_request_alone()
    {
        Fail(
            2,
            () => Failure(ServiceFailure.ServiceUnavailable, retryAfter: 0.25),
            during: () => Assert.Null(_throttle.PausedUntil));

        Assert.Equal([0.25, 0.25], Waits());
        Assert.Equal("Attempt 1 failed (HTTP 503): No. The next one comes in 0.25 s.", _log[0]);
    }

    [Fact]
    public void After_a_429_all_wait()
    {
        Fail(1, () => Failure(ServiceFailure.RateLimitExceeded, retryAfter: 20));

        Assert.Equal([20], Waits());
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(20), _throttle.PausedUntil);
        Assert.Equal("Attempt 1 failed (HTTP 429): No. All requests wait 20 s.", Assert.Single(_log));
    }

    [Theory]
    [InlineData(ServiceFailure.RateLimitExceeded)]
    [InlineData(ServiceFailure.ServiceUnavailable)]
    public void What_cannot_pass_is_not_tried_again(ServiceFailure failure)
    {
        ServiceException e = Fail(3, () => new ServiceException(failure, "No.") { RetryAfter = TimeSpan.FromHours(1) });

        Assert.Equal(1, e.Attempts);
        Assert.Empty(_log);
        Assert.Null(_throttle.PausedUntil);
    }

    [Fact]
    public void Without_retries_there_is_one_attempt_and_the_others_wait_all_the_same()
    {
        Fail(0, () => Failure(ServiceFailure.RateLimitExceeded, retryAfter: 20));

        Assert.Single(_attempts);
        Assert.NotNull(_throttle.PausedUntil);
    }

    // An empty answer, say, after the service was busy.
    [Theory]
    [InlineData(3, "SE", null, 3)]
    [InlineData(8, "SSE", null, 4)]
    [InlineData(3, "EW", null, 3)]
    [InlineData(3, "ESWS", ServiceFailure.ServiceUnavailable, 4)]
    [InlineData(3, "SEE", ServiceFailure.AnswerNotAudio, 3)]
    [InlineData(8, "ESWE", ServiceFailure.AnswerNotAudio, 4)]
    [InlineData(1, "SE", ServiceFailure.AnswerNotAudio, 2)]
    [InlineData(0, "E", ServiceFailure.AnswerNotAudio, 1)]
    public void A_failure_with_a_limit_of_its_own_is_counted_by_itself(
        int retries, string failures, ServiceFailure? last, int attempts)
    {
        Func<ServiceException?> next = () => _attempts.Count > failures.Length ? null
            : failures[_attempts.Count - 1] switch
            {
                'E' => Limited(ServiceFailure.AnswerNotAudio),
                'W' => Limited(ServiceFailure.AnswerWithoutSpeech),
                _ => Failure(ServiceFailure.ServiceUnavailable),
            };

        if (last is null)
        {
            Assert.Equal(attempts, Run(retries, next).Attempts);
        }
        else
        {
            ServiceException failure = Fail(retries, next);
            Assert.Equal((last, attempts), (failure.Failure, failure.Attempts));
        }

        static ServiceException Limited(ServiceFailure failure) =>
            new(failure, "No.") { IsTransient = true, RetryLimit = 1 };
    }

    // Accounts are limited by the minute: the last attempt comes when it is over.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_service_that_takes_nothing_is_asked_so_often_and_last_after_a_minute(int retries)
    {
        Fail(retries, () => Failure(ServiceFailure.RateLimitExceeded));

        Assert.Equal(retries + 1, _attempts.Count);
        Assert.InRange(_attempts[^1].TotalSeconds, 60, retries == 6 ? 80 : 61);
    }

    [Fact]
    public void Waits_that_are_named_are_not_stretched_to_a_minute()
    {
        Fail(3, () => Failure(ServiceFailure.RateLimitExceeded, retryAfter: 2));

        Assert.Equal([2, 2, 2], Waits());
    }

    // A minute's window that is full would use up three retries in seven seconds.
    [Fact]
    public void A_429_uses_up_no_retry_when_the_service_took_a_request_before()
    {
        Accept(_throttle);
        int refusals = 0;

        Run(1, () => ++refusals <= 6 ? Failure(ServiceFailure.RateLimitExceeded) : null);

        Assert.Equal(7, _attempts.Count);
        Assert.InRange(_attempts[^1].TotalSeconds, 61, 80);
    }

    // A slow pipeline: the last acceptance is long ago, the first refusal is not.
    [Fact]
    public void Patience_counts_from_the_first_refusal_and_not_from_the_last_acceptance()
    {
        Accept(_throttle);
        _time.Advance(TimeSpan.FromMinutes(30));
        int refusals = 0;

        Run(1, () => ++refusals <= 6 ? Failure(ServiceFailure.RateLimitExceeded) : null);

        Assert.Equal(7, _attempts.Count);
    }

    [Fact]
    public void Patience_ends_after_two_minutes_and_then_attempts_count()
    {
        Accept(_throttle);

        ServiceException e = Fail(2, () => Failure(ServiceFailure.RateLimitExceeded, retryAfter: 30));

        // At 0, 30, 60 and 90 s without counting; those at 120 and 150 s are answered with the two retries.
        Assert.Equal(7, e.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(180), _attempts[^1]);
    }

    [Fact]
    public void A_refusal_beside_a_request_that_may_yet_be_taken_uses_up_no_retry()
    {
        RequestTurn other = Turn(_throttle.EnterAsync(default));
        _time.CreateTimer(
            _ =>
            {
                _throttle.Accepted(other);
                _throttle.Leave();
            },
            null,
            TimeSpan.FromSeconds(5),
            Timeout.InfiniteTimeSpan);
        int attempts = 0;

        Run(1, () => ++attempts switch
        {
            1 or 2 => Failure(ServiceFailure.RateLimitExceeded, retryAfter: 1),
            3 => Failure(ServiceFailure.ServiceUnavailable),
            _ => null,
        });

        Assert.Equal(4, _attempts.Count);
    }

    [Theory]
    [InlineData(ServiceFailure.RateLimitExceeded)]
    [InlineData(ServiceFailure.ServiceUnavailable)]
    public async Task Cancelling_ends_a_wait_at_once(ServiceFailure failure)
    {
        using CancellationTokenSource stop = new();
        Task<(int Answer, int Attempts)> sending = Send(3, () => Failure(failure, retryAfter: 110), stop.Token);
        Assert.False(sending.IsCompleted);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        // The place is free.
        Assert.Single(_attempts);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, Run(0, () => null).Answer);
    }

    [Fact]
    public void Other_failures_than_the_services_pass_through_and_free_the_place()
    {
        for (int i = 0; i < 10; i++)
        {
            RequestRetry retry = new(_throttle, 3, _time, _log.Add);
            Task<(int, int)> sending = retry.SendAsync<int>((_, _) => throw new InvalidOperationException(), default);
            Assert.IsType<InvalidOperationException>(sending.Exception!.InnerException);
        }

        Assert.Empty(_log);
    }

    private double[] Waits() =>
        [.. _attempts.Skip(1).Zip(_attempts, (later, earlier) => Math.Round((later - earlier).TotalSeconds, 3))];

    private ServiceException Fail(int retries, Func<ServiceException?> failure, Action? during = null)
    {
        Task<(int, int)> sending = Send(retries, () =>
        {
            during?.Invoke();
            return failure();
        }, default);
        while (!sending.IsCompleted && _time.RunNext())
        {
        }

        return Assert.IsType<ServiceException>(sending.Exception!.InnerException);
    }

    private (int Answer, int Attempts) Run(int retries, Func<ServiceException?> failure)
    {
        Task<(int Answer, int Attempts)> sending = Send(retries, failure, default);
        while (!sending.IsCompleted && _time.RunNext())
        {
        }

        Assert.True(sending.IsCompleted);
        return sending.GetAwaiter().GetResult();
    }

    private Task<(int Answer, int Attempts)> Send(
        int retries, Func<ServiceException?> failure, CancellationToken cancellationToken)
    {
        VirtualTime.RunInline();
        RequestRetry retry = new(_throttle, retries, _time, _log.Add, new Random(1));
        return retry.SendAsync(
            (turn, _) =>
            {
                _attempts.Add(_time.Now);
                if (failure() is { } e)
                {
                    throw e;
                }

                _throttle.Accepted(turn);
                return Task.FromResult(0);
            },
            cancellationToken);
    }
}
