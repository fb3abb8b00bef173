using CometSpeech.Core.Audio;
using CometSpeech.Core.Playback;

namespace CometSpeech.Core.Tests.Playback.Support;

/// <summary>A device whose sounds remember what they were given, and take it at once.</summary>
internal sealed class TestDevice : IPlaybackDevice
{
    private readonly List<TestStream> _streams = [];

    public string Name => "test";

    /// <summary>Fails the next opening with that.</summary>
    public string? Refusal { get; set; }

    public IReadOnlyList<TestStream> Streams => _streams;

    public IPlaybackStream Open(PcmFormat format)
    {
        if (Refusal is not null)
        {
            throw new PlaybackException(Refusal);
        }

        var stream = new TestStream(format);
        _streams.Add(stream);
        return stream;
    }
}

/// <summary>A sound of that device.</summary>
internal sealed class TestStream(PcmFormat format) : IPlaybackStream
{
    private readonly List<byte> _bytes = [];

    public PcmFormat Format => format;

    public byte[] Bytes => [.. _bytes];

    public bool IsDrained { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Fails every write from now on.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Ends when a write is taken; at once by default.</summary>
    public Task Writing { get; set; } = Task.CompletedTask;

    /// <summary>Ends with the last sample; at once by default.</summary>
    public Task Draining { get; set; } = Task.CompletedTask;

    public async Task WriteAsync(ReadOnlyMemory<byte> samples, CancellationToken cancellationToken)
    {
        Assert.False(IsDrained || IsDisposed);
        await Writing.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        _bytes.AddRange(samples.ToArray());
        if (IsBroken)
        {
            throw new PlaybackException("broken");
        }
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await Draining;
        IsDrained = true;
    }

    public void Dispose() => IsDisposed = true;
}
