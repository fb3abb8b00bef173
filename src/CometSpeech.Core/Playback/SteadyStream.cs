using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback;

/// <summary>
/// Keeps a sound going: where the next samples are late it plays silence until they come. A player that runs dry holds
/// the end of what it has back, and loses the beginning of what comes next.
/// </summary>
internal sealed class SteadyStream : IDisposable
{
    // Players and devices swallow some samples when they begin.
    private static readonly TimeSpan s_lead = TimeSpan.FromMilliseconds(20);

    // A timer may be late by some tens of milliseconds on a busy machine; what is left then bridges that, and the next
    // part is not late when it comes within the rest.
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(80);

    // As much as the next part waits for at most.
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(100);

    // What is handed over at once: an end or a failure is seen between two of them.
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(100);

    private readonly IPlaybackStream _stream;
    private readonly PcmFormat _format;
    private readonly TimeProvider _time;
    private readonly PlaybackClock _clock;
    private readonly Action<string> _log;
    private readonly Action _close;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _fed = new();
    private readonly CancellationTokenSource _closed = new();
    private Task? _feeding;
    private TimeSpan _drySpell;

    /// <param name="stream">What plays.</param>
    /// <param name="format">Its samples.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Is told when the sound had to wait.</param>
    /// <param name="close">Disposes the stream.</param>
    public SteadyStream(
        IPlaybackStream stream, PcmFormat format, TimeProvider time, Action<string> log, Action close)
    {
        _close = close;
        _stream = stream;
        _format = format;
        _time = time;
        _clock = new PlaybackClock(time);
        _log = log;
    }

    /// <summary>How much of the samples has been heard.</summary>
    public TimeSpan Heard => _clock.Heard;

    /// <summary>Hands samples over, whole ones, and waits while the stream holds enough.</summary>
    /// <inheritdoc cref="IPlaybackStream.WriteAsync" path="/exception"/>
    public async Task WriteAsync(ReadOnlyMemory<byte> samples, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_feeding is null)
            {
                await WriteSilenceAsync(s_lead, cancellationToken).ConfigureAwait(false);
                _feeding = FeedAsync(_fed.Token);
            }
            else if (_drySpell > TimeSpan.Zero)
            {
                _log(FormattableString.Invariant(
                    $"The sound waited {_drySpell.TotalSeconds:0.0} s for the service."));
                _drySpell = TimeSpan.Zero;
            }

            int slice = BytesOf(s_slice);
            for (int start = 0; start < samples.Length; start += slice)
            {
                ReadOnlyMemory<byte> next = samples.Slice(start, Math.Min(slice, samples.Length - start));
                await _stream.WriteAsync(next, cancellationToken).ConfigureAwait(false);
                _clock.AddSound(AudioProperties.ToDuration(next.Length / _format.BlockAlign, _format.SampleRate));
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Returns when the last sample was heard; to be called once, when nothing is being written.</summary>
    /// <inheritdoc cref="IPlaybackStream.DrainAsync" path="/exception"/>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        // Silence that is on its way goes there first: a stream whose write was broken off can only be disposed.
        _fed.Cancel();
        await (_feeding ?? Task.CompletedTask)
            .WaitAsync(Timeout.InfiniteTimeSpan, _time, cancellationToken)
            .ConfigureAwait(false);
        await _stream.DrainAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fed.Cancel();
        _closed.Cancel();
        _close();
    }

    private async Task FeedAsync(CancellationToken end)
    {
        try
        {
            while (true)
            {
                TimeSpan left = _clock.Left - s_reserve;
                if (left > TimeSpan.Zero)
                {
                    await _time.DelayAsync(left, end).ConfigureAwait(false);
                }
                else if (await _gate.WaitAsync(0, end).ConfigureAwait(false))
                {
                    try
                    {
                        await WriteSilenceAsync(s_silence, _closed.Token).ConfigureAwait(false);
                        _drySpell += s_silence;
                    }
                    finally
                    {
                        _gate.Release();
                    }
                }
                else
                {
                    // Samples are on their way.
                    await _time.DelayAsync(s_reserve, end).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end has come.
        }
        catch (PlaybackException)
        {
            // The next write, or the end, meets it, too.
        }
    }

    private async Task WriteSilenceAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(new byte[BytesOf(duration)], cancellationToken).ConfigureAwait(false);
        _clock.AddSilence(duration);
    }

    private int BytesOf(TimeSpan duration) =>
        (int)AudioProperties.ToSamples(duration, _format.SampleRate) * _format.BlockAlign;
}
