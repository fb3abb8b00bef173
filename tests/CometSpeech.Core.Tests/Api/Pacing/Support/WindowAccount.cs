namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>So many requests in each window of time; the first after one ends begins the next.</summary>
/// <param name="limit">Requests in a window.</param>
/// <param name="window">Its length.</param>
/// <param name="used">Requests of the first window that another command has sent already.</param>
internal sealed class WindowAccount(int limit, TimeSpan window, int used = 0) : Account
{
    private TimeSpan _end;
    private int _taken;

    public override TimeSpan? Refuse(TimeSpan now)
    {
        if (now >= _end)
        {
            _taken = _end == TimeSpan.Zero ? used : 0;
            _end = now + window;
        }

        if (_taken == limit)
        {
            return _end - now;
        }

        _taken++;
        return null;
    }

    public override TimeSpan Earliest(IReadOnlyList<TimeSpan> taken)
    {
        int before = used + taken.Count - limit;
        return before < 0 ? TimeSpan.Zero : before < used ? window : taken[before - used] + window;
    }
}
