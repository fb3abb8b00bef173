using CometSpeech.Core.Tests.Api.Pacing.Support;
using static CometSpeech.Core.Tests.Api.Pacing.Support.SimulatedAccounts;

namespace CometSpeech.Core.Tests.Api.Pacing;

/// <summary>
/// Whole commands against simulated accounts: what the limits of a service cost, in refusals and in time.
/// </summary>
public sealed class PacingSimulationTests
{
    // Refused for each hundred that are made, and times the ideal; means over answers of 0.05 to 3 s. Version 0.1 in
    // the same simulation: 5.5 and 3.2 % (60 a minute, without and with a wait named), 5.8 and 7.1 % (refused ones
    // too), 3.3 % (1 a second), 2.1 % and 1.46 times (2 at once).
    [Theory]
    [InlineData("60 a minute", false, 3.3, 1.32)]
    [InlineData("60 a minute", true, 1.5, 1.12)]
    [InlineData("60 in any minute", false, 3.5, 1.32)]
    [InlineData("60 in any minute", true, 1.6, 1.13)]
    [InlineData("60 in any minute, refused ones too", false, 3.7, 1.34)]
    [InlineData("60 in any minute, refused ones too", true, 3.3, 1.18)]
    [InlineData("60 in 6 seconds", false, 0.9, 1.15)]
    [InlineData("60 in 6 seconds", true, 0.7, 1.11)]
    [InlineData("1 a second after 10", false, 2.9, 1.1)]
    [InlineData("1 a second after 10", true, 3, 1.15)]
    [InlineData("10 a second after 40", false, 0.7, 1.02)]
    [InlineData("10 a second after 40", true, 0.8, 1.03)]
    [InlineData("2 at once", false, 1.9, 1.14)]
    [InlineData("2 at once", true, 1.9, 1.15)]
    [InlineData("4 at once", false, 1.4, 1.23)]
    [InlineData("4 at once", true, 1.4, 1.25)]
    public void A_book_is_served_to_the_end_with_few_refusals(string account, bool named, double share, double ratio)
    {
        PacingSimulation[] runs = RunAll(account, named, count: 271);

        Assert.All(runs, AssertServed);
        Assert.InRange(runs.Average(run => run.RefusedShare), 0.1, share);
        Assert.InRange(runs.Average(run => run.Ratio), 1, ratio);
    }

    [Theory]
    [InlineData("60 a minute", false, 1.4, 1.07)]
    [InlineData("60 a minute", true, 1.1, 1.02)]
    [InlineData("60 in any minute, refused ones too", true, 2.3, 1.06)]
    [InlineData("1 a second after 10", false, 1.3, 1.02)]
    [InlineData("1 a second after 10", true, 1.4, 1.03)]
    [InlineData("2 at once", false, 0.9, 1.07)]
    [InlineData("4 at once", false, 0.7, 1.03)]
    public void Thousands_of_requests_settle_at_the_limit(string account, bool named, double share, double ratio)
    {
        PacingSimulation[] runs = RunAll(account, named, count: 2000);

        Assert.All(runs, AssertServed);
        Assert.InRange(runs.Average(run => run.RefusedShare), 0.1, share);
        Assert.InRange(runs.Average(run => run.Ratio), 1, ratio);
    }

    // A million characters are 271 requests.
    [Fact]
    public void Without_a_limit_eight_connections_are_hardly_ever_idle()
    {
        PacingSimulation run = new PacingSimulation { Account = new UnlimitedAccount() }.Run();

        AssertServed(run);
        Assert.Equal(0, run.Refused);
        Assert.InRange(run.Ratio, 1, 1.005);
    }

    [Fact]
    public void Growth_costs_nothing_with_the_default_limit()
    {
        PacingSimulation run = new PacingSimulation { Account = new UnlimitedAccount(), AtOnce = 4 }.Run();

        Assert.Equal(run.Ideal, run.Duration);
    }

    // Neither closer nor fewer requests would be refused less: a pace and a number concluded from such refusals, and
    // held, made a book fourteen times as long.
    [Theory]
    [InlineData(0.02, 1.8)]
    [InlineData(0.05, 2.5)]
    [InlineData(0.1, 5.5)]
    public void Refusals_by_chance_say_nothing_about_the_pace(double share, double ratio)
    {
        PacingSimulation[] runs = [.. Enumerable.Range(0, 20).Select(seed => new PacingSimulation
        {
            Account = new LotteryAccount(share, TimeSpan.FromSeconds(1), seed) { Style = RetryAfterStyle.Seconds },
            MaximumRetryCount = 12,
            Seed = seed,
        }.Run())];

        Assert.All(runs, AssertServed);
        Assert.InRange(runs.Average(run => run.Ratio), 1, ratio);
    }

