namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>So many requests in any stretch of time of a length.</summary>
/// <param name="limit">Requests in it.</param>
/// <param name="window">Its length.</param>
/// <param name="countsRefused">Refused requests use it up too, as OpenAI's do.</param>
internal sealed class SlidingWindowAccount(int limit, TimeSpan window, bool countsRefused = false) : Account
{
    private readonly List<TimeSpan> _counted = [];

    public override TimeSpan? Refuse(TimeSpan now)
    {
        _counted.RemoveAll(time => time + window <= now);
        bool takes = _counted.Count < limit;
        TimeSpan? wait = takes ? null : _counted[_counted.Count - limit] + window - now;
        if (takes || countsRefused)
        {
            _counted.Add(now);
        }

        return wait;
    }

    public override TimeSpan Earliest(IReadOnlyList<TimeSpan> taken) =>
        taken.Count < limit ? TimeSpan.Zero : taken[taken.Count - limit] + window;
}
