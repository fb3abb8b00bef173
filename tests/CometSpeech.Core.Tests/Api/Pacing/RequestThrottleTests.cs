using CometSpeech.Core.Api.Pacing;

namespace CometSpeech.Core.Tests.Api.Pacing;

public sealed class RequestThrottleTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task No_more_run_at_once_than_the_limit()
    {
        using var throttle = new RequestThrottle(2);
        await throttle.EnterAsync(default);
        await throttle.EnterAsync(default);

        Task<int> third = throttle.EnterAsync(default);

        Assert.False(third.IsCompleted);
        throttle.Leave();
        await third;
    }

    [Fact]
    public async Task A_wait_ends_when_it_is_cancelled_and_leaves_its_place()
    {
        using var throttle = new RequestThrottle(1);
        using var stop = new CancellationTokenSource();
        await throttle.EnterAsync(default);
        Task<int> abandoned = throttle.EnterAsync(stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        Task<int> next = throttle.EnterAsync(default);
        throttle.Leave();
        await next;
    }

    [Fact]
    public async Task A_pause_holds_everyone_back_and_ends_when_cancelled()
    {
        using var throttle = new RequestThrottle(4);
        using var stop = new CancellationTokenSource();
        throttle.Refused(await throttle.EnterAsync(default), s_long, _ => TimeSpan.Zero);
        throttle.Leave();
        Task<int>[] waiting = [throttle.EnterAsync(stop.Token), throttle.EnterAsync(stop.Token)];

        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        stop.Cancel();
        foreach (Task<int> task in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }
    }

    [Fact]
    public async Task Requests_refused_together_are_one_refusal()
    {
        using var throttle = new RequestThrottle(4);
        int[] tickets = [await throttle.EnterAsync(default), await throttle.EnterAsync(default), await throttle.EnterAsync(default)];
        List<int> steps = [];

        foreach (int ticket in tickets)
        {
            throttle.Refused(ticket, null, step => Remember(steps, step));
        }

        Assert.Equal([0], steps);
    }

    [Fact]
    public async Task A_request_that_was_let_go_before_a_refusal_belongs_to_it()
    {
        using var throttle = new RequestThrottle(2);
        int first = await throttle.EnterAsync(default);
        await throttle.EnterAsync(default);
        Task<int> third = throttle.EnterAsync(default);
        List<int> steps = [];

        throttle.Leave();
        throttle.Refused(first, null, step => Remember(steps, step));
        throttle.Refused(await third, null, step => Remember(steps, step));

        Assert.Equal([0], steps);
    }

    [Fact]
    public async Task The_wait_named_last_counts_for_all_when_it_is_longer()
    {
        using var throttle = new RequestThrottle(4);
        int first = await throttle.EnterAsync(default);
        int second = await throttle.EnterAsync(default);

        throttle.Refused(first, TimeSpan.FromSeconds(1), _ => TimeSpan.Zero);
        TimeSpan wait = throttle.Refused(second, s_long, _ => TimeSpan.Zero);

        Assert.InRange(wait.TotalSeconds, 100, 120);
    }

    [Fact]
    public async Task One_request_tries_the_ground_and_its_success_lets_others_follow()
    {
        using var throttle = new RequestThrottle(8);
        int[] tickets = [await throttle.EnterAsync(default), await throttle.EnterAsync(default), await throttle.EnterAsync(default), await throttle.EnterAsync(default)];
        foreach (int ticket in tickets)
        {
            throttle.Refused(ticket, null, _ => TimeSpan.Zero);
            throttle.Leave();
        }

        await throttle.EnterAsync(default);
        Task<int> second = throttle.EnterAsync(default);
        Assert.False(second.IsCompleted);

        throttle.Accepted();
        await second;
        // Half of the four that were let go at first.
        Assert.False(throttle.EnterAsync(default).IsCompleted);
    }

    // A service that let nobody in for long is not asked every second again when its next window is used up.
    [Fact]
    public async Task Waits_grow_and_begin_half_way_after_the_service_took_a_request()
    {
        using var throttle = new RequestThrottle(1);
        List<int> steps = [];
        for (int i = 0; i < 5; i++)
        {
            await RefuseAsync();
        }

        await throttle.EnterAsync(default);
        throttle.Accepted();
        throttle.Leave();
        await RefuseAsync();
        await RefuseAsync();

        Assert.Equal([0, 1, 2, 3, 4, 2, 3], steps);

        async Task RefuseAsync()
        {
            throttle.Refused(await throttle.EnterAsync(default), null, step => Remember(steps, step));
            throttle.Leave();
        }
    }

    [Fact]
    public async Task How_long_it_refuses_is_known_only_after_it_accepted()
    {
        using var throttle = new RequestThrottle(1);
        throttle.Refused(await throttle.EnterAsync(default), null, _ => TimeSpan.Zero);
        Assert.Null(throttle.RefusingFor);

        throttle.Accepted();

        Assert.NotNull(throttle.RefusingFor);
    }

    private static TimeSpan Remember(List<int> steps, int step)
    {
        steps.Add(step);
        return TimeSpan.Zero;
    }
}
