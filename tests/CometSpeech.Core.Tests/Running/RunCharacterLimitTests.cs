using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>A limit of paid characters: the loop without HTTP.</summary>
public sealed class RunCharacterLimitTests
{
    [Fact]
    public async Task A_target_over_the_limit_is_refused_before_anything_of_it_is_sent_and_smaller_ones_go_on()
    {
        using RunScene scene = new() { CharacterLimit = 6 };
        scene.Service.IsOpen = true;

        await scene.Add("1.pcm", "a b c");
        CharacterLimitException refusal = await RefuseAsync(scene.Add("2.pcm", "d e f g"));
        await scene.Add("3.pcm", "h i j");
        CharacterLimitException last = await RefuseAsync(scene.Add("4.pcm", "k"));

        Assert.Equal((4, 3, 6), (refusal.Needed, refusal.Left, refusal.Limit));
        Assert.Equal((1, 0, 6), (last.Needed, last.Left, last.Limit));
        Assert.Equal("abchij", string.Concat(scene.Service.Sent.OrderBy(text => text)));
        Assert.Equal(["1.pcm", "3.pcm"], scene.Entries);
    }

    // Side by side: what the first is to take counts before it has taken it.
    [Fact]
    public async Task What_is_to_be_sent_counts_as_well_as_what_was_sent()
    {
        using RunScene scene = new() { CharacterLimit = 5, ThrottleLimit = 1 };
        Task<TargetResult> first = scene.Add("1.pcm", "a b c");
        Task<TargetResult> second = scene.Add("2.pcm", "d e f");
        Task<TargetResult> third = scene.Add("3.pcm", "g h");

        CharacterLimitException refusal = await RefuseAsync(second);
        Assert.Equal((3, 2), (refusal.Needed, refusal.Left));
        Assert.Equal(["a"], scene.Service.Sent);
        scene.Service.Open();
        await first;
        await third;

        Assert.Equal(["a", "b", "c", "g", "h"], scene.Service.Sent);
    }

    [Fact]
    public async Task What_is_there_from_an_earlier_run_is_free()
    {
        using RunScene scene = new() { CharacterLimit = 10 };
        scene.Service.IsOpen = true;
        scene.Service.Fails = text => text == "j" ? new InvalidOperationException("no") : null;
        await Assert.ThrowsAsync<TargetFailedException>(() => scene.Add("1.pcm", "a b c d e f g h i j"));
        scene.End();
        scene.Service.Fails = _ => null;
        int sent = scene.Service.Sent.Count;
        using RunLoop again = new(
            scene.Service.SendAsync, new RunOptions { CharacterLimit = 1 }, scene.Log);

        await again.Add(scene.Plan("1.pcm", "a b c d e f g h i j"));
        CharacterLimitException refusal = await RefuseAsync(again.Add(scene.Plan("2.pcm", "k")));

        Assert.Equal(0, refusal.Left);
        Assert.Equal(["j"], scene.Service.Sent.Skip(sent));
        Assert.Equal("abcdefghij", scene.TextOf("1.pcm"));
    }

