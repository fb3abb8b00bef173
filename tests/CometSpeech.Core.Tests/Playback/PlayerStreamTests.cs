using CometSpeech.Core.Playback;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using CometSpeech.Core.Tests.Playback.Support;

namespace CometSpeech.Core.Tests.Playback;

public sealed class PlayerStreamTests
{
    private static readonly byte[] s_second = [.. Enumerable.Range(0, 48_000).Select(i => (byte)(i * 7))];

    [SkippableFact]
    public async Task A_player_gets_every_sample_and_is_waited_for()
    {
        using var scripts = new PlayerScripts();
        scripts.Add("player", $"cat > '{scripts["heard"]}'; sleep 0.2; mv '{scripts["heard"]}' '{scripts["all"]}'");
        using IPlaybackStream stream = scripts.Open("player");

        for (int i = 0; i < 5; i++)
        {
            await stream.WriteAsync(s_second, default);
        }

        await stream.DrainAsync(default);

        Assert.Equal(Enumerable.Repeat(s_second, 5).SelectMany(second => second), File.ReadAllBytes(scripts["all"]));
    }

    [SkippableFact]
    public async Task A_player_that_dies_in_the_middle_is_told_with_its_last_words()
    {
        using PlayerScripts scripts = new PlayerScripts().Add(
            "player", "head -c 9600 > /dev/null; echo 'the device is gone' >&2; exit 3");
        using IPlaybackStream stream = scripts.Open("player");

        PlaybackException e = await Assert.ThrowsAsync<PlaybackException>(async () =>
        {
            while (true)
            {
                await stream.WriteAsync(s_second, default);
            }
        });

        Assert.Equal("player ended with 3: the device is gone", e.Message);
    }

    // As pw-cat does before 1.2, with --raw; it calls itself as it was started, by its path.
    [SkippableTheory]
    [InlineData("player")]
    [InlineData("$0")]
    public async Task A_player_that_lists_its_options_is_told_with_what_it_said_before(string name)
    {
        using PlayerScripts scripts = new PlayerScripts().Add(
            "player",
            $"echo \"{name}: unrecognized option '--raw'\" >&2; seq -f ' -%g  Option' 40 >&2; exit 1");
        using IPlaybackStream stream = scripts.Open("player");

        PlaybackException e = await Assert.ThrowsAsync<PlaybackException>(() => stream.DrainAsync(default));

        Assert.Equal("player ended with 1: player: unrecognized option '--raw'", e.Message);
    }

    [SkippableFact]
    public async Task A_player_that_fails_at_the_end_is_told()
    {
        using PlayerScripts scripts = new PlayerScripts().Add("player", "cat > /dev/null; exit 1");
        using IPlaybackStream stream = scripts.Open("player");
        await stream.WriteAsync(s_second, default);

        PlaybackException e = await Assert.ThrowsAsync<PlaybackException>(() => stream.DrainAsync(default));

        Assert.Equal("player ended with 1", e.Message);
    }

    [SkippableFact]
    public async Task A_player_that_takes_nothing_is_given_up()
    {
        using PlayerScripts scripts = new PlayerScripts().Add("player", "exec sleep 1000");
        var time = new VirtualTime();
        IPlaybackStream stream = scripts.Open("player", time);
        await scripts.UntilStartedAsync(1);

        Task writing = WriteForEverAsync(stream, default);
        while (!writing.IsCompleted)
        {
            await Task.Delay(20);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        PlaybackException e = await Assert.ThrowsAsync<PlaybackException>(() => writing);
        Assert.Equal("player has taken no sound for 30 s", e.Message);
        stream.Dispose();
        await scripts.RequireGoneAsync(1);
    }

#if NET
    // The player is a script that starts the real one: both are gone. .NET Framework ends the first alone; what lives
    // on under Mono holds the pipe, and the thread that writes into it.
    [SkippableFact]
    public async Task Stopped_while_it_waits_it_leaves_no_process()
    {
        using PlayerScripts scripts = new PlayerScripts().Add("real", "exec sleep 1000");
        scripts.Add("player", $"'{scripts["real"]}' <&0 & wait");
        using var stop = new CancellationTokenSource();
        IPlaybackStream stream = scripts.Open("player");

        Task writing = WriteForEverAsync(stream, stop.Token);
        await scripts.UntilStartedAsync(2);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        stream.Dispose();
        await scripts.RequireGoneAsync(2);
    }
#endif

    [SkippableFact]
    public async Task Stopped_at_the_end_it_leaves_no_process()
    {
        using PlayerScripts scripts = new PlayerScripts().Add("player", "cat > /dev/null; exec sleep 1000");
        using var stop = new CancellationTokenSource();
        IPlaybackStream stream = scripts.Open("player");
        await scripts.UntilStartedAsync(1);
        await stream.WriteAsync(s_second, default);

        Task draining = stream.DrainAsync(stop.Token);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => draining);
        stream.Dispose();
        await scripts.RequireGoneAsync(1);
    }

    private static async Task WriteForEverAsync(IPlaybackStream stream, CancellationToken stop)
    {
        while (true)
        {
            await stream.WriteAsync(s_second, stop);
        }
    }
}
