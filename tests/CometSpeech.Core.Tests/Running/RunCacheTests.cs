using CometSpeech.Core.Running;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Running;

/// <summary>A cache: parts of finished files stay and serve later runs.</summary>
public sealed class RunCacheTests : IDisposable
{
    private readonly RunScene _scene = new() { CachePath = "cache" };

    public RunCacheTests() => _scene.Service.IsOpen = true;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_text_in_which_one_paragraph_changed_pays_for_that_paragraph_only()
    {
        await MakeAsync("1.pcm", "a b c");
        TargetResult result = await MakeAsync("2.pcm", "a x c");

        Assert.Equal((1, 2), (result.Requests, result.ReusedParts));
        Assert.Equal(["a", "b", "c", "x"], _scene.Service.Sent.OrderBy(text => text));
        Assert.Equal("axc", _scene.TextOf("2.pcm"));
        Assert.Equal(["1.pcm", "2.pcm", "cache/"], _scene.Entries);
    }

    [Fact]
    public async Task Bytes_and_failed_files_leave_their_parts_there_too()
    {
        TargetResult bytes = await MakeAsync(null, "a b");
        Assert.Equal("ab", FakeService.TextOf(bytes.Content!));
        _scene.Service.Fails = text => text == "d" ? new InvalidOperationException("no") : null;
        TargetFailedException failed =
            await Assert.ThrowsAsync<TargetFailedException>(() => MakeAsync("1.pcm", "a b c d"));
        Assert.Equal((3, _scene["cache"]), (failed.KeptParts, failed.PartsFolder));
        _scene.End();
        _scene.Service.Fails = _ => null;

        TargetResult result = await MakeAsync("1.pcm", "a b c d");

        Assert.Equal((1, 3), (result.Requests, result.ReusedParts));
        Assert.Equal(["1.pcm", "cache/"], _scene.Entries);
    }

    [Fact]
    public async Task A_damaged_part_is_asked_for_again()
    {
        await MakeAsync("1.pcm", "a b");
        string part = PartFiles().First(path => FakeService.TextOf(File.ReadAllBytes(path)) == "b");
        File.WriteAllBytes(part, FakeService.AudioOf("x"));

        TargetResult result = await MakeAsync("2.pcm", "a b");

        Assert.Equal((1, 1), (result.Requests, result.ReusedParts));
        Assert.Equal("ab", _scene.TextOf("2.pcm"));
    }

    [Fact]
    public async Task Neither_text_nor_voice_stands_in_a_name()
    {
        await MakeAsync("1.pcm", "secret");

        string path = Assert.Single(PartFiles());
        Assert.DoesNotContain("secret", path);
        Assert.Matches(
            @"^[a-z2-7]{2}[/\\][a-z2-7]{20}\.[a-z2-7]{8}\.part$", path.Substring(_scene["cache"].Length + 1));
    }

    [Fact]
    public async Task Two_runs_at_once_share_the_folder()
    {
        using RunScene other = new() { CachePath = _scene["cache"] };
        other.Service.IsOpen = true;
        string text = string.Join(
            " ", Enumerable.Range(0, 200).Select(i => (char)('0' + (i % 70)) + "" + (char)('0' + (i / 70))));

        Task<TargetResult>[] results =
        [
            Task.Run(() => _scene.Add("1.pcm", text)),
            Task.Run(() => other.Add("2.pcm", text)),
        ];
        await Task.WhenAll(results);
        _scene.End();
        other.End();

        Assert.Equal(File.ReadAllBytes(_scene["1.pcm"]), File.ReadAllBytes(other["2.pcm"]));
        Assert.Equal(200, PartFiles().Select(path => Path.GetFileName(path).Split('.')[0]).Distinct().Count());
        Assert.Equal(200, (await MakeAsync("3.pcm", text)).ReusedParts);
    }

    [Fact]
    public async Task The_cache_is_trimmed_to_its_limit_by_last_use()
    {
        // A part of one letter takes two bytes.
        using RunScene small = new() { CachePath = _scene["cache"], CacheLimit = 6 };
        small.Service.IsOpen = true;
        await MakeAsync("1.pcm", "a b c");
        Age(PartFiles());

        await small.Add("2.pcm", "a d");
        small.End();

        Assert.Equal(3, PartFiles().Length);
        IEnumerable<string> left = PartFiles().Select(path => FakeService.TextOf(File.ReadAllBytes(path)));
        Assert.Contains("a", left);
        Assert.Contains("d", left);
    }

