using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Speech;

/// <summary>Accounts that may send only so much are served to the end, however many requests a command would like to send at once.</summary>
public sealed class AccountLimitTests
{
    [Fact]
    public Task Two_at_a_time() => AssertServedAsync(new ConcurrencyLimitFault(2), latency: 20);

    // Sixty a minute, twenty times as fast.
    [Theory]
    [InlineData(RetryAfterStyle.None)]
    [InlineData(RetryAfterStyle.Seconds)]
    [InlineData(RetryAfterStyle.Date)]
    [InlineData(RetryAfterStyle.Milliseconds)]
    public Task Sixty_in_a_window(RetryAfterStyle style) => AssertServedAsync(new RateLimitFault(60, TimeSpan.FromSeconds(3), style), latency: 20);

    [Theory]
    [InlineData(RetryAfterStyle.None)]
    [InlineData(RetryAfterStyle.Seconds)]
    [InlineData(RetryAfterStyle.Date)]
    [InlineData(RetryAfterStyle.Milliseconds)]
    public Task A_bucket_of_forty_with_thirty_a_second(RetryAfterStyle style) =>
        AssertServedAsync(new TokenBucketFault(40, TimeSpan.FromSeconds(1 / 30.0), style), latency: 20);

    [Fact]
    public async Task After_a_refusal_all_requests_wait_and_only_half_as_many_go_on()
    {
        const int Limit = 8;
        await using SpeechScene scene = await SpeechScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Latency = TimeSpan.FromMilliseconds(300),
            Faults = request => request.Number == 20 ? Faults.Passing(429, wait: "0.6") : null,
        });

        scene.Run($"1..44 | ForEach-Object {{ \"chunk $_\" }} | ConvertTo-Speech -OutDirectory . -Format pcm -ThrottleLimit {Limit}");

        Assert.Empty(scene.Session.Errors);
        ReceivedRequest[] requests = [.. scene.Server.Requests];
        DateTimeOffset refused = requests[19].Time;
        Assert.Contains(requests[..20], request => request.Concurrency > Limit / 2);
        ReceivedRequest[] later = [.. requests[20..].Where(request => request.Time > refused + TimeSpan.FromMilliseconds(100))];
        Assert.All(later, request => Assert.True(request.Time >= refused + TimeSpan.FromMilliseconds(590), $"{request.Time - refused} after the refusal"));
        Assert.All(later, request => Assert.InRange(request.Concurrency, 1, (Limit / 2) + 1));
    }

    private static async Task AssertServedAsync(Fault limit, int latency)
    {
        const int Count = 110;
        await using SpeechScene scene = await SpeechScene.StartAsync(new LocalServerOptions
        {
            Engine = EngineKind.Tone,
            Latency = TimeSpan.FromMilliseconds(latency),
            Faults = Fault.Always(limit),
        });

        PSObject file = Assert.Single(scene.Run(
            $"1..{Count} | ForEach-Object {{ [pscustomobject]@{{ Text = \"chunk $_\" }} }} | ConvertTo-Speech -OutFile a.pcm -MaxChunkLength 12 -ThrottleLimit 16 -PassThru"));

        Assert.Empty(scene.Session.Errors);
        Assert.Equal([.. Enumerable.Range(1, Count).Select(i => i % Tone.Count)], Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("a.pcm"))));
        int accepted = scene.Server.Requests.Count(request => request.Status == 200);
        int refused = scene.Server.Requests.Count(request => request.Status == 429);
        Assert.Equal(Count, accepted);
        Assert.Equal(refused, file.Properties["Retries"].Value);
        Assert.InRange(refused, 1, (accepted / 10) - 1);
    }
}
