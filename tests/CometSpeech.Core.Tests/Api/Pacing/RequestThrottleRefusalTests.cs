using CometSpeech.Core.Api.Pacing;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using static CometSpeech.Core.Tests.Api.Pacing.Support.Turns;

namespace CometSpeech.Core.Tests.Api.Pacing;

public sealed class RequestThrottleRefusalTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void Requests_refused_together_are_one_refusal()
    {
        using RequestThrottle throttle = Create(4, _time);
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
        using RequestThrottle throttle = Create(2, _time);
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
        using RequestThrottle throttle = Create(4, _time);
        Task<RequestTurn>[] tasks = Enter(throttle, 3);

        double[] waits = [.. tasks.Zip([1.0, 90, 2], (task, wait) =>
            throttle.Refused(Turn(task), TimeSpan.FromSeconds(wait), _ => TimeSpan.Zero).TotalSeconds)];

        Assert.Equal([1, 90, 90], waits);
    }

    [Fact]
    public void After_a_pause_one_request_tries_the_ground_and_others_follow_step_by_step()
    {
        using RequestThrottle throttle = Create(8, _time);
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
        using RequestThrottle throttle = Create(8, _time);
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

    // Sent together, those refused arrive in any order: an account for two at once refuses the third or the fourth
    // first.
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Of_those_refused_together_the_lowest_tells_the_limit(int first, int second)
    {
        using RequestThrottle throttle = Create(8, _time);
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
        using RequestThrottle throttle = Create(8, _time);
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
        using RequestThrottle throttle = Create(1, _time);
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
        using RequestThrottle throttle = Create(2, _time);
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
        using RequestThrottle throttle = Create(2, _time);
        Task<RequestTurn>[] tasks = Enter(throttle, 2);
        Assert.True(throttle.IsServing);

        Refuse(throttle, tasks[0], TimeSpan.Zero);
        Assert.False(throttle.IsServing);

        throttle.Accepted(Turn(tasks[1]));
        throttle.Leave();
        Assert.True(throttle.IsServing);
    }

    private static TimeSpan Remember(List<int> steps, int step)
    {
        steps.Add(step);
        return TimeSpan.Zero;
    }
}
