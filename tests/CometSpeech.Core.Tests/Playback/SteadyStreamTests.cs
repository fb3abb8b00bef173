using CometSpeech.Core.Audio;
using CometSpeech.Core.Playback;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using CometSpeech.Core.Tests.Playback.Support;

namespace CometSpeech.Core.Tests.Playback;

public sealed class SteadyStreamTests : IDisposable
{
    private const int BytesPerSecond = 48_000;

    // 20 ms before the first sample.
    private const int Lead = BytesPerSecond / 50;

    private readonly VirtualTime _time = new();
    private readonly TestStream _played = new(PcmFormat.Default);
    private readonly List<string> _log = [];
    private readonly SteadyStream _stream;

    public SteadyStreamTests() =>
        _stream = new SteadyStream(_played, PcmFormat.Default, _time, _log.Add, _played.Dispose);

    [Fact]
    public async Task Parts_that_come_in_time_follow_each_other_without_a_sample_between()
    {
        VirtualTime.RunInline();
        await WriteAsync(1);
        Advance(0.85);
        await WriteAsync(2);
        Advance(0.9);
        await WriteAsync(3);

        Assert.Equal([.. new byte[Lead], .. Sound(1), .. Sound(2), .. Sound(3)], _played.Bytes);
        Assert.Empty(_log);
    }

    [Fact]
    public async Task While_the_next_part_is_late_there_is_silence_and_then_the_sound_goes_on()
    {
        VirtualTime.RunInline();
        await WriteAsync(1);
        Advance(5);
        int silence = _played.Bytes.Length - Lead - BytesPerSecond;
        await WriteAsync(2);

        // All that was not sound: what has been heard, and the moment ahead that keeps a player from running dry.
        Assert.InRange(silence, (int)(3.98 * BytesPerSecond), (int)(4.2 * BytesPerSecond));
        Assert.Equal([.. new byte[Lead], .. Sound(1), .. new byte[silence], .. Sound(2)], _played.Bytes);
        Assert.Equal(["The sound waited 4.1 s for the service."], _log);
    }

    [Fact]
    public async Task What_was_heard_is_told_without_the_silence()
    {
        VirtualTime.RunInline();
        await WriteAsync(1);
        Advance(0.52);
        Assert.Equal(TimeSpan.FromSeconds(0.5), _stream.Heard);
        Advance(5);
        Assert.Equal(TimeSpan.FromSeconds(1), _stream.Heard);
        await WriteAsync(2);
        Advance(2);
        Assert.Equal(TimeSpan.FromSeconds(2), _stream.Heard);
    }

    [Fact]
    public async Task After_the_end_nothing_more_is_played()
    {
        VirtualTime.RunInline();
        await WriteAsync(1);
        Advance(2);
        await _stream.DrainAsync(default);
        int length = _played.Bytes.Length;
        Advance(10);

        Assert.True(_played.IsDrained);
        Assert.Equal(length, _played.Bytes.Length);
    }

    [Fact]
    public async Task Silence_on_its_way_is_written_before_the_end()
    {
        VirtualTime.RunInline();
        await WriteAsync(1);
        int length = _played.Bytes.Length;
        TaskCompletionSource<bool> taken = new();
        _played.Writing = taken.Task;
        Advance(1);
        Task draining = _stream.DrainAsync(default);

        Assert.False(draining.IsCompleted);
        Assert.False(_played.IsDrained);
        taken.SetResult(true);
        await draining;
        Assert.True(_played.IsDrained);
        Assert.True(_played.Bytes.Length > length);
    }

    [Fact]
    public async Task An_end_that_is_given_up_waits_for_no_silence()
    {
        VirtualTime.RunInline();
        await WriteAsync(1);
        _played.Writing = new TaskCompletionSource<bool>().Task;
        Advance(1);
        using CancellationTokenSource stop = new();
        Task draining = _stream.DrainAsync(stop.Token);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => draining);
        Assert.False(_played.IsDrained);
    }

    [Fact]
    public async Task A_break_while_it_waits_is_met_by_the_next_part()
    {
        VirtualTime.RunInline();
        await WriteAsync(1);
        _played.IsBroken = true;
        Advance(5);

        await Assert.ThrowsAsync<PlaybackException>(() => WriteAsync(2));
    }

    public void Dispose()
    {
        _stream.Dispose();
        _played.Dispose();
    }

    private static byte[] Sound(byte number) => [.. Enumerable.Repeat(number, BytesPerSecond)];

    private Task WriteAsync(byte number) => _stream.WriteAsync(Sound(number), default);

    private void Advance(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
