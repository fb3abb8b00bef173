using CometSpeech.Core.Api.Pacing;

namespace CometSpeech.Core.Tests.Api.Pacing;

public sealed class RequestSpacingTests
{
    private readonly RequestSpacing _spacing = new();

    private double _now;

    [Fact]
    public void Requests_are_not_spaced_before_the_service_has_refused_one()
    {
        Send(50, every: 0.1);

        Assert.Equal(TimeSpan.Zero, _spacing.Interval);
        Assert.Equal(_now, Next(), 3);
    }

    [Fact]
    public void By_a_hint_the_first_after_a_pause_is_not_held_back()
    {
        Send(2, every: 0.5);
        Refuse(wait: 50);
        Refuse(wait: 5);

        Assert.Equal(_now + 5, Next(), 3);
    }

    // A service that counts refused requests too, and names the wait without them, would refuse for ever.
    [Fact]
    public void A_wait_named_too_short_is_stretched_to_the_pace()
    {
        BeLimited(wait: 30);
        double pace = _spacing.Interval.TotalSeconds;

        Refuse(wait: 0.01);

        Assert.InRange(Next() - _now, 0.99 * pace, 1.01 * pace);
    }

    // An earlier command had a part of that minute, or a bucket was full.
    [Fact]
    public void What_was_before_the_first_pause_is_no_more_than_a_hint()
    {
        Send(20, every: 0.5);
        Refuse(wait: 50);
        _now += 50;

        Assert.False(_spacing.IsKnown);
        Assert.Equal(3, _spacing.Interval.TotalSeconds, 1);
        Send(20, every: 0.1);
        Assert.Equal(TimeSpan.Zero, _spacing.Interval);

        // It is replaced by what comes after it, and not mixed with it.
        Refuse(wait: 18);
        Assert.True(_spacing.IsKnown);
        Assert.Equal(1, _spacing.Interval.TotalSeconds, 1);
    }

    [Fact]
    public void The_pace_is_what_the_service_took_between_two_pauses_with_the_pause()
    {
        Refuse(wait: 5);
        _now += 5;
        Send(60, every: 0.5);

        Refuse(wait: 30);

        // Sixty in the thirty seconds in which they were sent and the thirty of the wait; the refused one does not
        // count.
        Assert.Equal(1, _spacing.Interval.TotalSeconds, 1);
        _now += 30;
        _spacing.Sent(Time(_now));
        Assert.Equal(_now + 1, Next(), 1);
    }

    [Fact]
    public void The_pace_is_given_up_slowly_then_faster_and_is_gone_after_four_hundred()
    {
        BeLimited();
        double pace = _spacing.Interval.TotalSeconds;

        Send(100, every: pace);
        Assert.InRange(_spacing.Interval.TotalSeconds, 0.9 * pace, 0.95 * pace);
        Send(100, every: pace);
        Assert.InRange(_spacing.Interval.TotalSeconds, 0.7 * pace, 0.8 * pace);
        Send(200, every: pace);
        Assert.Equal(0, _spacing.Interval.TotalSeconds);
    }

    [Fact]
    public void A_pace_of_two_requests_holds_for_twenty()
    {
        Refuse(wait: 1);
        _now += 1;
        Send(2, every: 1);
        Refuse(wait: 60);
        _now += 60;

        Assert.InRange(_spacing.Interval.TotalSeconds, 20, 32);
        Send(20, every: 1);

        Assert.Equal(0, _spacing.Interval.TotalSeconds);
    }

    [Fact]
    public void Few_requests_between_two_pauses_tell_no_pace_of_their_own()
    {
        BeLimited();
        double pace = _spacing.Interval.TotalSeconds;
        Send(6, every: pace);

        Refuse(wait: 3 * pace);
        _now += 3 * pace;

        Assert.Equal(pace, _spacing.Interval.TotalSeconds, 3);
        // With six more they do.
        Send(6, every: pace / 2);
        Refuse(wait: 0);
        Assert.Equal(pace, _spacing.Interval.TotalSeconds, 3);
        Assert.False(_spacing.WasSlowEnough);
    }

    [Fact]
    public void A_pause_that_is_refused_again_belongs_to_the_pace()
    {
        BeLimited();
        double pace = _spacing.Interval.TotalSeconds;

        Refuse(wait: 60 * pace);

        // Sixty requests in one period and the pause of another.
        Assert.InRange(_spacing.Interval.TotalSeconds, 1.9 * pace, 2.1 * pace);
    }