    [Fact]
    public async Task With_zero_a_file_is_made_of_what_is_there_and_a_damaged_part_is_not_paid_for()
    {
        using RunScene scene = new() { CachePath = "cache" };
        scene.Service.IsOpen = true;
        await scene.Add("1.pcm", "a b");
        scene.End();
        string damaged = Directory.GetFiles(scene["cache"], "*.part", SearchOption.AllDirectories)
            .First(path => FakeService.TextOf(File.ReadAllBytes(path)) == "b");
        using RunLoop again = new(
            scene.Service.SendAsync,
            new RunOptions { CharacterLimit = 0, CachePath = scene["cache"] },
            scene.Log);

        await again.Add(scene.Plan("2.pcm", "a b"));
        File.WriteAllBytes(damaged, FakeService.AudioOf("x"));
        Task<TargetResult> third = again.Add(scene.Plan("3.pcm", "a b"));

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => third);
        Assert.Equal(1, Assert.IsType<CharacterLimitException>(failed.InnerException).Needed);
        Assert.Equal((null, 1), (failed.Request, failed.KeptParts));
        Assert.Equal("ab", scene.TextOf("2.pcm"));
        Assert.Equal(["a", "b"], scene.Service.Sent.OrderBy(text => text));
    }

    [Fact]
    public async Task Equal_parts_of_targets_under_way_count_once()
    {
        using RunScene scene = new() { CharacterLimit = 4 };
        Task<TargetResult> first = scene.Add("1.pcm", "a b c");
        Task<TargetResult> second = scene.Add("2.pcm", "c b a d");
        Task<TargetResult> third = scene.Add("3.pcm", "e");

        CharacterLimitException refusal = await RefuseAsync(third);
        Assert.Equal((1, 0), (refusal.Needed, refusal.Left));
        scene.Service.Open();
        await Task.WhenAll(first, second);

        Assert.Equal(4, scene.Service.Sent.Count);
        Assert.Equal("cbad", scene.TextOf("2.pcm"));
    }

    // A failure costs nothing as a rule: what it was to take is left to others, and what they share stays counted.
    [Fact]
    public async Task What_a_failed_target_did_not_take_is_left_to_later_ones()
    {
        using RunScene scene = new() { CharacterLimit = 4, ThrottleLimit = 1 };
        scene.Service.Fails = text => text == "b" ? new InvalidOperationException("no") : null;
        Task<TargetResult> first = scene.Add("1.pcm", "a b c d");
        Task<TargetResult> second = scene.Add("2.pcm", "a d");
        scene.Service.Open();
        await Assert.ThrowsAsync<TargetFailedException>(() => first);
        await second;

        await scene.Add("3.pcm", "e f");
        CharacterLimitException refusal = await RefuseAsync(scene.Add("4.pcm", "g"));

        Assert.Equal(0, refusal.Left);
        Assert.Equal(["a", "b", "d", "e", "f"], scene.Service.Sent);
    }

    // Its beginning alone is worth nothing to a listener.
    [Fact]
    public async Task Of_a_refused_target_nothing_is_heard_even_where_its_beginning_is_there()
    {
        using RunScene scene = new() { CachePath = "cache" };
        using var sink = new TestSink();
        scene.Service.IsOpen = true;
        await scene.Add("1.pcm", "a b");
        scene.End();
        using RunLoop again = new(
            scene.Service.SendAsync,
            new RunOptions { CharacterLimit = 1, CachePath = scene["cache"] },
            scene.Log);

        await RefuseAsync(again.Add(scene.Plan(null, "a b c d"), sink));
        TargetResult heard = await again.Add(scene.Plan(null, "a b c"), sink);

        Assert.Equal("abc", sink.Text);
        Assert.Equal(1, heard.Requests);
    }

    // The first target waits for it, and the second has it from an earlier run.
    [Fact]
    public async Task A_part_that_turns_up_before_it_was_asked_for_is_given_back()
    {
        using RunScene scene = new() { CharacterLimit = 4, ThrottleLimit = 1 };
        scene.Service.IsOpen = true;
        scene.Service.Fails = text => text == "d" ? new InvalidOperationException("no") : null;
        await Assert.ThrowsAsync<TargetFailedException>(() => scene.Add("2.pcm", "c d"));
        scene.End();
        scene.Service.IsOpen = false;
        scene.Service.Fails = _ => null;

        Task<TargetResult> first = scene.Add("1.pcm", "a b c");
        await scene.Service.UntilWaitingAsync("a");
        Task<TargetResult> second = scene.Add("2.pcm", "c d");
        Assert.True(SpinWait.SpinUntil(() => scene.Run.Progress.CharactersDone == 2, TimeSpan.FromMinutes(2)));
        Task<TargetResult> third = scene.Add("3.pcm", "e");
        scene.Service.Open();
        await Task.WhenAll(first, second, third);

        Assert.Equal(["c", "d", "a", "b", "d", "e"], scene.Service.Sent);
    }

    // Whatever fails, is shared or runs side by side: never more is paid for, and every target comes to its end.
    [Fact]
    public async Task Random_runs_never_pay_for_more_than_the_limit()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            using RunScene scene = new()
            {
                CharacterLimit = random.Next(12),
                ThrottleLimit = random.Next(1, 5),
                CachePath = random.Next(3) == 0 ? "cache" : null,
            };
            string failing = random.Next(2) == 0 ? "" : ((char)('a' + random.Next(6))).ToString();
            scene.Service.Fails = text => text == failing ? new InvalidOperationException("no") : null;
            scene.Service.IsOpen = random.Next(2) == 0;
            Task<TargetResult>[] targets =
            [
                .. Enumerable.Range(1, random.Next(1, 8)).Select(i => scene.Add(
                    random.Next(4) == 0 ? null : $"{i}.pcm",
                    string.Join(
                        " ", Enumerable.Range(0, random.Next(1, 7)).Select(_ => (char)('a' + random.Next(6)))))),
            ];
            scene.Service.Open();
            foreach (Task<TargetResult> target in targets)
            {
                Exception? e = await Record.ExceptionAsync(() => target);
                Assert.True(
                    e is null or TargetFailedException
                    {
                        InnerException: CharacterLimitException or InvalidOperationException { Message: "no" },
                    },
                    $"Seed {seed}: {e}");
            }

            int paid = scene.Service.Sent.Count(text => text != failing);
            Assert.True(paid <= scene.CharacterLimit, $"Seed {seed}: {paid} of {scene.CharacterLimit}");
        }
    }

    private static async Task<CharacterLimitException> RefuseAsync(Task<TargetResult> target)
    {
        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => target);
        return Assert.IsType<CharacterLimitException>(failed.InnerException);
    }
}
