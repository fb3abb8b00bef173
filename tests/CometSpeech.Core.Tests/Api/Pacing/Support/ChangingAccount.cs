namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>One account until a moment, another from then on: another command ended.</summary>
/// <param name="first">Before.</param>
/// <param name="change">The moment.</param>
/// <param name="then">Afterwards.</param>
internal sealed class ChangingAccount(Account first, TimeSpan change, Account then) : Account
{
    private bool _changed;

    public override TimeSpan? Refuse(TimeSpan now)
    {
        _changed |= now >= change;
        return (_changed ? then : first).Refuse(now);
    }

    // Requests under way at the change count for neither.
    public override void Answered() => (_changed ? then : first).Answered();
}
