namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>So many requests under way at once; a refusal that names a wait names a second.</summary>
/// <param name="limit">Requests under way.</param>
internal sealed class ConcurrencyAccount(int limit) : Account
{
    private int _running;

    public override int AtOnce => limit;

    public override TimeSpan? Refuse(TimeSpan now)
    {
        if (_running == limit)
        {
            return TimeSpan.FromSeconds(1);
        }

        _running++;
        return null;
    }

    public override void Answered() => _running = Math.Max(0, _running - 1);
}
