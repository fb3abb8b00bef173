namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>Accounts with limits, by their names, and whole commands against them.</summary>
internal static class SimulatedAccounts
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static readonly RetryAfterStyle[] Styles =
    [
        RetryAfterStyle.None, RetryAfterStyle.Seconds, RetryAfterStyle.Fractions, RetryAfterStyle.Milliseconds,
        RetryAfterStyle.DateOfServer, RetryAfterStyle.DateAlone,
    ];

    private static readonly Func<Random, double>[] s_answers =
        [_ => 0.05, _ => 0.5, _ => 1.5, _ => 3, random => 0.05 + (2.95 * random.NextDouble())];

    private static readonly Dictionary<string, Func<RetryAfterStyle, Account>> s_accounts = new()
    {
        ["60 a minute"] = style => new WindowAccount(60, Minute) { Style = style },
        ["60 in any minute"] = style => new SlidingWindowAccount(60, Minute) { Style = style },
        ["60 in any minute, refused ones too"] = style => new SlidingWindowAccount(60, Minute, countsRefused: true)
        {
            Style = style,
        },
        ["60 in 6 seconds"] = style => new WindowAccount(60, TimeSpan.FromSeconds(6)) { Style = style },
        ["1 a second after 10"] = style => new TokenBucketAccount(10, TimeSpan.FromSeconds(1)) { Style = style },
        ["10 a second after 40"] = style => new TokenBucketAccount(40, TimeSpan.FromSeconds(0.1)) { Style = style },
        ["2 at once"] = style => new ConcurrencyAccount(2) { Style = style },
        ["4 at once"] = style => new ConcurrencyAccount(4) { Style = style },
    };

    public static IEnumerable<string> Names => s_accounts.Keys;

    /// <summary>With each style that names the wait, or that does not; each speed of answers; three seeds.</summary>
    public static PacingSimulation[] RunAll(string account, bool named, int count, int atOnce = 8)
    {
        IEnumerable<RetryAfterStyle> styles = Styles.Where(style => (style != RetryAfterStyle.None) == named);
        return
        [
            .. from style in styles
               from answer in s_answers
               from seed in Enumerable.Range(0, 3)
               select new PacingSimulation
               {
                   Account = s_accounts[account](style),
                   Count = count,
                   AtOnce = atOnce,
                   Answer = answer,
                   Seed = seed,
               }.Run(),
        ];
    }
}
