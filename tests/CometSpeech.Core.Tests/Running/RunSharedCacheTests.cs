using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>Two runs with one cache at the same time: what one asks for, the other waits for.</summary>
public sealed class RunSharedCacheTests : IDisposable
{
    // After how long nobody waits any more.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    private readonly VirtualTime _time = new();
    private readonly RunScene _first = new() { CachePath = "cache" };
    private readonly RunScene _second;

    public RunSharedCacheTests() => _second = Create(_first["cache"]);

    public void Dispose()
    {
        _second.Dispose();
        _first.Dispose();
    }

    [Fact]
    public async Task Each_part_is_asked_for_by_one_of_them_and_both_share_the_work()
    {
        Task<TargetResult> first = _first.Add("1.pcm", "a b c d");
        await _first.Service.UntilWaitingAsync("a", "b");
        Task<TargetResult> second = _second.Add("2.pcm", "a b c d");
        await _second.Service.UntilWaitingAsync("c", "d");

        _second.Service.Open();
        _first.Service.Open();
        TargetResult[] results = [await EndAsync(first), await EndAsync(second)];

        Assert.Equal(["a", "b"], _first.Service.Sent.OrderBy(text => text));
        Assert.Equal(["c", "d"], _second.Service.Sent.OrderBy(text => text));
        Assert.Equal([(2, 2), (2, 2)], results.Select(result => (result.Requests, result.ReusedParts)));
        Assert.Equal("abcd", _first.TextOf("1.pcm"));
        Assert.Equal("abcd", _second.TextOf("2.pcm"));
        Assert.Empty(Directory.GetFiles(_first["cache"], "*.lock", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_another_paid_for_since_the_file_was_begun_is_taken_over()
    {
        using RunScene slow = Create(_first["cache"], throttleLimit: 1);
        Task<TargetResult> late = slow.Add("2.pcm", "x a b");
        await slow.Service.UntilWaitingAsync("x");
        _first.Service.IsOpen = true;
        await _first.Add("1.pcm", "a b");

        slow.Service.Open();
        TargetResult result = await late;

        Assert.Equal(["x"], slow.Service.Sent);
        Assert.Equal((1, 2), (result.Requests, result.ReusedParts));
        Assert.Equal("xab", slow.TextOf("2.pcm"));
    }

    [Fact]
    public async Task What_the_other_did_not_get_is_asked_for_here()
    {
        _first.Service.Fails = text => text == "a" ? new InvalidOperationException("no") : null;
        Task<TargetResult> first = _first.Add("1.pcm", "a");
        await _first.Service.UntilWaitingAsync("a");
        Task<TargetResult> second = _second.Add("2.pcm", "a b");
        await _second.Service.UntilWaitingAsync("b");
        await RunScene.UntilAsync(() => _second.Log.Lines.Any(line => line.Contains("another process is asking")));

        _second.Service.Open();
        _first.Service.Open();
        await Assert.ThrowsAsync<TargetFailedException>(() => first);
        TargetResult result = await EndAsync(second);

        Assert.Equal(["b", "a"], _second.Service.Sent);
        Assert.Equal((2, "ab"), (result.Requests, _second.TextOf("2.pcm")));
    }

    [Fact]
    public async Task A_process_that_never_ends_is_waited_for_ten_minutes()
    {
        _ = _first.Add("1.pcm", "a");
        await _first.Service.UntilWaitingAsync("a");
        _second.Service.IsOpen = true;
        Task<TargetResult> second = _second.Add("2.pcm", "a b");

        TargetResult result = await EndAsync(second);

        Assert.Equal(["b", "a"], _second.Service.Sent);
        Assert.Equal("ab", _second.TextOf("2.pcm"));
        Assert.Equal(2, result.Requests);
        Assert.Equal(s_longest, _time.Now);
    }

    [Fact]
    public async Task A_run_that_waits_for_another_is_stopped_at_once()
    {
        _ = _first.Add("1.pcm", "a");
        await _first.Service.UntilWaitingAsync("a");
        Task<TargetResult> second = _second.Add("2.pcm", "a");
        await RunScene.UntilAsync(() => _second.Log.Lines.Count > 0);

        _second.Stop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _second.End();

        Assert.Empty(_second.Service.Sent);
    }

    [Fact]
    public async Task What_another_paid_for_is_not_counted_against_the_limit()
    {
        using RunScene limited = Create(_first["cache"], characterLimit: 2);
        Task<TargetResult> first = _first.Add("1.pcm", "a");
        await _first.Service.UntilWaitingAsync("a");
        limited.Service.IsOpen = true;
        Task<TargetResult> second = limited.Add("2.pcm", "a b");
        await RunScene.UntilAsync(() => limited.Service.Sent.Count == 1);
        _first.Service.Open();
        await first;
        await EndAsync(second);

        TargetResult third = await limited.Add("3.pcm", "c");

        Assert.Equal(["b", "c"], limited.Service.Sent);
        Assert.Equal(1, third.Requests);
    }

    [Fact]
    public async Task A_lock_that_a_killed_process_left_is_cleared_away_when_the_cache_is_trimmed()
    {
        _first.Service.IsOpen = true;
        await _first.Add("1.pcm", "a");
        string part = Assert.Single(Directory.GetFiles(_first["cache"], "*.part", SearchOption.AllDirectories));
        string left = Path.Combine(Path.GetDirectoryName(part)!, new string('b', 20) + ".part.lock");
        string fresh = Path.Combine(Path.GetDirectoryName(part)!, new string('c', 20) + ".part.lock");
        File.WriteAllText(left, "");
        File.WriteAllText(fresh, "");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-2));

        _first.End();

        Assert.False(File.Exists(left));
        Assert.True(File.Exists(fresh));
        Assert.True(File.Exists(part));
    }

    private RunScene Create(string cache, int throttleLimit = 2, long characterLimit = long.MaxValue) => new()
    {
        CachePath = cache,
        Time = _time,
        ThrottleLimit = throttleLimit,
        CharacterLimit = characterLimit,
    };

    // The clock goes on when there is somebody who waits for it; what he does then takes a moment of real time.
    private async Task<TargetResult> EndAsync(Task<TargetResult> target)
    {
        while (!target.IsCompleted)
        {
            if (!_time.RunNext())
            {
                await Task.Delay(1);
            }
        }

        return await target;
    }
}