    // By chance, or because others use the account: the pace is not why, and no longer held.
    [Fact]
    public void A_pace_at_which_the_service_refuses_all_the_same_is_forgotten()
    {
        BeLimited();
        double pace = _spacing.Interval.TotalSeconds;
        Send(20, every: pace);

        Refuse(wait: 10 * pace);

        Assert.True(_spacing.WasSlowEnough);
        Assert.False(_spacing.IsKnown);
        Assert.Equal(TimeSpan.Zero, _spacing.Interval);
        Assert.Equal(_now + (10 * pace), Next(), 3);
    }

    [Fact]
    public void A_pace_measured_after_a_wrong_one_is_given_up_after_a_hundred_until_it_is_measured_again()
    {
        BeLimited();
        double pace = _spacing.Interval.TotalSeconds;
        Send(20, every: pace);
        Refuse(wait: 10 * pace);
        _now += 10 * pace;
        // A hint, and a pace.
        PassMinute();
        PassMinute();
        Assert.False(_spacing.WasSlowEnough);

        Send(100, every: 0.6);
        Assert.Equal(TimeSpan.Zero, _spacing.Interval);
        Refuse(wait: 40);
        _now += 40;

        Assert.Equal(1, _spacing.Interval.TotalSeconds, 1);
        Send(100, every: 0.6);
        Assert.InRange(_spacing.Interval.TotalSeconds, 0.7, 0.8);

        void PassMinute()
        {
            Send(60, every: 0.5);
            Refuse(wait: 30);
            _now += 30;
        }
    }

    [Fact]
    public void Too_many_at_once_say_nothing_about_the_pace()
    {
        Refuse(wait: 1, isCrowded: true);
        _now += 1;
        Send(60, every: 0.1);
        Refuse(wait: 10, isCrowded: true);

        Assert.Equal(TimeSpan.Zero, _spacing.Interval);
        Assert.Equal(_now + 10, Next(), 3);
    }

    [Fact]
    public void Idleness_is_not_the_pace()
    {
        Refuse(wait: 5);
        _now += 5;
        Send(30, every: 1);
        _now += 1000;
        _spacing.Idled(Time(_now - 1000), Time(_now));
        Send(30, every: 1);

        Refuse(wait: 0.3);

        Assert.Equal(1, _spacing.Interval.TotalSeconds, 1);
    }

    [Fact]
    public void Idleness_that_begins_within_a_pause_counts_from_its_end()
    {
        BeLimited(wait: 30);
        double pace = _spacing.Interval.TotalSeconds;
        _now += 1000 - 30;
        _spacing.Idled(Time(_now - 990), Time(_now));
        Send(60, every: pace);

        Refuse(wait: 0);

        Assert.Equal(pace, _spacing.Interval.TotalSeconds, 1);
    }

    [Fact]
    public void Of_those_refused_together_the_longest_wait_counts_and_none_was_taken()
    {
        Refuse(wait: 5);
        _now += 5;
        Send(24, every: 0.5);
        Refuse(wait: 4);
        for (int i = 0; i < 4; i++)
        {
            _spacing.RefusedToo(Time(_now), i == 2 ? TimeSpan.FromSeconds(8) : TimeSpan.FromSeconds(1));
        }

        Assert.Equal(_now + 8, Next(), 3);
        // Twenty in twelve seconds and eight.
        Assert.Equal(1, _spacing.Interval.TotalSeconds, 1);
    }

    [Fact]
    public void Requests_are_never_further_apart_than_the_longest_wait()
    {
        Refuse(wait: 1);
        _now += 1;
        Send(1, every: 0);
        for (int i = 0; i < 5; i++)
        {
            Refuse(wait: 100);
            _now += 100;
        }

        Assert.Equal(120, _spacing.Interval.TotalSeconds);
    }

    private static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(seconds);

    private double Next() => _spacing.Next > Time(_now) ? _spacing.Next.TotalSeconds : _now;

    // Sixty requests and a pause, after the first pause, which tells nothing.
    private void BeLimited(double wait = 30)
    {
        Refuse(wait: 1);
        _now += 1;
        Send(60, every: 0.5);
        Refuse(wait);
        _now += wait;
    }

    private void Send(int count, double every)
    {
        for (int i = 0; i < count; i++)
        {
            _spacing.Sent(Time(_now));
            _now += every;
        }
    }

    private void Refuse(double wait, bool isCrowded = false)
    {
        _spacing.Sent(Time(_now));
        _spacing.Refused(Time(_now), Time(wait), isCrowded);
    }
}
