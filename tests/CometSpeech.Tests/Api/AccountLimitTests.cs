using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Faults.Limits;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Api;

/// <summary>
/// Accounts that may send only so much are served to the end, however many requests a command would like to send
/// at once.
/// </summary>
public sealed class AccountLimitTests
{
    // All at once: they mostly wait. The windows are a minute's, sped up.
    [Fact]
    public Task Accounts_with_limits_are_served_to_the_end()
    {
        RetryAfterStyle[] styles = Enum.GetValues<RetryAfterStyle>();
        (string Name, Fault Limit)[] limits =
        [
            ("two at a time", new ConcurrencyLimitFault(2)),
            .. styles.Select(style => (
                $"sixty in a window, {style}",
                (Fault)new RateLimitFault(60, TimeSpan.FromSeconds(2), style))),
            .. styles.Select(style => (
                $"a bucket of forty, {style}",
                (Fault)new TokenBucketFault(40, TimeSpan.FromSeconds(1 / 30.0), style))),
        ];
        return Task.WhenAll(limits.Select(limit => Task.Run(() => AssertServedAsync(limit.Name, limit.Limit))));
    }

    [Fact]
    public async Task After_a_refusal_all_requests_wait_and_only_half_as_many_go_on()
    {
        const int Limit = 8;
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Latency = TimeSpan.FromMilliseconds(200),
            Faults = request => request.Number == 20 ? Faults.Passing(429, wait: "1") : null,
        });

        scene.Run($$"""
            1..36 | ForEach-Object { "chunk $_" } |
                ConvertTo-Speech -OutDirectory . -Format pcm -ThrottleLimit {{Limit}}
            """);

        Assert.Empty(scene.Session.Errors);
        ReceivedRequest[] requests = [.. scene.Server.Requests];
        DateTimeOffset refused = requests[19].Time;
        Assert.Contains(requests[..20], request => request.Concurrency > Limit / 2);
        // What was on its way when the refusal came is no request too early; half of the wait is enough for it
        // to arrive.
        ReceivedRequest[] later =
            [.. requests[20..].Where(request => request.Time > refused + TimeSpan.FromMilliseconds(500))];
        Assert.All(later, request => Assert.True(
            request.Time >= refused + TimeSpan.FromMilliseconds(990), $"{request.Time - refused} after the refusal"));
        Assert.All(later, request => Assert.InRange(request.Concurrency, 1, (Limit / 2) + 1));
    }

    private static async Task AssertServedAsync(string name, Fault limit)
    {
        const int Count = 110;
        await using TestScene scene = await TestScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Latency = TimeSpan.FromMilliseconds(20),
            Faults = Fault.Always(limit),
        });

        PSObject file = Assert.Single(scene.Run($$"""
            1..{{Count}} | ForEach-Object { [pscustomobject]@{ Text = "chunk $_" } } |
                ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 12 -ThrottleLimit 16 -PassThru
            """));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal(
            [.. Enumerable.Range(1, Count).Select(i => i % Tone.Count)],
            Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
        int accepted = scene.Server.Requests.Count(request => request.Status == 200);
        int refused = scene.Server.Requests.Count(request => request.Status == 429);
        Assert.Equal(Count, accepted);
        Assert.Equal(refused, file.Properties["Retries"].Value);
        // None at all where this machine is too slow to reach the limit.
        Assert.True(refused * 10 < accepted, $"{name}: {refused} refused, {accepted} accepted");
    }
}
