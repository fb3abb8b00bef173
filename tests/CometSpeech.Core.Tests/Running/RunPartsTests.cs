using CometSpeech.Core.Audio;
using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>Where the answers lie between their coming and the end of the files that need them.</summary>
public sealed class RunPartsTests : IDisposable
{
    private readonly RunScene _scene = new() { ThrottleLimit = 1 };

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_single_short_answer_makes_no_folder_and_nothing_goes_through_the_temporary_one()
    {
        Task<TargetResult> target = _scene.Add("1.pcm", "a");
        await _scene.Service.UntilWaitingAsync("a");

        Assert.Equal(["1.pcm.cometspeech"], _scene.Entries);
        await _scene.Service.AnswerAsync("a");
        await target;
        Assert.Equal(["1.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task A_single_answer_is_kept_when_its_file_cannot_be_put_in_place()
    {
        Task<TargetResult> target = _scene.Add("1.pcm", "a");
        await _scene.Service.UntilWaitingAsync("a");
        Directory.CreateDirectory(_scene["1.pcm"]);
        await _scene.Service.AnswerAsync("a");

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => target);
        Assert.Equal((1, _scene["1.pcm.parts"]), (failed.KeptParts, failed.PartsFolder));
        Directory.Delete(_scene["1.pcm"]);
        _scene.End();
        TargetResult result = await _scene.Add("1.pcm", "a");

        Assert.Equal((0, 1), (result.Requests, result.ReusedParts));
        Assert.Equal("a", _scene.TextOf("1.pcm"));
        Assert.Equal(["1.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task A_long_answer_is_on_disk_while_it_comes()
    {
        _scene.Service.IsOpen = true;
        _scene.Service.Repeat = 400_000;

        await _scene.Add("1.pcm", "a");
        TargetResult bytes = await _scene.Add(null, "b");

        Assert.Equal(800_000, new FileInfo(_scene["1.pcm"]).Length);
        Assert.Equal(800_000, bytes.Content!.Length);
        Assert.Equal(["1.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task Parts_of_an_earlier_run_are_taken_over_and_what_is_missing_is_asked_for()
    {
        await FailAsync("1.pcm", "a b c d", failing: "d");
        // Damage one: its check fails, and it is asked for as well.
        string damaged = Directory.GetFiles(_scene["1.pcm.parts"])
            .First(path => FakeService.TextOf(File.ReadAllBytes(path)) == "b");
        File.WriteAllBytes(damaged, FakeService.AudioOf("x"));

        TargetResult result = await _scene.Add("1.pcm", "a b c d");

        Assert.Equal((2, 2), (result.Requests, result.ReusedParts));
        Assert.Equal(["b", "d"], _scene.Service.Sent.Skip(4).OrderBy(text => text));
        Assert.Equal("abcd", _scene.TextOf("1.pcm"));
        Assert.Equal(["1.pcm"], _scene.Entries);
        Assert.Contains(_scene.Log.Lines, line => line.Contains("2 of 4 parts are there"));
    }

    [Fact]
    public async Task A_folder_goes_when_nobody_needs_it_any_more()
    {
        Task<TargetResult> first = _scene.Add("1.pcm", "a b");
        Task<TargetResult> second = _scene.Add("2.pcm", "a c");
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.AnswerAsync("b");
        await first;

        Assert.Single(_scene.EntriesOf("1.pcm.parts"));
        await _scene.Service.AnswerAsync("c");
        await second;
        _scene.End();

        Assert.Equal(["1.pcm", "2.pcm"], _scene.Entries);
        Assert.Equal("ac", _scene.TextOf("2.pcm"));
        Assert.Equal(["a", "b", "c"], _scene.Service.Sent);
    }

    [Fact]
    public async Task A_part_that_lies_in_anothers_folder_is_kept_in_its_own_when_the_file_fails()
    {
        _scene.Service.Fails = text => text == "c" ? new InvalidOperationException("no") : null;
        Task<TargetResult> first = _scene.Add("1.pcm", "a b");
        Task<TargetResult> second = _scene.Add("2.pcm", "a c");
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.AnswerAsync("b");
        await first;
        await _scene.Service.AnswerAsync("c");

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => second);
        _scene.End();

        Assert.Equal(1, failed.KeptParts);
        Assert.Equal(["1.pcm", "2.pcm.parts/"], _scene.Entries);
        _scene.Service.Fails = _ => null;
        _scene.Service.IsOpen = true;
        await _scene.Add("2.pcm", "a c");
        Assert.Equal(["a", "b", "c", "c"], _scene.Service.Sent);
        Assert.Equal("ac", _scene.TextOf("2.pcm"));
    }

    [Fact]
    public async Task A_part_that_vanishes_before_the_join_is_asked_for_again()
    {
        Task<TargetResult> target = _scene.Add("1.pcm", "a b");
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.UntilWaitingAsync("b");
        File.Delete(Directory.GetFiles(_scene["1.pcm.parts"])
            .Single(path => path.EndsWith(".part", StringComparison.Ordinal)));
        await _scene.Service.AnswerAsync("b");
        await _scene.Service.AnswerAsync("a");
        await target;

        Assert.Equal(["a", "b", "a"], _scene.Service.Sent);
        Assert.Equal("ab", _scene.TextOf("1.pcm"));
        Assert.Equal(["1.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task A_part_that_two_files_lose_is_asked_for_once()
    {
        Task<TargetResult> first = _scene.Add("1.pcm", "a b");
        Task<TargetResult> second = _scene.Add("2.pcm", "a b");
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.UntilWaitingAsync("b");
        File.Delete(Directory.GetFiles(_scene["1.pcm.parts"], "*.part").Single());
        await _scene.Service.AnswerAsync("b");
        await _scene.Service.AnswerAsync("a");
        await Task.WhenAll(first, second);
        _scene.End();

        Assert.Equal(["a", "b", "a"], _scene.Service.Sent);
        Assert.Equal(["ab", "ab"], [_scene.TextOf("1.pcm"), _scene.TextOf("2.pcm")]);
        Assert.Equal(["1.pcm", "2.pcm"], _scene.Entries);
    }

    [Fact]
    public async Task What_is_said_to_be_kept_is_there()
    {
        _scene.Service.Fails = text => text == "c" ? new InvalidOperationException("no") : null;
        Task<TargetResult> target = _scene.Add("1.pcm", "a b c");
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.AnswerAsync("b");
        await _scene.Service.UntilWaitingAsync("c");
        Directory.Delete(_scene["1.pcm.parts"], recursive: true);
        await _scene.Service.AnswerAsync("c");

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => target);

        Assert.Equal((0, null), (failed.KeptParts, failed.PartsFolder));
    }

    [Fact]
    public async Task Rate_and_channels_of_raw_samples_outlive_the_run()
    {
        PcmFormat stereo = new(16_000, 2);
        _scene.Service.FormatOf = _ => stereo;
        _scene.Service.Repeat = 400;
        await FailAsync("1.pcm", "a b", failing: "b");

        TargetResult result = await _scene.Add("1.pcm", "a b");

        Assert.Equal((1, 1), (result.Requests, result.ReusedParts));
        Assert.Equal((16_000, 2, 400), (result.Audio.SampleRate, result.Audio.Channels, (int)result.Audio.SampleCount));
        Assert.Equal(TimeSpan.FromMilliseconds(25), result.Audio.Duration);
    }

    [Fact]
    public async Task Raw_samples_of_another_rate_do_not_fit()
    {
        _scene.Service.FormatOf = text => new PcmFormat(text == "c" ? 16_000 : 24_000, 1);
        _scene.Service.IsOpen = true;

        TargetFailedException failed =
            await Assert.ThrowsAsync<TargetFailedException>(() => _scene.Add("1.pcm", "a b c"));

        Assert.IsType<AudioFormatException>(failed.InnerException);
        Assert.Equal(
            "part 3 of 3 does not fit: it is pcm, 16000 Hz, 1 channel(s), but part 1 of 3 is pcm, 24000 Hz, "
                + "1 channel(s). Parts of one file must agree.",
            failed.Message);
    }

    [Fact]
    public async Task Parts_that_do_not_fit_end_the_file_with_the_second_that_arrives()
    {
        using RunScene scene = new();
        scene.Service.FormatOf = text => new PcmFormat(text == "b" ? 16_000 : 24_000, 1);
        Task<TargetResult> target = scene.Add("1.pcm", "a b c d e f");
        await scene.Service.AnswerAsync("b");
        await scene.Service.UntilWaitingAsync("a", "c");
        await scene.Service.AnswerAsync("a");
        await RunScene.UntilAsync(() => scene.Run.Progress.CurrentChunksDone == 2);
        Assert.False(target.IsCompleted);
        await scene.Service.AnswerAsync("c");

        TargetFailedException failed = await Assert.ThrowsAsync<TargetFailedException>(() => target);

        Assert.StartsWith(
            "part 2 of 6 does not fit: it is pcm, 16000 Hz, 1 channel(s), but part 1 of 6 is pcm, 24000 Hz, ",
            failed.Message);
        Assert.Equal(["a", "b", "c"], scene.Service.Sent);
        Assert.Equal((3, scene["1.pcm.parts"]), (failed.KeptParts, failed.PartsFolder));

        // Those that were kept fit no better in the next run, which pays for nothing beside them.
        scene.End();
        await Assert.ThrowsAsync<TargetFailedException>(() => scene.Add("1.pcm", "a b c d e f"));
        Assert.Equal(3, scene.Service.Sent.Count);
    }

    [Fact]
    public async Task Parts_that_version_0_1_left_are_taken_over()
    {
        await FailAsync("1.pcm", "a b", failing: "b");
        string path = Directory.GetFiles(_scene["1.pcm.parts"]).Single();
        // The digests in full, as version 0.1 wrote them.
        string folder = _scene["1.pcm.parts"];
        File.Delete(path);
        File.WriteAllBytes(
            Path.Combine(
                folder, "172966e36eabc48f0a7bbb8030912d88844254ef.6023e54cda16371a6fc1257eb30c1585dcda4a1e.part"),
            FakeService.AudioOf("a"));
        File.WriteAllText(Path.Combine(folder, "cometspeech.lock"), "");

        TargetResult result = await _scene.Add("1.pcm", "a b");

        Assert.Equal((1, 1), (result.Requests, result.ReusedParts));
        Assert.Equal(["1.pcm"], _scene.Entries);
    }

    private async Task FailAsync(string name, string text, string failing)
    {
        _scene.Service.IsOpen = true;
        _scene.Service.Fails = sent => sent == failing ? new InvalidOperationException("no") : null;
        await Assert.ThrowsAsync<TargetFailedException>(() => _scene.Add(name, text));
        _scene.End();
        _scene.Service.Fails = _ => null;
    }
}
