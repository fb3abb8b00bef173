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
        return Task.WhenAll(limits.Select(limit => AssertServedAsync(limit.Name, limit.Limit)));
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

        PSObject file = Assert.Single(await scene.RunAsync($$"""
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
        // How few are refused is judged in virtual time (PacingSimulationTests): here it depends on the machine, which
        // may be too slow to reach the limit, or to keep the pace.
        Assert.True(refused < accepted, $"{name}: {refused} refused, {accepted} accepted");
    }
}
