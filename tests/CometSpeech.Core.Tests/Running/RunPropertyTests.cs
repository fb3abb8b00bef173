using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>
/// Runs with random targets, failures, stops and repetitions: each answer is paid for once, and every file is right.
/// </summary>
public sealed class RunPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_runs_keep_what_they_promise(int block)
    {
        for (int seed = block * 1000; seed < (block * 1000) + 50; seed++)
        {
            try
            {
                await RunAsync(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
            }
        }
    }

    private static async Task RunAsync(Random random)
    {
        using RunScene scene = new()
        {
            ThrottleLimit = random.Next(1, 5),
            CachePath = random.Next(4) == 0 ? "cache" : null,
        };
        Dictionary<string, string> texts = Enumerable.Range(1, random.Next(1, 6))
            .ToDictionary(
                i => $"{i}.pcm",
                _ => string.Join(
                    " ", Enumerable.Range(0, random.Next(1, 8)).Select(_ => (char)('a' + random.Next(6)))));
        HashSet<string> failing =
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => ((char)('a' + random.Next(6))).ToString())];
        int? stopAfter = random.Next(3) == 0 ? random.Next(10) : null;
        scene.Service.Fails = text =>
        {
            if (stopAfter is { } count && scene.Service.Sent.Count > count)
            {
                scene.Stop();
            }

            return failing.Contains(text) ? new InvalidOperationException("no") : null;
        };

        List<string> finished = await MakeAllAsync(scene, texts);
        scene.End();

        AssertPaidOnce(scene, failing);
        Assert.Equal(
            texts.Keys.Except(finished).Select(name => name + ".parts/").Where(scene.Entries.Contains).Concat(finished)
                .Concat(scene.CachePath is null ? [] : ["cache/"]).Where(scene.Entries.Contains)
                .OrderBy(name => name, StringComparer.Ordinal),
            scene.Entries);

        // The same command once more pays for the rest.
        using RunScene again = new()
        {
            ThrottleLimit = scene.ThrottleLimit,
            CachePath = scene.CachePath is null ? null : scene["cache"],
        };
        Dictionary<string, string> left = texts
            .Where(text => !finished.Contains(text.Key))
            .ToDictionary(text => scene[text.Key], text => text.Value);
        await MakeAllAsync(again, left);
        again.End();
        Assert.All(texts, text => Assert.Equal(text.Value.Replace(" ", ""), scene.TextOf(text.Key)));
        AssertPaidOnce(again, []);
        // A stop ends all at once, and a cache forgets nothing; but a file that failed for its own sake is over before
        // the answers come that the others still wait for.
        if (failing.Count == 0 || scene.CachePath is not null)
        {
            string[] paid = [.. scene.Service.Sent.Where(text => !failing.Contains(text))];
            Assert.DoesNotContain(again.Service.Sent, paid.Contains);
        }

        Assert.Equal(
            texts.Keys.Concat(scene.CachePath is null ? [] : ["cache/"]).OrderBy(name => name, StringComparer.Ordinal),
            scene.Entries);
    }

    private static async Task<List<string>> MakeAllAsync(RunScene scene, Dictionary<string, string> texts)
    {
        var targets = texts.Select(text => (text.Key, Task: scene.Add(text.Key, text.Value))).ToList();
        // All are under way before the first answer, so that equal texts are shared among all.
        scene.Run.CompleteAdding();
        scene.Service.Open();
        var finished = new List<string>();
        foreach ((string name, Task<TargetResult> task) in targets)
        {
            try
            {
                await task;
                finished.Add(name);
            }
            catch (Exception e) when (e is TargetFailedException { Message: "no" } or OperationCanceledException)
            {
                // What the test asked for.
            }
        }

        return finished;
    }

    private static void AssertPaidOnce(RunScene scene, HashSet<string> failing)
    {
        string[] answered = [.. scene.Service.Sent.Where(text => !failing.Contains(text))];
        Assert.Equal(answered.Distinct(), answered);
    }
}
