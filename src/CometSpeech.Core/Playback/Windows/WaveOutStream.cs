using CometSpeech.Core.Audio;
using static CometSpeech.Core.Playback.Windows.WaveOutNative;

namespace CometSpeech.Core.Playback.Windows;

/// <summary>
/// Plays by waveOut. Its buffers are asked whether they are done; nothing is called back into managed code, which a
/// device that goes at the wrong moment would do after the end.
/// </summary>
internal sealed class WaveOutStream : IPlaybackStream
{
    // Pulse code modulation: WAVE_FORMAT_PCM.
    private const ushort Pcm = 1;

    // A buffer is a tenth of a second as a rule: the device never waits for the next one.
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    private readonly object _lock = new();
    private readonly Queue<WaveOutBuffer> _buffers = new();
    private readonly TimeProvider _time;
    private readonly double _mostHeld;
    private readonly IntPtr _device;
    private int _held;
    private bool _isClosed;

    /// <exception cref="PlaybackException">There is no device, or it does not take the format.</exception>
    public WaveOutStream(PcmFormat format, TimeProvider time)
    {
        _time = time;
        int bytesPerSecond = format.SampleRate * format.BlockAlign;
        _mostHeld = PlaybackDevices.MostHeld * bytesPerSecond;
        var wave = new WaveFormatEx
        {
            Tag = Pcm,
            Channels = (ushort)format.Channels,
            SamplesPerSecond = (uint)format.SampleRate,
            BytesPerSecond = (uint)bytesPerSecond,
            BlockAlign = (ushort)format.BlockAlign,
            BitsPerSample = 16,
        };
        int error = waveOutOpen(out _device, Mapper, ref wave, IntPtr.Zero, IntPtr.Zero, 0);
        if (error != NoError)
        {
            throw new PlaybackException($"Windows has no loudspeaker: {Describe(error)}");
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(ReadOnlyMemory<byte> samples, CancellationToken cancellationToken)
    {
        await WaitAsync(() => _held < _mostHeld, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            RequireOpen();
            _buffers.Enqueue(new WaveOutBuffer(_device, samples.ToArray()));
            _held += samples.Length;
        }
    }

    /// <inheritdoc/>
    public Task DrainAsync(CancellationToken cancellationToken) => WaitAsync(() => _held == 0, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            // It gives all buffers back at once.
            _ = waveOutReset(_device);
            while (_buffers.Count > 0)
            {
                _buffers.Dequeue().Free();
            }

            _ = waveOutClose(_device);
        }
    }

    private async Task WaitAsync(Func<bool> isDone, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_lock)
            {
                RequireOpen();
                if (FreeBuffers())
                {
                    start = _time.GetTimestamp();
                }

                if (isDone())
                {
                    return;
                }
            }

            if (_time.GetElapsedTime(start) > PlaybackTimeout.LongestStall)
            {
                throw new PlaybackException(
                    $"Windows has played nothing for {PlaybackTimeout.LongestStall.TotalSeconds} s");
            }

            await _time.DelayAsync(s_poll, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes back what has been played.</summary>
    private bool FreeBuffers()
    {
        bool isAny = false;
        while (_buffers.Count > 0 && _buffers.Peek().IsDone)
        {
            WaveOutBuffer played = _buffers.Dequeue();
            _held -= played.Length;
            played.Free();
            isAny = true;
        }

        return isAny;
    }

    private void RequireOpen()
    {
        if (_isClosed)
        {
            throw new OperationCanceledException();
        }
    }
}