    // As in the soak of the benchmarks: 10,000 requests, 64 at once, a fifth of them failing, few of those with 429.
    [Fact]
    public void A_service_that_often_fails_and_seldom_refuses_is_used_in_full()
    {
        PacingSimulation[] runs = [.. Enumerable.Range(0, 4).Select(seed => new PacingSimulation
        {
            Account = new LotteryAccount(0.0066, TimeSpan.FromSeconds(0.5), seed)
            {
                Style = RetryAfterStyle.Milliseconds,
            },
            Count = 10_000,
            AtOnce = 64,
            MaximumRetryCount = 12,
            Answer = _ => 0.02,
            RoundTrip = TimeSpan.FromMilliseconds(2),
            Broken = 0.19,
            Seed = seed,
        }.Run())];

        // With a pace that was kept until its four hundred requests were over, 900 s.
        Assert.InRange(runs.Average(run => run.Duration.TotalSeconds), 1, 260);
    }

    [Theory]
    [InlineData(0.02, 4.8)]
    [InlineData(1.5, 1.2)]
    public void Sixty_four_at_once_cost_seconds(double answer, double seconds)
    {
        PacingSimulation run = new PacingSimulation
        {
            Account = new UnlimitedAccount(),
            AtOnce = 64,
            Count = 2000,
            Answer = _ => answer,
        }.Run();

        Assert.InRange((run.Duration - run.Ideal).TotalSeconds, 0, seconds);
    }

