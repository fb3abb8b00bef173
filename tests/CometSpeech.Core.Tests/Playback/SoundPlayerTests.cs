using CometSpeech.Core.Audio;
using CometSpeech.Core.Playback;
using CometSpeech.Core.Tests.Api.Pacing.Support;
using CometSpeech.Core.Tests.Playback.Support;
using CometSpeech.Core.Tests.Running.Support;

namespace CometSpeech.Core.Tests.Playback;

public sealed class SoundPlayerTests : IDisposable
{
    private readonly TestDevice _device = new();
    private readonly SoundPlayer _player;

    public SoundPlayerTests() => _player = new SoundPlayer(_device, new VirtualTime(), new TestLog());

    public void Dispose() => _player.Dispose();

    [Fact]
    public async Task Targets_are_heard_one_after_the_other()
    {
        PlaybackSink first = _player.CreateSink();
        PlaybackSink second = _player.CreateSink();
        var heard = new TaskCompletionSource<bool>();
        _device.Streams[0].Draining = heard.Task;

        Task late = WriteAsync(second, 2);
        await WriteAsync(first, 1);
        Task ending = first.CompleteAsync(default, default);
        Assert.False(late.IsCompleted);
        Assert.False(ending.IsCompleted);
        heard.SetResult(true);
        await ending;
        await late;
        await second.CompleteAsync(default, default);

        Assert.Equal([1, 2], _device.Streams.Select(stream => stream.Bytes[stream.Bytes.Length - 1]));
        Assert.All(_device.Streams, stream => Assert.True(stream.IsDrained && stream.IsDisposed));
    }

    [Fact]
    public async Task What_came_of_a_target_that_failed_is_heard_and_the_next_one_goes_on()
    {
        PlaybackSink first = _player.CreateSink();
        PlaybackSink second = _player.CreateSink();
        PlaybackSink third = _player.CreateSink();
        await WriteAsync(first, 1);
        await first.EndAsync(default);
        // Nothing came of it.
        await second.EndAsync(default);
        await WriteAsync(third, 3);

        Assert.True(_device.Streams[0].IsDrained);
        Assert.Equal(3, _device.Streams[1].Bytes[_device.Streams[1].Bytes.Length - 1]);
    }

    [Fact]
    public async Task What_was_made_ready_serves_the_format_of_the_endpoint_only()
    {
        Assert.Equal(PcmFormat.Default, Assert.Single(_device.Streams).Format);
        PlaybackSink sink = _player.CreateSink();
        await sink.WriteAsync(new byte[400], Part(new PcmFormat(48_000, 2)), default);

        Assert.True(_device.Streams[0].IsDisposed);
        Assert.Equal(new PcmFormat(48_000, 2), _device.Streams[1].Format);
    }

    [Fact]
    public async Task Disposed_it_is_silent_at_once_and_begins_nothing()
    {
        PlaybackSink sink = _player.CreateSink();
        PlaybackSink next = _player.CreateSink();
        await WriteAsync(sink, 1);
        _player.Dispose();

        Assert.True(_device.Streams[0].IsDisposed);
        Assert.False(_device.Streams[0].IsDrained);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => next.WriteAsync(new byte[2], Part(PcmFormat.Default), new CancellationToken(true)));
        Assert.Single(_device.Streams);
    }

    [Fact]
    public async Task A_device_that_does_not_take_the_format_is_told()
    {
        PlaybackSink sink = _player.CreateSink();
        _device.Refusal = "test takes no such sound";

        PlaybackException e = await Assert.ThrowsAsync<PlaybackException>(
            () => sink.WriteAsync(new byte[400], Part(new PcmFormat(48_000, 2)), default));

        Assert.Equal("test takes no such sound", e.Message);
    }

    private static Task WriteAsync(PlaybackSink sink, byte number) => sink.WriteAsync(
        new[] { number, number }, Part(PcmFormat.Default), default);

    private static AudioProperties Part(PcmFormat format) => new()
    {
        Format = AudioFormat.Pcm,
        SampleRate = format.SampleRate,
        Channels = format.Channels,
        SampleCount = 1,
    };
}
