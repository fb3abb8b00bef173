using System.Management.Automation;
using System.Text.RegularExpressions;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.LocalServer.Protocol;
using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary>What the progress bar of ConvertTo-Speech tells.</summary>
public sealed class ProgressTests
{
    [Fact]
    public async Task Progress_counts_chunks_characters_and_seconds_left_and_goes_away()
    {
        await using TestScene scene = await TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Latency = TimeSpan.FromMilliseconds(600) });

        scene.Run("""
            1..4 | ForEach-Object { "Chunk $_."; '' } |
                ConvertTo-Speech -OutFile notes.mp3 -MaxChunkLength 10 -ThrottleLimit 1
            """);

        Assert.Empty(scene.Session.Errors);
        IReadOnlyList<ProgressRecord> shown = scene.Session.Progress;
        Assert.Contains(shown, record => record.Activity == "Speech"
            && record.StatusDescription.Contains("of 4 chunks", StringComparison.Ordinal)
            && record.StatusDescription.Contains("of 32 characters", StringComparison.Ordinal)
            && record.SecondsRemaining >= 0);
        Assert.All(
            shown.GroupBy(record => record.ActivityId),
            bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Theory]
    [InlineData(429, "limit")]
    [InlineData(503, "retry")]
    public async Task Progress_tells_a_wait_and_its_reason(int status, string reason)
    {
        await using TestScene scene = await TestScene.StartAsync(
            new ErrorFault(
                new ApiError(status, "Not now.", ""), new Dictionary<string, string> { ["Retry-After"] = "3" }));

        scene.Run("'one' | ConvertTo-Speech -OutFile notes.mp3");

        Assert.Empty(scene.Session.Errors);
        Assert.Contains(scene.Session.Progress, record => record.SecondsRemaining < 0
            && Regex.IsMatch(record.StatusDescription, $@"^waiting [123] s \({reason}\), 0 of 1 chunk, "));
    }

    [Fact]
    public async Task Progress_tells_no_time_left_while_records_still_come_in()
    {
        await using TestScene scene = await TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Latency = TimeSpan.FromMilliseconds(600) });

        scene.Run("""
            1..18 | ForEach-Object { [pscustomobject]@{ Text = "Text $_."; OutFile = "$_.pcm" } } |
                ConvertTo-Speech -ThrottleLimit 2
            """);

        ILookup<bool, ProgressRecord> shown = scene.Session.Progress.Where(record => record.ParentActivityId < 0)
            .ToLookup(record => record.StatusDescription.Contains("of 18 files", StringComparison.Ordinal));
        Assert.NotEmpty(shown[false]);
        Assert.All(shown[false], record => Assert.Equal((-1, -1), (record.PercentComplete, record.SecondsRemaining)));
        Assert.Contains(shown[true], record => record is { PercentComplete: > 0, SecondsRemaining: >= 0 });
    }

    [SkippableFact]
    public async Task Short_work_shows_no_progress()
    {
        await using TestScene scene = await TestScene.StartAsync();
        scene.Run("'one' | ConvertTo-Speech -OutFile first.mp3");
        long start = Environment.TickCount64;

        scene.Run("'one' | ConvertTo-Speech -OutFile second.mp3");

        Skip.If(Environment.TickCount64 - start > 900, "This machine is too busy for any work to be short.");
        Assert.Empty(scene.Session.Progress);
    }
}