    // All let go at once, 64 would bring 62 refusals.
    [Theory]
    [InlineData(2, 60, 7)]
    [InlineData(2, 200, 10)]
    [InlineData(4, 60, 5)]
    [InlineData(4, 200, 8)]
    public void A_limit_far_above_the_accounts_brings_no_swarm_of_refusals(int atOnce, int roundTrip, int refused)
    {
        PacingSimulation run = new PacingSimulation
        {
            Account = new ConcurrencyAccount(atOnce),
            AtOnce = 64,
            RoundTrip = TimeSpan.FromMilliseconds(roundTrip),
        }.Run();

        AssertServed(run);
        Assert.InRange(run.Refused, 1, refused);
        Assert.InRange(run.Ratio, 0.95, 1.25);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_service_that_answers_in_milliseconds_is_not_swamped(bool bucket)
    {
        foreach (RetryAfterStyle style in Styles)
        {
            for (int seed = 0; seed < 10; seed++)
            {
                PacingSimulation run = new PacingSimulation
                {
                    Account = bucket
                        ? new TokenBucketAccount(40, TimeSpan.FromSeconds(1 / 30.0)) { Style = style }
                        : new WindowAccount(60, TimeSpan.FromSeconds(2)) { Style = style },
                    Count = 110,
                    AtOnce = 16,
                    Answer = random => 0.02 + (0.02 * random.NextDouble()),
                    RoundTrip = TimeSpan.FromMilliseconds(80),
                    Seed = seed,
                }.Run();

                AssertServed(run);
                Assert.InRange(run.Refused, 1, 8);
            }
        }
    }

    [Fact]
    public void Sixty_four_at_once_on_an_account_of_sixty_a_minute_are_served_to_the_end()
    {
        PacingSimulation[] runs = RunAll("60 a minute", named: true, count: 271, atOnce: 64);

        Assert.All(runs, AssertServed);
        Assert.InRange(runs.Average(run => run.RefusedShare), 0.1, 7);
        Assert.InRange(runs.Average(run => run.Ratio), 1, 1.16);
    }

    // A bucket's burst and the rest of another command's minute are not the service's pace: with what was measured
    // before the first pause, 271 requests took thirteen times as long when another command had left five of a minute.
    [Theory]
    [InlineData(60)]
    [InlineData(55)]
    [InlineData(40)]
    public void Another_command_has_used_the_minute(int used)
    {
        foreach (RetryAfterStyle style in Styles)
        {
            Account account = new WindowAccount(60, Minute, used) { Style = style };
            PacingSimulation run = new PacingSimulation { Account = account }.Run();

            AssertServed(run);
            Assert.InRange(run.RefusedShare, 0.1, 7);
            Assert.InRange(run.Ratio, 1, style == RetryAfterStyle.None ? 1.6 : 1.12);
        }
    }

    // Not even the wait is named: 1 s, 2 s and 4 s would be over long before the minute is.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(8, 2)]
    [InlineData(8, 3)]
    [InlineData(64, 1)]
    public void The_first_requests_of_a_command_survive_a_minute_that_is_used_up(int count, int maximumRetryCount)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            AssertServed(new PacingSimulation
            {
                Account = new WindowAccount(60, Minute, used: 60),
                Count = count,
                AtOnce = count,
                MaximumRetryCount = maximumRetryCount,
                Seed = seed,
            }.Run());
        }
    }

    // A pace measured over three requests between two long waits holds for thirty, not for four hundred.
    [Fact]
    public void A_pace_of_a_few_requests_is_not_kept_for_long()
    {
        PacingSimulation[] runs = RunAll("1 a second after 10", named: false, count: 271, atOnce: 4);

        Assert.InRange(runs.Average(run => run.Ratio), 1, 1.05);
    }

    [Fact]
    public void An_account_that_is_shared_for_a_while_is_used_in_full_afterwards()
    {
        TimeSpan change = TimeSpan.FromMinutes(10);
        PacingSimulation rate = new PacingSimulation
        {
            Account = new ChangingAccount(new WindowAccount(60, Minute), change, new UnlimitedAccount()),
            Count = 3000,
        }.Run();
        PacingSimulation crowd = new PacingSimulation
        {
            Account = new ChangingAccount(new ConcurrencyAccount(2), change, new UnlimitedAccount()),
            Count = 3000,
        }.Run();

        // Eight at once, each 1.56 s, are five a second: of the last thousand nothing is held back.
        Assert.All([rate, crowd], AssertServed);
        Assert.InRange((rate.Taken[^1] - rate.Taken[^1001]).TotalSeconds, 190, 200);
        Assert.InRange((crowd.Taken[^1] - crowd.Taken[^1001]).TotalSeconds, 190, 200);
        // And until then it does not take half an hour.
        Assert.InRange((rate.Duration - change).TotalMinutes, 8, 13);
        Assert.InRange((crowd.Duration - change).TotalMinutes, 8, 13);
    }

    [Fact]
    public void First_attempts_are_made_in_the_order_of_the_text()
    {
        foreach (string account in Names)
        {
            foreach (PacingSimulation run in RunAll(account, named: true, count: 100))
            {
                int[] first = [.. run.Sent.Select(sent => sent.Request).Distinct()];

                Assert.Equal(Enumerable.Range(0, 100), first);
            }
        }
    }

    [Fact]
    public void The_same_seed_brings_the_same_run()
    {
        PacingSimulation[] runs = [.. new[] { 5, 5, 6 }.Select(seed =>
            new PacingSimulation { Account = new WindowAccount(60, Minute), Seed = seed }.Run())];

        Assert.Equal(runs[0].Sent, runs[1].Sent);
        Assert.NotEqual(runs[0].Sent, runs[2].Sent);
    }

    // After 20 s in which nothing came down the pipeline, one 429 with a wait of 0.3 s spaced all later requests by 20
    // s.
    [Fact]
    public void A_silent_pipeline_is_not_the_services_pace()
    {
        PacingSimulation run = new PacingSimulation
        {
            Account = new TokenBucketAccount(4, TimeSpan.FromSeconds(0.3)) { Style = RetryAfterStyle.Milliseconds },
            Count = 60,
            AtOnce = 6,
            Answer = _ => 0.05,
            Arrival = request => TimeSpan.FromSeconds(20 * (request / 6)),
        }.Run();

        AssertServed(run);
        // Each six are served before the next come: what is not in the bucket comes after 0.3 and 0.6 s.
        for (int request = 0; request < 60; request++)
        {
            TimeSpan taken = run.Sent.Last(sent => sent.Request == request).Time;
            Assert.InRange((taken - TimeSpan.FromSeconds(20 * (request / 6))).TotalSeconds, 0, 2.5);
        }
    }

    private static void AssertServed(PacingSimulation run)
    {
        Assert.Empty(run.Failures);
        Assert.Equal(run.Count, run.Taken.Count);
        Assert.Equal(run.Count + run.Refused, run.Sent.Count);
        // A retry is a line.
        Assert.Equal(run.Refused, run.Log.Count);
    }
}
