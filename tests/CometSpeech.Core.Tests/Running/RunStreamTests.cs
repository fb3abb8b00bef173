using CometSpeech.Core.Audio;
using CometSpeech.Core.Running;
using CometSpeech.Core.Running.Streaming;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>A target's sound goes to a sink while the rest is being fetched.</summary>
public sealed class RunStreamTests : IDisposable
{
    private readonly RunScene _scene = new();
    private readonly TestSink _sink = new();

    public void Dispose()
    {
        _scene.Dispose();
        _sink.Dispose();
    }

    [Fact]
    public async Task Each_part_goes_out_as_soon_as_it_and_all_before_it_are_there()
    {
        Task<TargetResult> target = _scene.Run.Add(_scene.Plan(null, "a b c d"), _sink);
        await _scene.Service.AnswerAsync("b");
        await _scene.Service.UntilWaitingAsync("a", "c");
        Assert.Empty(_sink.Pieces);

        await _scene.Service.AnswerAsync("a");
        await _sink.UntilPiecesAsync(2);
        Assert.Equal("ab", _sink.Text);
        Assert.False(target.IsCompleted);

        await _scene.Service.AnswerAsync("d");
        await _scene.Service.AnswerAsync("c");
        TargetResult result = await target;

        Assert.Equal("abcd", _sink.Text);
        Assert.Equal(1, _sink.MostAtOnce);
        Assert.True(_sink.IsComplete);
        Assert.Null(result.Content);
        Assert.Equal((4, 0, 4), (result.Requests, result.ReusedParts, (int)result.Audio.SampleCount));
        Assert.Equal(["id of a", "id of b", "id of c", "id of d"], result.RequestIds);
    }

    [Fact]
    public async Task What_fits_before_a_part_that_does_not_is_heard_and_nothing_more_is_asked_for()
    {
        _scene.Service.FormatOf = text => new PcmFormat(text == "c" ? 16_000 : 24_000, 1);
        Task<TargetResult> target = _scene.Run.Add(_scene.Plan(null, "a b c d e f"), _sink);
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.UntilWaitingAsync("b", "c");
        await _scene.Service.AnswerAsync("c");
        await RunScene.UntilAsync(() => _scene.Run.Progress.CurrentChunksDone == 2);
        await _scene.Service.AnswerAsync("b");

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => target);

