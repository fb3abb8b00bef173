namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>
/// Has no limit and refuses by lot: an overloaded service, or a balancer that has a sick machine behind it.
/// </summary>
/// <param name="share">The share of the requests that are refused, 0 to 1.</param>
/// <param name="wait">What a refusal names.</param>
/// <param name="seed">The lots.</param>
internal sealed class LotteryAccount(double share, TimeSpan wait, int seed) : Account
{
    private readonly Random _random = new(seed);

    public override TimeSpan? Refuse(TimeSpan now) => _random.NextDouble() < share ? wait : null;
}
