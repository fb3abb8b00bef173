using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Core.Api.Pacing;

/// <summary>
/// How far apart requests are sent: not at all while the service asks to wait, then at the pace at which it took them,
/// then closer and closer until it refuses again. Not safe for several threads: its <see cref="RequestThrottle"/>
/// locks. All times count from the throttle's beginning.
/// </summary>
internal sealed class RequestSpacing
{
    // A pace is given up over this many requests: an account of 60 a minute then refuses one of a hundred, and one that
    // has grown is used in full after four hundred. With 200 it refuses nearly two, with 800 growth is used twice as
    // late.
    private const int LongestTrust = 400;

    // What was measured: from the end of one pause to the end of the next, and the requests that were let through
    // between.
    private TimeSpan _measuredTime;
    private int _measuredCount;
    private int _periods;

    // What is being measured.
    private TimeSpan _begin;
    private int _count;

    private TimeSpan? _lastSent;
    private bool _isLimited;

    /// <summary>Nothing is sent before this.</summary>
    public TimeSpan PausedUntil { get; private set; }

    /// <summary>When the next request may be sent.</summary>
    public TimeSpan Next
    {
        get
        {
            TimeSpan spaced = _lastSent is { } last ? last + Interval : TimeSpan.Zero;
            return spaced > PausedUntil ? spaced : PausedUntil;
        }
    }

    /// <summary>The service's pace was measured between two pauses.</summary>
    public bool IsKnown => _isLimited && _measuredCount > 0 && _periods > 1;

    /// <summary>The time between two requests now.</summary>
    public TimeSpan Interval
    {
        get
        {
            if (!_isLimited || _measuredCount == 0)
            {
                return TimeSpan.Zero;
            }

            // Given up slowly at first, where the limit is known to be, then faster. A pace measured over a few
            // requests is trusted for a few: after one request between two long waits, the next are not as far apart
            // for long. Until the first pause an earlier command had a part of the minute, or a bucket was full: that
            // is no more than a hint.
            double trust = Math.Min(LongestTrust, (IsKnown ? RequestThrottle.Sample : 1) * _measuredCount);
            double left = Math.Max(0, 1 - (_count / trust * (_count / trust)));
            TimeSpan interval = TimeSpan.FromTicks((long)(_measuredTime.Ticks / _measuredCount * left));
            return interval < FailureClassifier.LongestWait ? interval : FailureClassifier.LongestWait;
        }
    }

    /// <summary>A request goes out.</summary>
    public void Sent(TimeSpan now)
    {
        _lastSent = now;
        _count++;
    }

    /// <summary>The service refused a request, the first of those that were sent together; all wait.</summary>
    /// <param name="now">The time.</param>
    /// <param name="wait">How long all wait.</param>
    /// <param name="isCrowded">There were too many at once, which says nothing about their pace.</param>
    public void Refused(TimeSpan now, TimeSpan wait, bool isCrowded)
    {
        _count--;
        PausedUntil = now + wait;
        TimeSpan time = PausedUntil - _begin;
        // None, or too few to tell a pace of their own: what was measured before goes on.
        bool goesOn = _measuredCount > 0 && (_count <= 0 || (IsKnown && _count < RequestThrottle.Sample));
        _measuredTime = (goesOn ? _measuredTime : TimeSpan.Zero) + time;
        _measuredCount = (goesOn ? _measuredCount : 0) + Math.Max(0, _count);
        _periods += _count > 0 || _periods == 0 ? 1 : 0;
        _isLimited |= !isCrowded;
        _begin = PausedUntil;
        _count = 0;
        // By a mere hint the first after a pause is not held back longer.
        _lastSent = IsKnown ? _lastSent : null;
    }

    /// <summary>Another of those sent together was refused too.</summary>
    /// <param name="now">The time.</param>
    /// <param name="wait">The wait that this answer names, if it names one; the longest counts.</param>
    public void RefusedToo(TimeSpan now, TimeSpan? wait)
    {
        _measuredCount = Math.Max(0, _measuredCount - 1);
        if (wait is { } longer && now + longer > PausedUntil)
        {
            _measuredTime += now + longer - PausedUntil;
            PausedUntil = now + longer;
            _begin = PausedUntil;
        }
    }

    /// <summary>No request was wanted for a while; that is not the service's pace.</summary>
    /// <param name="since">When the last one ended.</param>
    /// <param name="now">The time.</param>
    public void Idled(TimeSpan since, TimeSpan now)
    {
        _begin = _begin <= since ? _begin + (now - since) : _begin > now ? _begin : now;
    }
}