    [Fact]
    public async Task What_an_unfinished_file_needs_is_not_trimmed()
    {
        using RunScene small = new() { CachePath = _scene["cache"], CacheLimit = 0 };
        small.Service.IsOpen = true;
        small.Service.Fails = text => text == "c" ? new InvalidOperationException("no") : null;

        await Assert.ThrowsAsync<TargetFailedException>(() => small.Add("1.pcm", "a b c"));
        small.End();
        Assert.Equal(2, PartFiles().Length);

        small.Service.Fails = _ => null;
        await small.Add("1.pcm", "a b c");
        small.End();
        Assert.Empty(PartFiles());
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_cache_is_an_error_before_anything_is_sent()
    {
        File.WriteAllText(_scene["cache"], "mine");

        await Assert.ThrowsAsync<TargetFailedException>(() => MakeAsync("1.pcm", "a"));

        Assert.Empty(_scene.Service.Sent);
        Assert.Equal("mine", File.ReadAllText(_scene["cache"]));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_an_error_before_anything_is_sent()
    {
        File.WriteAllText(_scene["file"], "mine");
        using RunScene scene = new() { CachePath = Path.Combine(_scene["file"], "cache") };
        scene.Service.IsOpen = true;

        await Assert.ThrowsAsync<TargetFailedException>(() => scene.Add("1.pcm", "a b"));
        await Assert.ThrowsAsync<TargetFailedException>(() => scene.Add("2.pcm", "a"));

        Assert.Empty(scene.Service.Sent);
    }

    [Fact]
    public async Task Parts_of_a_run_without_the_cache_move_into_it()
    {
        using RunScene before = new();
        before.Service.IsOpen = true;
        before.Service.Fails = text => text == "c" ? new InvalidOperationException("no") : null;
        await Assert.ThrowsAsync<TargetFailedException>(() => before.Add(_scene["1.pcm"], "a b c"));
        before.End();
        Assert.Equal(["1.pcm.parts/"], _scene.Entries);

        TargetResult result = await MakeAsync("1.pcm", "a b c");

        Assert.Equal((1, 2), (result.Requests, result.ReusedParts));
        Assert.Equal(["1.pcm", "cache/"], _scene.Entries);
        Assert.Equal(3, PartFiles().Length);
    }

    [Fact]
    public async Task Trimming_touches_nothing_but_the_parts_of_the_cache()
    {
        // The folder of the audio is the cache as well, and an unfinished file lies there.
        using RunScene other = new() { CachePath = _scene.Folder, CacheLimit = 0 };
        other.Service.IsOpen = true;
        using RunScene before = new();
        before.Service.IsOpen = true;
        before.Service.Fails = text => text == "b" ? new InvalidOperationException("no") : null;
        await Assert.ThrowsAsync<TargetFailedException>(() => before.Add(_scene["book.pcm"], "a b"));
        before.End();

        await other.Add(_scene["1.pcm"], "x y");
        other.End();

        Assert.Single(_scene.EntriesOf("book.pcm.parts"));
        IEnumerable<string> places =
            Directory.GetDirectories(_scene.Folder).Where(path => !path.EndsWith(".parts", StringComparison.Ordinal));
        Assert.NotEmpty(places);
        Assert.Empty(places.SelectMany(Directory.GetFiles));
    }

    [Fact]
    public async Task What_another_command_needs_is_not_trimmed_and_what_vanishes_is_asked_for_again()
    {
        using RunScene other = new() { CachePath = _scene["cache"], CacheLimit = 0 };
        other.Service.IsOpen = true;
        _scene.Service.IsOpen = false;
        Task<TargetResult> slow = _scene.Add("1.pcm", "a b");
        await _scene.Service.AnswerAsync("a");
        await _scene.Service.UntilWaitingAsync("b");

        await other.Add("2.pcm", "x y");
        other.End();
        Assert.True(SpinWait.SpinUntil(() => PartFiles().Length == 3, TimeSpan.FromMinutes(2)));
        File.Delete(PartFiles().Single(path => FakeService.TextOf(File.ReadAllBytes(path)) == "a"));
        await _scene.Service.AnswerAsync("b");
        await _scene.Service.AnswerAsync("a");
        await slow;
        _scene.End();

        Assert.Equal(["a", "a", "b"], _scene.Service.Sent.OrderBy(text => text));
        Assert.Equal("ab", _scene.TextOf("1.pcm"));
        Assert.Empty(Directory.GetFiles(_scene["cache"]));
        await other.Add("3.pcm", "x");
        other.End();
        Assert.Empty(PartFiles());
    }

    [Fact]
    public async Task A_folder_that_is_to_be_the_file_as_well_is_an_error_before_anything_is_sent()
    {
        await Assert.ThrowsAsync<TargetFailedException>(() => MakeAsync("cache", "a"));

        Assert.Empty(_scene.Service.Sent);
        _scene.End();
        Assert.Empty(_scene.Entries);
    }

    private async Task<TargetResult> MakeAsync(string? name, string text)
    {
        TargetResult result = await _scene.Add(name, text);
        _scene.End();
        return result;
    }

    private string[] PartFiles() => Directory.GetFiles(_scene["cache"], "*.part", SearchOption.AllDirectories);

    private static void Age(string[] paths)
    {
        foreach (string path in paths)
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        }
    }
}
