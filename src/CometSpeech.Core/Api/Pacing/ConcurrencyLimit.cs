namespace CometSpeech.Core.Api.Pacing;

/// <summary>
/// How many requests are under way at once: up to the limit from the start; fewer once the service refuses one more
/// than it was seen to take, then slowly more again (additive increase, multiplicative decrease). Not safe for several
/// threads: its <see cref="RequestThrottle"/> locks.
/// </summary>
internal sealed class ConcurrencyLimit
{
    // Go out together; the default limit, so that growth costs most commands nothing. An account for two at once
    // refuses two.
    private const int InitialLevel = 4;

    // The limit grows by one after 10 requests that were taken with all places in use; after 20, 40, 80 and 160 with
    // each time that it had grown too far: an account for two at once then refuses every hundredth request of a long
    // run, and one that was shared for a while gets its full speed back.
    private const int SlowestGrowth = 160;

    // One more at once than before comes after this time, shared by those that are under way: 0.1 s after four, and 64
    // are reached in 1.1 s. A refusal mostly arrives sooner, and then no more is sent in vain: let go all together, 64
    // requests to an account for two at once would bring 62 refusals. A book of 271 requests, eight at once and each of
    // 1.5 s, takes 0.5 % longer than without.
    private static readonly TimeSpan s_rise = TimeSpan.FromMilliseconds(400);

    // The same once answers come: a quick service is asked often by few, and has half as many to refuse when its limit
    // is reached. With answers of 0.02 s, 64 at once are reached five seconds later for it.
    private static readonly TimeSpan s_riseWithAnswers = TimeSpan.FromMilliseconds(2400);

    private readonly int _maximum;
    private int _limit;
    private int _level = InitialLevel;
    private TimeSpan? _lastRise;
    private int _proven;
    private int _proof;
    private int _growth;
    private int _growAfter = RequestThrottle.Sample;

    /// <summary>Begins without a request.</summary>
    /// <param name="maximum">Requests under way at once, 1 or more.</param>
    public ConcurrencyLimit(int maximum)
    {
        _maximum = maximum;
        _limit = maximum;
    }

    /// <summary>Whether one more may be under way.</summary>
    public bool HasRoom(int running) => running < _limit;

    /// <summary>When one more at once than before may go out; null when it need not wait for that.</summary>
    /// <param name="running">Requests under way.</param>
    /// <param name="now">The time.</param>
    /// <param name="hasAnswers">Whether the service takes requests.</param>
    public TimeSpan? NextRise(int running, TimeSpan now, bool hasAnswers)
    {
        if (_level == 0 || running < _level)
        {
            return null;
        }

        _lastRise ??= now;
        TimeSpan shared = hasAnswers ? s_riseWithAnswers : s_rise;
        return _lastRise.Value + TimeSpan.FromTicks(shared.Ticks / running);
    }

    /// <summary>A request goes out.</summary>
    /// <param name="running">Requests under way, this one included.</param>
    /// <param name="now">The time.</param>
    public void Sent(int running, TimeSpan now)
    {
        if (running > _level)
        {
            _level = running;
            _lastRise = now;
        }
    }

    /// <summary>The service took a request: so many at once are seen to be taken.</summary>
    public void Accepted(RequestTurn turn)
    {
        if (turn.Level > _proven && ++_proof >= RequestThrottle.Sample)
        {
            _proven = Math.Max(_level, turn.Level);
            _proof = 0;
        }
    }

    /// <summary>One that was sent after the last refusal was taken.</summary>
    public void Grow(int running)
    {
        if (_limit < _maximum && running >= _limit && ++_growth >= _growAfter)
        {
            _limit++;
            _growth = 0;
        }
    }

    /// <summary>Whether a refused request was one more at once than the service has been seen to take.</summary>
    public bool IsCrowded(RequestTurn turn) => turn.Level > 1 && turn.Level > _proven;

    /// <summary>The service refused one that was one too many at once.</summary>
    public void Crowd(RequestTurn turn)
    {
        CrowdToo(turn);
        _growAfter = Math.Min(2 * _growAfter, SlowestGrowth);
        _growth = 0;
    }

    /// <summary>Another of those sent together was one too many as well: those before it were taken.</summary>
    public void CrowdToo(RequestTurn turn)
    {
        _limit = Math.Min(_limit, turn.Level - 1);
        _proven = Math.Min(_proven, _limit);
    }

    /// <summary>The number of requests is not why one was refused: what was concluded from it was chance.</summary>
    public void Acquit()
    {
        _limit = _maximum;
        _growAfter = RequestThrottle.Sample;
    }

    /// <summary>Fewer at once do not help, but there is nothing else to slow down.</summary>
    public void Halve(RequestTurn turn) => _limit = (turn.Level + 1) / 2;

    /// <summary>The proof that was begun counts no more: a refusal came in between.</summary>
    public void Doubt() => _proof = 0;

    /// <summary>All wait. The first after the pause tries the ground, and more follow step by step.</summary>
    public void Pause() => _level = 0;
}
