using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using static CometSpeech.Core.Tests.Api.Pacing.Support.Turns;

namespace CometSpeech.Core.Tests.Api.Pacing;

public sealed class RequestThrottleTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void No_more_run_at_once_than_the_limit()
    {
        using RequestThrottle throttle = Create(2, _time);
        Task<RequestTurn>[] tasks = Enter(throttle, 3);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, false], tasks.Select(task => task.IsCompleted));

        throttle.Leave();

        Assert.True(tasks[2].IsCompleted);
    }

    [Fact]
    public void Turns_are_given_in_the_order_of_waiting()
    {
        using RequestThrottle throttle = Create(1, _time);
        Task<RequestTurn>[] tasks = Enter(throttle, 4);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(i + 1, tasks.Count(task => task.IsCompleted));
            Assert.True(tasks[i].IsCompleted);
            throttle.Leave();
        }
    }

    [Fact]
    public void Four_go_at_once_and_more_follow_faster_and_faster()
    {
        using RequestThrottle throttle = Create(64, _time);
        Task<RequestTurn>[] tasks = Enter(throttle, 64);
        Assert.Equal(4, tasks.Count(task => task.IsCompleted));

        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.InRange(tasks.Count(task => task.IsCompleted), 6, 8);
        _time.Advance(TimeSpan.FromMilliseconds(1200));
        Assert.All(tasks, task => Assert.True(task.IsCompleted));
    }

    // Places that were there before need no new time.
    [Fact]
    public void A_place_that_is_left_goes_to_the_next_at_once()
    {
        using RequestThrottle throttle = Create(8, _time);
        Task<RequestTurn>[] tasks = Enter(throttle, 6);
        Assert.False(tasks[4].IsCompleted);

        throttle.Leave();

        Assert.True(tasks[4].IsCompleted);
        Assert.False(tasks[5].IsCompleted);
    }

    [Fact]
    public async Task A_wait_ends_when_it_is_cancelled_and_leaves_its_place()
    {
        using RequestThrottle throttle = Create(1, _time);
        using CancellationTokenSource stop = new();
        Enter(throttle, 1);
        Task<RequestTurn> abandoned = throttle.EnterAsync(stop.Token);
        Task<RequestTurn> next = throttle.EnterAsync(default);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        throttle.Leave();
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public async Task A_pause_holds_everyone_back_and_ends_when_cancelled()
    {
        using RequestThrottle throttle = Create(4, _time);
        using CancellationTokenSource stop = new();
        Refuse(throttle, Enter(throttle, 1)[0], TimeSpan.FromMinutes(2));
        Task<RequestTurn>[] waiting = [throttle.EnterAsync(stop.Token), throttle.EnterAsync(stop.Token)];

        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(1), throttle.PausedUntil);

        stop.Cancel();
        foreach (Task<RequestTurn> task in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }
    }

    [Fact]
    public void Until_when_all_wait_is_told_only_while_they_do()
    {
        using RequestThrottle throttle = Create(4, _time);
        Task<RequestTurn> turn = Enter(throttle, 1)[0];
        Assert.Null(throttle.PausedUntil);

        Refuse(throttle, turn, TimeSpan.FromSeconds(7));

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(7), throttle.PausedUntil);
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Null(throttle.PausedUntil);
    }

    [Fact]
    public void Commands_share_nothing()
    {
        using RequestThrottle one = Create(4, _time);
        using RequestThrottle other = Create(4, _time);
        Refuse(one, Enter(one, 1)[0], TimeSpan.FromMinutes(1));

        Assert.True(Enter(other, 1)[0].IsCompleted);
        Assert.Null(other.PausedUntil);
    }

    [Fact]
    public async Task It_can_be_used_from_many_threads()
    {
        using RequestThrottle throttle = new(8, TimeProvider.System);
        using CancellationTokenSource stop = new();
        int running = 0;
        int most = 0;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(worker => Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                using CancellationTokenSource abandon = new();
                Task<RequestTurn> enter = throttle.EnterAsync(abandon.Token);
                if (i % 7 == worker % 7)
                {
                    abandon.Cancel();
                }

                try
                {
                    RequestTurn turn = await enter;
                    int now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    throttle.Accepted(turn);
                    Interlocked.Decrement(ref running);
                    throttle.Leave();
                }
                catch (OperationCanceledException)
                {
                    // It went without a turn.
                }
            }
        })));

        Assert.InRange(most, 1, 8);
        // Nobody has kept a place.
        Task<RequestTurn>[] all = Enter(throttle, 8);
        await Task.WhenAll(all);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var before && before != seen)
        {
            seen = before;
        }
    }
}
