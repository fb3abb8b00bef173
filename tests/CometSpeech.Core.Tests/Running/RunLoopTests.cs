using CometSpeech.Core.Files;
using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>What is sent when, and what comes of it: the loop without HTTP.</summary>
public sealed class RunLoopTests : IDisposable
{
    private readonly RunScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Earlier_targets_come_first_and_parts_in_their_order()
    {
        Task<TargetResult> first = _scene.Add("1.pcm", "a b c");
        await _scene.Service.UntilWaitingAsync("a", "b");
        Task<TargetResult> second = _scene.Add("2.pcm", "d e");

        await _scene.Service.AnswerAsync("b");
        await _scene.Service.UntilWaitingAsync("a", "c");
        await _scene.Service.AnswerAsync("c");
        await _scene.Service.UntilWaitingAsync("a", "d");
        await _scene.Service.AnswerAsync("a");
        await first;
        await _scene.Service.UntilWaitingAsync("d", "e");
        await _scene.Service.AnswerAsync("e");
        await _scene.Service.AnswerAsync("d");
        TargetResult result = await second;

        Assert.Equal(["a", "b", "c", "d", "e"], _scene.Service.Sent);
        Assert.Equal("abc", _scene.TextOf("1.pcm"));
        Assert.Equal("de", _scene.TextOf("2.pcm"));
        Assert.Equal((2, 0, 0), (result.Requests, result.Retries, result.ReusedParts));
        Assert.Equal(["id of d", "id of e"], result.RequestIds);
        Assert.Equal(2, _scene.Service.MostAtOnce);
        Assert.Equal(["1.pcm", "2.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task Equal_texts_are_paid_for_once_within_a_file_and_among_those_under_way()
    {
        Task<TargetResult> first = _scene.Add("1.pcm", "a b a a");
        Task<TargetResult> second = _scene.Add("2.pcm", "b c b");
        Task<TargetResult> bytes = _scene.Add(null, "c a");
        await _scene.Service.UntilWaitingAsync("a", "b");
        _scene.Service.IsOpen = true;
        await _scene.Service.AnswerAsync("b");
        await _scene.Service.AnswerAsync("a");

        Assert.Equal((2, 0), ((await first).Requests, (await first).ReusedParts));
        Assert.Equal((1, 1), ((await second).Requests, (await second).ReusedParts));
        Assert.Equal((0, 2), ((await bytes).Requests, (await bytes).ReusedParts));
        Assert.Equal(["a", "b", "c"], _scene.Service.Sent);
        Assert.Equal("abaa", _scene.TextOf("1.pcm"));
        Assert.Equal("bcb", _scene.TextOf("2.pcm"));
        Assert.Equal("ca", FakeService.TextOf((await bytes).Content!));
        _scene.End();
        Assert.Equal(["1.pcm", "2.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task Another_voice_is_another_part()
    {
        _scene.Service.IsOpen = true;

        await _scene.Add("1.pcm", "a");
        await _scene.Add("2.pcm", "a", voice: "nova");

        Assert.Equal(["a", "a"], _scene.Service.Sent);
    }

    [Fact]
    public async Task A_file_that_fails_takes_none_of_the_others_with_it()
    {
        int failures = 1;
        _scene.Service.Fails = text => text == "a" && failures-- > 0 ? new InvalidOperationException("no") : null;
        Task<TargetResult> first = _scene.Add("1.pcm", "a b");
        Task<TargetResult> second = _scene.Add("2.pcm", "a");
        await _scene.Service.AnswerAsync("b");
        Assert.True(SpinWait.SpinUntil(() => _scene.Run.Progress.CurrentChunksDone == 1, TimeSpan.FromMinutes(2)));
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.AnswerAsync("a");

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => first);
        await second;

        Assert.Equal("no", failed.Message);
        Assert.Equal((1, _scene["1.pcm.parts"]), (failed.KeptParts, failed.PartsFolder));
        Assert.Equal(["a", "b", "a"], _scene.Service.Sent);
        Assert.Equal(["1.pcm.parts/", "2.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task A_failed_file_waits_for_what_is_under_way_and_sends_nothing_more()
    {
        _scene.Service.Fails = text => text == "a" ? new InvalidOperationException("no") : null;
        Task<TargetResult> target = _scene.Add("1.pcm", "a b c d");
        await _scene.Service.AnswerAsync("a");
        Task<TargetResult> next = _scene.Add("2.pcm", "x");
        await _scene.Service.UntilWaitingAsync("b", "x");
        Assert.False(target.IsCompleted);

        await _scene.Service.AnswerAsync("b");
        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => target);
        await _scene.Service.AnswerAsync("x");
        await next;

        Assert.Equal(1, failed.KeptParts);
        Assert.Equal(["a", "b", "x"], _scene.Service.Sent);
    }

    [Fact]
    public async Task Stop_cancels_all_targets_and_the_end_waits_for_what_runs()
    {
        _scene.Service.IgnoresCancellation = true;
        Task<TargetResult> first = _scene.Add("1.pcm", "a b");
        Task<TargetResult> second = _scene.Add("2.pcm", "c");
        await _scene.Service.UntilWaitingAsync("a", "b");
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.UntilWaitingAsync("b", "c");

        _scene.Stop();
        Task end = Task.Run(_scene.End);
        Task<TargetResult> late = _scene.Service.Waiting.Count > 0 ? second : first;
        Assert.False(end.IsCompleted);
        await _scene.Service.AnswerAsync("c");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.False(end.IsCompleted);
        await _scene.Service.AnswerAsync("b");
        await end;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(["a", "b", "c"], _scene.Service.Sent);
        // All three came before the end: they are paid for, and kept.
        Assert.Equal(["1.pcm.parts/", "2.pcm.parts/"], _scene.Entries);
        Assert.Equal(2, _scene.EntriesOf("1.pcm.parts").Count);
    }

    [Fact]
    public async Task Stop_before_anything_was_answered_leaves_nothing()
    {
        File.WriteAllText(_scene["1.pcm"], "old");
        Task<TargetResult> first = _scene.Add("1.pcm", "a");
        Task<TargetResult> second = _scene.Add("2.pcm", "b c d");
        await _scene.Service.UntilWaitingAsync("a", "b");

        _scene.Stop();
        _scene.End();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(["1.pcm"], _scene.Entries);
        Assert.Equal("old", File.ReadAllText(_scene["1.pcm"]));
    }

    [Fact]
    public async Task A_target_that_is_added_after_the_stop_is_cancelled_and_sends_nothing()
    {
        _scene.Service.IsOpen = true;
        RunLoop run = _scene.Run;
        _scene.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Add(_scene.Plan("1.pcm", "a")));

        Assert.Empty(_scene.Service.Sent);
        _scene.End();
        Assert.Empty(_scene.Entries);
    }

    [Fact]
    public async Task A_file_that_another_run_makes_is_busy_before_anything_is_sent()
    {
        using RunLoop other = new(_scene.Service.SendAsync, new RunOptions(), _scene.Log);
        Task<TargetResult> first = _scene.Add("1.pcm", "a b");
        await _scene.Service.UntilWaitingAsync("a", "b");

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(
            () => other.Add(_scene.Plan("1.pcm", "x")));
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.AnswerAsync("b");
        await first;

        Assert.Equal(TargetFileFailure.Busy, Assert.IsType<TargetFileException>(failed.InnerException).Failure);
        Assert.Equal(["a", "b"], _scene.Service.Sent);
        Assert.Equal("ab", _scene.TextOf("1.pcm"));
    }

    [Fact]
    public async Task Progress_tells_what_is_there_and_what_was_paid_for()
    {
        Task<TargetResult> first = _scene.Add("1.pcm", "a b a");
        Task<TargetResult> second = _scene.Add("2.pcm", "b c");
        await _scene.Service.UntilWaitingAsync("a", "b");
        await _scene.Service.AnswerAsync("b");
        await _scene.Service.UntilWaitingAsync("a", "c");

        AssertProgress(new RunProgress(false, 2, 0, 5, 2, 1, "1.pcm", 3, 1, 3, 1));
        await _scene.Service.AnswerAsync("a");
        await first;
        await _scene.Service.AnswerAsync("c");
        await second;
        _scene.Run.CompleteAdding();
        AssertProgress(new RunProgress(true, 2, 2, 5, 5, 4, null, 0, 0, 0, 0));
    }

    // What is told may lag behind a request or a result by a moment.
    private void AssertProgress(RunProgress expected)
    {
        SpinWait.SpinUntil(() => Told() == expected, TimeSpan.FromMinutes(2));
        Assert.Equal(expected, Told());
        // What the fake service answers has some length.
        Assert.Equal(expected.CurrentChunksDone > 0, _scene.Run.Progress.CurrentDuration > TimeSpan.Zero);

        RunProgress Told() => _scene.Run.Progress with { CurrentDuration = default };
    }
}
