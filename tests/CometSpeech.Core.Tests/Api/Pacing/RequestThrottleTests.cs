using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Tests.Api.Pacing.Support;

namespace CometSpeech.Core.Tests.Api.Pacing;

public sealed class RequestThrottleTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void No_more_run_at_once_than_the_limit()
    {
        using RequestThrottle throttle = Create(2);
        Task<RequestTurn>[] tasks = Enter(throttle, 3);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, false], tasks.Select(task => task.IsCompleted));

        throttle.Leave();

        Assert.True(tasks[2].IsCompleted);
    }

    [Fact]
    public void Turns_are_given_in_the_order_of_waiting()
    {
        using RequestThrottle throttle = Create(1);
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
        using RequestThrottle throttle = Create(64);
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
        using RequestThrottle throttle = Create(8);
        Task<RequestTurn>[] tasks = Enter(throttle, 6);
        Assert.False(tasks[4].IsCompleted);

        throttle.Leave();

        Assert.True(tasks[4].IsCompleted);
        Assert.False(tasks[5].IsCompleted);
    }

    [Fact]
    public async Task A_wait_ends_when_it_is_cancelled_and_leaves_its_place()
    {
        using RequestThrottle throttle = Create(1);
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
        using RequestThrottle throttle = Create(4);
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
        using RequestThrottle throttle = Create(4);
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
        using RequestThrottle one = Create(4);
        using RequestThrottle other = Create(4);
        Refuse(one, Enter(one, 1)[0], TimeSpan.FromMinutes(1));

        Assert.True(Enter(other, 1)[0].IsCompleted);
        Assert.Null(other.PausedUntil);
    }

    [Fact]
    public void Requests_refused_together_are_one_refusal()
    {
        using RequestThrottle throttle = Create(4);
        List<int> steps = [];

        foreach (Task<RequestTurn> task in Enter(throttle, 4))
        {
            throttle.Refused(Turn(task), null, step => Remember(steps, step));
        }

        Assert.Equal([0], steps);
    }

    [Fact]
    public void A_request_that_was_let_go_before_a_refusal_belongs_to_it()
    {
        using RequestThrottle throttle = Create(2);
        Task<RequestTurn>[] tasks = Enter(throttle, 3);
        List<int> steps = [];

        throttle.Leave();
        throttle.Refused(Turn(tasks[0]), null, step => Remember(steps, step));
        throttle.Refused(Turn(tasks[2]), null, step => Remember(steps, step));

        Assert.Equal([0], steps);
    }

    [Fact]
    public void The_longest_wait_named_counts_for_all()
    {
        using RequestThrottle throttle = Create(4);
        Task<RequestTurn>[] tasks = Enter(throttle, 3);

        double[] waits = [.. tasks.Zip([1.0, 90, 2], (task, wait) =>
            throttle.Refused(Turn(task), TimeSpan.FromSeconds(wait), _ => TimeSpan.Zero).TotalSeconds)];

        Assert.Equal([1, 90, 90], waits);
    }

    [Fact]
    public void After_a_pause_one_request_tries_the_ground_and_others_follow_step_by_step()
    {
        using RequestThrottle throttle = Create(8);
        foreach (Task<RequestTurn> task in Enter(throttle, 4))
        {
            Refuse(throttle, task, TimeSpan.FromSeconds(1));
        }

        Task<RequestTurn>[] later = Enter(throttle, 8);
        _time.Advance(TimeSpan.FromMilliseconds(1390));
        Assert.Equal(1, later.Count(task => task.IsCompleted));
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(2, later.Count(task => task.IsCompleted));
    }

    [Fact]
    public void One_more_than_the_service_takes_tells_the_limit_which_grows_back_slowly()
    {
        using RequestThrottle throttle = Create(8);
        // Five are taken, again and again; the sixth is not.
        List<RequestTurn> running = [];
        Task<RequestTurn>[] tasks = Enter(throttle, 5);
        _time.Advance(TimeSpan.FromSeconds(1));
        running.AddRange(tasks.Select(Turn));
        Replace(15);
        Task<RequestTurn> sixth = Enter(throttle, 1)[0];
        _time.Advance(TimeSpan.FromSeconds(1));
        Refuse(throttle, sixth, TimeSpan.FromSeconds(1));

        // Five.
        _time.Advance(TimeSpan.FromSeconds(2));
        Task<RequestTurn> again = Enter(throttle, 1)[0];
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(again.IsCompleted);

        // Those that were sent before the refusal do not make it grow; twenty later ones do, by one.
        Take(running[0]);
        running.RemoveAt(0);
        Assert.True(again.IsCompleted);
        running.Add(Turn(again));
        Replace(4 + 19);
        Task<RequestTurn> more = Enter(throttle, 1)[0];
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(more.IsCompleted);
        throttle.Accepted(running[0]);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(more.IsCompleted);
        Task<RequestTurn> tooMany = Enter(throttle, 1)[0];
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(tooMany.IsCompleted);

        void Replace(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Take(running[0]);
                running.RemoveAt(0);
                running.Add(Turn(Enter(throttle, 1)[0]));
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        void Take(RequestTurn turn)
        {
            throttle.Accepted(turn);
            throttle.Leave();
        }
    }

    // A service that let nobody in for long is not asked every second again when its next window is used up.
    // Sent together, those refused arrive in any order: an account for two at once refuses the third or the fourth
    // first.
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Of_those_refused_together_the_lowest_tells_the_limit(int first, int second)
    {
        using RequestThrottle throttle = Create(8);
        Task<RequestTurn>[] four = Enter(throttle, 4);
        Refuse(throttle, four[first], TimeSpan.FromSeconds(1));
        Refuse(throttle, four[second], TimeSpan.FromSeconds(1));
        foreach (int taken in new[] { 0, 1 })
        {
            throttle.Accepted(Turn(four[taken]));
            throttle.Leave();
        }

        Task<RequestTurn>[] later = Enter(throttle, 4);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, later.Count(turn => turn.IsCompleted));
    }

    [Fact]
    public void One_alone_is_never_too_many()
    {
        using RequestThrottle throttle = Create(8);
        Task<RequestTurn>[] two = Enter(throttle, 2);
        throttle.Accepted(Turn(two[0]));
        throttle.Leave();
        Refuse(throttle, two[1], TimeSpan.FromSeconds(1));
        Task<RequestTurn> alone = Enter(throttle, 1)[0];
        _time.Advance(TimeSpan.FromSeconds(1));
        Refuse(throttle, alone, TimeSpan.FromSeconds(1));

        Enter(throttle, 7);
        Task<RequestTurn> eighth = Enter(throttle, 1)[0];
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.True(eighth.IsCompleted);
    }

    [Fact]
    public void Waits_grow_and_begin_half_way_after_the_service_took_a_request()
    {
        using RequestThrottle throttle = Create(1);
        List<int> steps = [];
        for (int i = 0; i < 5; i++)
        {
            RefuseNext();
        }

        RequestTurn taken = Turn(Enter(throttle, 1)[0]);
        throttle.Accepted(taken);
        throttle.Leave();
        RefuseNext();
        RefuseNext();

        Assert.Equal([0, 1, 2, 3, 4, 2, 3], steps);

        void RefuseNext()
        {
            throttle.Refused(Turn(Enter(throttle, 1)[0]), null, step => Remember(steps, step));
            throttle.Leave();
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public void How_long_it_refuses_counts_from_the_first_refusal_and_without_idleness()
    {
        using RequestThrottle throttle = Create(2);
        Task<RequestTurn>[] tasks = Enter(throttle, 2);
        throttle.Accepted(Turn(tasks[0]));
        throttle.Leave();
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.Zero, throttle.RefusingFor);

        throttle.Refused(Turn(tasks[1]), TimeSpan.FromSeconds(5), _ => TimeSpan.Zero);
        Task<RequestTurn> again = Enter(throttle, 1)[0];
        throttle.Leave();
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), throttle.RefusingFor);

        Refuse(throttle, again, TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromHours(1));
        Task<RequestTurn> last = Enter(throttle, 1)[0];
        Assert.Equal(TimeSpan.FromSeconds(7), throttle.RefusingFor);

        throttle.Accepted(Turn(last));
        Assert.Equal(TimeSpan.Zero, throttle.RefusingFor);
    }

    [Fact]
    public void A_service_serves_when_it_has_taken_one_or_may_yet_take_another()
    {
        using RequestThrottle throttle = Create(2);
        Task<RequestTurn>[] tasks = Enter(throttle, 2);
        Assert.True(throttle.IsServing);

        Refuse(throttle, tasks[0], TimeSpan.Zero);
        Assert.False(throttle.IsServing);

        throttle.Accepted(Turn(tasks[1]));
        throttle.Leave();
        Assert.True(throttle.IsServing);
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

    private RequestThrottle Create(int maximum)
    {
        VirtualTime.RunInline();
        return new RequestThrottle(maximum, _time);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var before && before != seen)
        {
            seen = before;
        }
    }

    private static Task<RequestTurn>[] Enter(RequestThrottle throttle, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => throttle.EnterAsync(default))];

    private static void Refuse(RequestThrottle throttle, Task<RequestTurn> turn, TimeSpan wait)
    {
        throttle.Refused(Turn(turn), wait, _ => TimeSpan.Zero);
        throttle.Leave();
    }

    // Its turn has come.
    private static RequestTurn Turn(Task<RequestTurn> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private static TimeSpan Remember(List<int> steps, int step)
    {
        steps.Add(step);
        return TimeSpan.Zero;
    }
}