        Assert.StartsWith("part 3 of 6 does not fit", failed.Message);
        Assert.Equal("ab", _sink.Text);
        Assert.Equal(["a", "b", "c"], _scene.Service.Sent);
    }

    [Fact]
    public async Task Equal_texts_are_paid_for_once_and_heard_each_time()
    {
        _scene.Service.IsOpen = true;

        TargetResult result = await _scene.Run.Add(_scene.Plan(null, "a b a a c b"), _sink);

        Assert.Equal("abaacb", _sink.Text);
        Assert.Equal(["a", "b", "c"], _scene.Service.Sent);
        Assert.Equal((3, 0), (result.Requests, result.ReusedParts));
    }

    [Fact]
    public async Task Two_targets_share_parts_and_each_hears_all_of_its_own()
    {
        using var second = new TestSink();
        Task<TargetResult> one = _scene.Run.Add(_scene.Plan(null, "a b c"), _sink);
        Task<TargetResult> two = _scene.Run.Add(_scene.Plan(null, "c b a"), second);
        await _scene.Service.UntilWaitingAsync("a", "b");
        _scene.Service.Open();

        await one;
        await two;

        Assert.Equal("abc", _sink.Text);
        Assert.Equal("cba", second.Text);
        Assert.Equal(3, _scene.Service.Sent.Count);
    }

    [Fact]
    public async Task A_file_is_made_beside_the_sound_and_does_not_wait_for_it()
    {
        _sink.IsOpen = false;
        _scene.Service.IsOpen = true;
        Task<TargetResult> target = _scene.Run.Add(_scene.Plan("1.pcm", "a b c"), _sink);
        await RunScene.UntilAsync(() => File.Exists(_scene["1.pcm"]));
        Assert.False(target.IsCompleted);

        for (int i = 0; i < 4; i++)
        {
            _sink.Permit();
        }

        await target;

        Assert.Equal("abc", _sink.Text);
        Assert.Equal("abc", _scene.TextOf("1.pcm"));
        _scene.End();
        Assert.Equal(["1.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task What_is_there_before_a_part_that_fails_is_heard_and_the_target_fails()
    {
        _sink.IsOpen = false;
        _scene.Service.Fails = text => text == "c" ? new InvalidOperationException("no") : null;
        Task<TargetResult> target = _scene.Run.Add(_scene.Plan(null, "a b c d e f"), _sink);
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.AnswerAsync("b");
        await _scene.Service.AnswerAsync("d");
        await _scene.Service.UntilWaitingAsync("c", "e");
        await _scene.Service.AnswerAsync("c");
        // What is under way is waited for; a request more may be sent before the failure is known.
        _scene.Service.Open();
        _sink.Permit();
        await _sink.UntilPiecesAsync(2);
        Assert.False(target.IsCompleted);
        _sink.Permit();

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => target);

        Assert.Equal(("no", 2), (failed.Message, failed.Request));
        Assert.Equal("ab", _sink.Text);
        Assert.False(_sink.IsComplete);
        Assert.Equal(["a", "b", "c", "d", "e"], _scene.Service.Sent.Take(5));
    }

    [Fact]
    public async Task A_sink_that_fails_ends_its_target()
    {
        _sink.Fails = call => call == 1 ? new IOException("The player has ended.") : null;
        Task<TargetResult> target = _scene.Run.Add(_scene.Plan(null, "a b c d e f"), _sink);
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.UntilWaitingAsync("b", "c");
        await _sink.UntilPiecesAsync(1);
        await _scene.Service.AnswerAsync("b");
        // What is under way may be paid for, and is waited for.
        _scene.Service.Open();

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => target);

        Assert.IsType<SoundSinkException>(failed.InnerException);
        Assert.Equal("The player has ended.", failed.Message);
        Assert.Equal("a", _sink.Text);
        Assert.False(_sink.IsComplete);
    }

    [Fact]
    public async Task A_file_that_was_made_stays_when_its_sound_fails()
    {
        _sink.Fails = call => call == 0 && SpinWait.SpinUntil(() => File.Exists(_scene["1.pcm"]), 120_000)
            ? new IOException("The player has ended.")
            : null;
        _scene.Service.IsOpen = true;

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(
            () => _scene.Run.Add(_scene.Plan("1.pcm", "a b c"), _sink));

        Assert.Equal(0, failed.KeptParts);
        Assert.Equal("abc", _scene.TextOf("1.pcm"));
        _scene.End();
        Assert.Equal(["1.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task Stop_ends_a_sink_that_waits()
    {
        _sink.IsOpen = false;
        _scene.Service.IsOpen = true;
        Task<TargetResult> target = _scene.Run.Add(_scene.Plan(null, "a b c"), _sink);
        await _sink.UntilPiecesAsync(1);

        _scene.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => target);
        _scene.End();
        Assert.Equal("a", _sink.Text);
        Assert.False(_sink.IsComplete);
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_heard_without_being_paid_for_again()
    {
        using var scene = new RunScene { CachePath = "cache" };
        scene.Service.IsOpen = true;
        await scene.Add("1.pcm", "a b c");
        scene.End();

        TargetResult result = await scene.Run.Add(scene.Plan(null, "a b c d"), _sink);

        Assert.Equal("abcd", _sink.Text);
        Assert.Equal((1, 3), (result.Requests, result.ReusedParts));
    }

    [Fact]
    public async Task A_part_that_vanished_before_it_was_handed_over_is_asked_for_again()
    {
        using var scene = new RunScene { CachePath = "cache" };
        _sink.IsOpen = false;
        scene.Service.IsOpen = true;
        Task<TargetResult> target = scene.Run.Add(scene.Plan(null, "a b"), _sink);
        await _sink.UntilPiecesAsync(1);
        await RunScene.UntilAsync(() => scene.Run.Progress.CurrentChunksDone == 2);
        // The folder itself is held on Windows, by the file that says that it is in use.
        foreach (string part in Directory.GetFiles(scene["cache"], "*.part", SearchOption.AllDirectories))
        {
            File.Delete(part);
        }

        _sink.IsOpen = true;
        _sink.Permit();

        await target;

        Assert.Equal("ab", _sink.Text);
        Assert.Equal(["a", "b", "b"], scene.Service.Sent.OrderBy(text => text));
    }

    [Fact]
    public async Task A_part_in_the_folder_of_a_finished_file_goes_when_a_sound_has_taken_it()
    {
        _sink.IsOpen = false;
        Task<TargetResult> file = _scene.Run.Add(_scene.Plan("1.pcm", "a b c"));
        await _scene.Service.UntilWaitingAsync("a", "b");
        Task<TargetResult> sound = _scene.Run.Add(_scene.Plan(null, "x c"), _sink);
        _scene.Service.Open();
        await _sink.UntilPiecesAsync(1);
        await file;
        _sink.IsOpen = true;
        _sink.Permit();

        await sound;

        Assert.Equal("xc", _sink.Text);
        Assert.Equal(["a", "b", "c", "x"], _scene.Service.Sent.OrderBy(text => text));
        _scene.End();
        Assert.Equal(["1.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task A_slow_sink_holds_up_requests_before_memory_grows()
    {
        // 4 MB an answer: eight of them wait, and those that were under way.
        _scene.Service.Repeat = 2 * 1024 * 1024;
        _scene.Service.IsOpen = true;
        _sink.IsOpen = false;
        const string Text = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
        Task<TargetResult> target = _scene.Run.Add(_scene.Plan(null, Text), _sink);
        await _sink.UntilPiecesAsync(1);
        await RunScene.UntilAsync(() => _scene.Run.Progress.CurrentChunksDone >= 9);
        Assert.InRange(_scene.Service.Sent.Count, 9, 11);

        for (int i = 0; i < 27; i++)
        {
            _sink.Permit();
        }

        await target;

        Assert.Equal(26, _scene.Service.Sent.Count);
        Assert.Equal(27, _sink.Pieces.Count);
    }

    [Fact]
    public async Task Samples_cannot_be_had_of_what_must_be_decoded()
    {
        _scene.Service.IsOpen = true;
        using var sink = new TestSink { Container = AudioContainer.Mp3 };

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(
            () => _scene.Run.Add(_scene.Plan(null, "a b"), sink));

        Assert.IsType<AudioFormatException>(failed.InnerException);
    }

    [Fact]
    public async Task Random_streams_are_in_order_and_whole_up_to_what_fails()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            using var scene = new RunScene
            {
                ThrottleLimit = random.Next(1, 6),
                CachePath = random.Next(4) == 0 ? "cache" : null,
            };
            string failing = random.Next(3) == 0 ? ((char)('a' + random.Next(8))).ToString() : "";
            scene.Service.Fails = text => text == failing ? new InvalidOperationException("no") : null;
            string[] texts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => string.Join(
                " ", Enumerable.Range(0, random.Next(1, 12)).Select(_ => (char)('a' + random.Next(8)))))];
            TestSink[] sinks = [.. texts.Select(_ => new TestSink())];
            Task<TargetResult>[] targets =
                [.. texts.Select((text, i) => scene.Run.Add(scene.Plan(null, text), sinks[i]))];
            scene.Service.Open();

            for (int i = 0; i < texts.Length; i++)
            {
                string spoken = texts[i].Replace(" ", "");
                int end = failing.Length == 0 ? -1 : spoken.IndexOf(failing[0]);
                if (end < 0)
                {
                    await targets[i];
                }
                else
                {
                    await Assert.ThrowsAsync<TargetFailedException>(() => targets[i]);
                }

                Assert.Equal((seed, end < 0 ? spoken : spoken.Substring(0, end)), (seed, sinks[i].Text));
                Assert.Equal(end < 0, sinks[i].IsComplete);
                Assert.Equal(1, Math.Max(1, sinks[i].MostAtOnce));
                sinks[i].Dispose();
            }
        }
    }
}
