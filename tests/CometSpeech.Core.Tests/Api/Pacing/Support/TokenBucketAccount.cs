namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>A token for each request, from a bucket that fills at a steady rate.</summary>
/// <param name="capacity">Tokens in a full bucket, as it is at first.</param>
/// <param name="interval">The time in which one token comes.</param>
internal sealed class TokenBucketAccount(int capacity, TimeSpan interval) : Account
{
    // In whole ticks, so that a request at the very moment in which a token comes gets it.
    private long _filled = capacity * interval.Ticks;
    private TimeSpan _last;

    public override TimeSpan? Refuse(TimeSpan now)
    {
        _filled = Math.Min(capacity * interval.Ticks, _filled + (now - _last).Ticks);
        _last = now;
        if (_filled < interval.Ticks)
        {
            return TimeSpan.FromTicks(interval.Ticks - _filled);
        }

        _filled -= interval.Ticks;
        return null;
    }

    public override TimeSpan Earliest(IReadOnlyList<TimeSpan> taken) =>
        TimeSpan.FromTicks(Math.Max(0, taken.Count + 1 - capacity) * interval.Ticks);
}
