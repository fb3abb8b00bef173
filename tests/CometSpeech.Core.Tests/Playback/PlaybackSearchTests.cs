using CometSpeech.Core.Playback;
using CometSpeech.Core.Playback.Programs;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using CometSpeech.Core.Tests.Playback.Support;

namespace CometSpeech.Core.Tests.Playback;

public sealed class PlaybackSearchTests
{
    private const string Works = "cat > /dev/null";

    private readonly List<string> _log = [];

    [SkippableFact]
    public async Task The_first_player_that_plays_is_taken()
    {
        using PlayerScripts scripts = new PlayerScripts()
            .Add("mpv", Works)
            .Add("aplay", Works)
            .Add("paplay", "echo 'Connection failure: Connection refused' >&2; exit 1")
            .Add("pw-cat", "echo 'unrecognized option --raw' >&2; exit 1");

        IPlaybackDevice found = await FindAsync(PlayerPrograms.FindOn("/nowhere:" + scripts.Path));

        Assert.Equal("aplay", found.Name);
        Assert.Equal(
            [
                "No sound: pw-cat ended with 1: unrecognized option --raw.",
                "No sound: paplay ended with 1: Connection failure: Connection refused.",
                "Sound is played by aplay.",
            ],
            _log);
    }

    [SkippableFact]
    public async Task Where_none_plays_the_error_says_why_of_each()
    {
        using PlayerScripts scripts = new PlayerScripts()
            .Add("aplay", "echo 'aplay: main:831: audio open error: No such file or directory' >&2; exit 1")
            // As ffplay ends where no device could be opened; it is tried twice, with other arguments.
            .Add(
                "ffplay",
                Works + "; echo 'No more combinations to try, audio open failed' >&2; echo 'Failed' >&2; exit 0")
            .Add("mpv", Works + "; exit 2");
        // Not to be started.
        File.WriteAllText(scripts["paplay"], "text");

        PlaybackException e = await Assert.ThrowsAsync<PlaybackException>(
            () => FindAsync(PlayerPrograms.FindOn(scripts.Path)));

        Assert.StartsWith("No sound can be played on this machine: paplay does not start: ", e.Message);
        Assert.Contains("aplay ended with 1: aplay: main:831: audio open error: No such file or directory;", e.Message);
        Assert.Contains("; ffplay ended with 0: No more combinations to try, audio open failed; mpv", e.Message);
        Assert.EndsWith("mpv ended with 2.", e.Message);
    }

    [Fact]
    public async Task Without_any_player_the_error_says_so()
    {
        PlaybackException e = await Assert.ThrowsAsync<PlaybackException>(
            () => FindAsync(PlayerPrograms.FindOn("/nowhere")));

        Assert.Equal("No program that plays sound is installed.", e.Message);
    }

    [SkippableTheory]
    [InlineData("exec sleep 1000")]
    [InlineData("cat > /dev/null; exec sleep 1000")]
    public async Task One_that_hangs_is_passed_over_and_ended(string script)
    {
        using PlayerScripts scripts = new PlayerScripts().Add("paplay", script);
        var time = new VirtualTime();
        IPlaybackDevice[] candidates =
        [
            new PlayerDevice(new PlayerProgram("paplay", _ => ""), scripts["paplay"], time),
            new TestDevice(),
        ];

        Task<IPlaybackDevice> finding = FindAsync(candidates, time);
        await scripts.UntilStartedAsync(1);
        while (!finding.IsCompleted)
        {
            await Task.Delay(20);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("test", (await finding).Name);
        Assert.Equal("No sound: paplay has not played a moment of silence in 10 s.", _log[0]);
        await scripts.RequireGoneAsync(1);
    }

    [SkippableFact]
    public async Task The_search_can_be_stopped()
    {
        using PlayerScripts scripts = new PlayerScripts().Add("paplay", "exec sleep 1000");
        using var stop = new CancellationTokenSource();

        Task<IPlaybackDevice> finding = FindAsync(PlayerPrograms.FindOn(scripts.Path), stop: stop.Token);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
    }

    private Task<IPlaybackDevice> FindAsync(
        IReadOnlyList<IPlaybackDevice> candidates, TimeProvider? time = null, CancellationToken stop = default) =>
        PlaybackSearch.FindAsync(candidates, time ?? TimeProvider.System, _log.Add, stop);
}
