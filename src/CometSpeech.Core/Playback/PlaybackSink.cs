using CometSpeech.Core.Audio;
using CometSpeech.Core.Running.Streaming;

namespace CometSpeech.Core.Playback;

/// <summary>Plays the sound of a target when those before it have been heard.</summary>
public sealed class PlaybackSink : ISoundSink
{
    private readonly SoundPlayer _player;
    private readonly Task _before;
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SteadyStream? _stream;

    internal PlaybackSink(SoundPlayer player, Task before)
    {
        _player = player;
        _before = before;
    }

    /// <inheritdoc/>
    public AudioContainer? Container => AudioContainer.Pcm;

    /// <summary>Whether any of it has come; from any thread.</summary>
    public bool HasBegun => _stream is not null;

    /// <summary>How much of it has been heard; from any thread.</summary>
    public TimeSpan Heard => _stream?.Heard ?? TimeSpan.Zero;

    /// <summary>Ends when the next one may be heard.</summary>
    internal Task End => _end.Task;

    /// <inheritdoc/>
    /// <exception cref="PlaybackException">The sound has broken off.</exception>
    public async Task WriteAsync(
        ReadOnlyMemory<byte> bytes, AudioProperties part, CancellationToken cancellationToken)
    {
        if (_stream is null)
        {
            await _before
                .WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
            _stream = _player.Begin(new PcmFormat(part.SampleRate, part.Channels));
        }

        await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="PlaybackException">The sound has broken off.</exception>
    public async Task CompleteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!bytes.IsEmpty && _stream is { } stream)
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }

        await EndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns when all that came has been heard, and lets the next one begin; to be called for a target that failed,
    /// too.
    /// </summary>
    /// <exception cref="PlaybackException">The sound has broken off.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_end.Task.IsCompleted)
        {
            return;
        }

        try
        {
            if (_stream is { } stream)
            {
                await stream.DrainAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _stream?.Dispose();
            _end.TrySetResult(true);
        }
    }
}
