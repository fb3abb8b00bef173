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

    // A pace measured again differs by less: waits are named in whole seconds, and measured in a minute of sixty
    // requests that is a fiftieth. Where refusals come by chance, one of three differs by more.
    private const double Tolerance = 0.2;

    // The service's pace. Until the first pause an earlier command had a part of the minute, or a bucket was full: the
    // first period is no more than a hint.
    private Period _pace;
    private int _periods;

    // A pace that proved wrong is trusted for a quarter as long the next time, one that was measured again for twice as
    // long.
    private double _trust = LongestTrust;

    // What is being measured: periods too short to tell a pace of their own, and the one since the last pause.
    private Period _short;
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
    public bool IsKnown => _isLimited && _pace.Count > 0 && _periods > 1;

    /// <summary>
    /// The last refusal came although requests were further apart than the pace demands: it is not why. The service
    /// refuses by chance, or others use the account.
    /// </summary>
    public bool WasSlowEnough { get; private set; }

    /// <summary>The time between two requests now.</summary>
    public TimeSpan Interval
    {
        get
        {
            if (!_isLimited || _pace.Count == 0)
            {
                return TimeSpan.Zero;
            }

            // Given up slowly at first, where the limit is known to be, then faster. A pace measured over a few
            // requests is trusted for a few: after one request between two long waits, the next are not as far apart
            // for long.
            double trust = Math.Min(_trust, (IsKnown ? RequestThrottle.Sample : 1) * _pace.Count);
            double left = Math.Max(0, 1 - (_count / trust * (_count / trust)));
            TimeSpan interval = TimeSpan.FromTicks((long)(_pace.Interval * left));
            return interval < FailureClassifier.LongestWait ? interval : FailureClassifier.LongestWait;
        }
    }

    // A pause that is refused again, or grows, belongs to the requests before it.
    private ref Period Last => ref (_short.Count > 0 ? ref _short : ref _pace);

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
        WasSlowEnough = false;
        if (_count > 0)
        {
            Measure(new Period(_short.Time + time, _short.Count + _count));
        }
        else
        {
            Last = Last with { Time = Last.Time + time };
            _periods = Math.Max(1, _periods);
        }

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
        Last = Last with { Count = Math.Max(0, Last.Count - 1) };
        if (wait is { } longer && now + longer > PausedUntil)
        {
            Last = Last with { Time = Last.Time + now + longer - PausedUntil };
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

    private void Measure(Period period)
    {
        if (IsKnown && period.Count < RequestThrottle.Sample)
        {
            _short = period;
            return;
        }

        double ratio = IsKnown ? period.Interval / _pace.Interval : 0;
        WasSlowEnough = ratio > 1 + Tolerance;
        _trust = WasSlowEnough ? Math.Max(RequestThrottle.Sample, _trust / 4)
            : ratio > 1 - Tolerance ? Math.Min(LongestTrust, _trust * 2)
            : _trust;
        _pace = WasSlowEnough ? default : period;
        _periods = WasSlowEnough ? 0 : _periods + 1;
        _short = default;
    }

    // From the end of one pause to the end of another, and the requests that were let through between.
    private readonly record struct Period(TimeSpan Time, int Count)
    {
        // In ticks.
        public double Interval => (double)Time.Ticks / Count;
    }
}
