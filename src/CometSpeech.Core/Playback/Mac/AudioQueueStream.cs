using System.Runtime.InteropServices;
using CometSpeech.Core.Audio;
using static CometSpeech.Core.Playback.Mac.AudioQueueNative;

namespace CometSpeech.Core.Playback.Mac;

/// <summary>Plays by an audio queue. It calls back on a thread of its own, which only counts.</summary>
internal sealed class AudioQueueStream : IPlaybackStream
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    private static readonly int s_dataOffset = (int)Marshal.OffsetOf<QueueBuffer>(nameof(QueueBuffer.Data));
    private static readonly int s_sizeOffset = (int)Marshal.OffsetOf<QueueBuffer>(nameof(QueueBuffer.Size));

    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly double _mostHeld;
    // The queue knows its address only: it must not be collected.
    private readonly OutputCallback _callback;
    private readonly IntPtr _queue;
    private long _held;
    private bool _isStarted;
    private bool _isClosed;

    /// <exception cref="PlaybackException">The queue cannot be made.</exception>
    public AudioQueueStream(PcmFormat format, TimeProvider time)
    {
        _time = time;
        _mostHeld = PlaybackDevices.MostHeld * format.SampleRate * format.BlockAlign;
        _callback = GiveBack;
        var description = new StreamDescription
        {
            SampleRate = format.SampleRate,
            FormatId = LinearPcm,
            FormatFlags = SignedPacked,
            BytesPerPacket = (uint)format.BlockAlign,
            FramesPerPacket = 1,
            BytesPerFrame = (uint)format.BlockAlign,
            ChannelsPerFrame = (uint)format.Channels,
            BitsPerChannel = 16,
        };
        // Without a run loop: it calls back on a thread of its own.
        Require(
            "makes no audio queue",
            AudioQueueNewOutput(ref description, _callback, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, 0, out _queue));
    }

    /// <inheritdoc/>
    public async Task WriteAsync(ReadOnlyMemory<byte> samples, CancellationToken cancellationToken)
    {
        await WaitAsync(() => Interlocked.Read(ref _held) < _mostHeld, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            RequireOpen();
            byte[] bytes = samples.ToArray();
            Require("takes no sound", AudioQueueAllocateBuffer(_queue, (uint)bytes.Length, out IntPtr buffer));
            Marshal.Copy(bytes, 0, Marshal.ReadIntPtr(buffer, s_dataOffset), bytes.Length);
            Marshal.WriteInt32(buffer, s_sizeOffset, bytes.Length);
            Interlocked.Add(ref _held, bytes.Length);
            Require("takes no sound", AudioQueueEnqueueBuffer(_queue, buffer, 0, IntPtr.Zero));
            if (!_isStarted)
            {
                Require("has no loudspeaker", AudioQueueStart(_queue, IntPtr.Zero));
                _isStarted = true;
            }
        }
    }

    /// <inheritdoc/>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            RequireOpen();
            if (!_isStarted)
            {
                return;
            }

            // Not at once: when it has played what it holds.
            Require("does not end", AudioQueueStop(_queue, isImmediate: false));
        }

        await WaitAsync(() => !IsPlaying(), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                // Its buffers go with it, and it calls back no more.
                _ = AudioQueueDispose(_queue, isImmediate: true);
            }
        }
    }

    private bool IsPlaying()
    {
        uint size = sizeof(uint);
        return AudioQueueGetProperty(_queue, IsRunning, out uint running, ref size) == NoError && running != 0;
    }

    private async Task WaitAsync(Func<bool> isDone, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        long held = Interlocked.Read(ref _held);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_lock)
            {
                RequireOpen();
                if (isDone())
                {
                    return;
                }
            }

            if (Interlocked.Read(ref _held) is long now && now != held)
            {
                held = now;
                start = _time.GetTimestamp();
            }

            if (_time.GetElapsedTime(start) > PlaybackTimeout.LongestStall)
            {
                throw new PlaybackException(
                    $"macOS has played nothing for {PlaybackTimeout.LongestStall.TotalSeconds} s");
            }

            await _time.DelayAsync(s_poll, cancellationToken).ConfigureAwait(false);
        }
    }

    // On the queue's thread, which may hold a lock of the queue: nothing waits here.
    private void GiveBack(IntPtr userData, IntPtr queue, IntPtr buffer)
    {
        Interlocked.Add(ref _held, -Marshal.ReadInt32(buffer, s_sizeOffset));
        _ = AudioQueueFreeBuffer(queue, buffer);
    }

    private void RequireOpen()
    {
        if (_isClosed)
        {
            throw new OperationCanceledException();
        }
    }

    private static void Require(string failed, int status)
    {
        if (status != NoError)
        {
            throw new PlaybackException(FormattableString.Invariant($"macOS {failed} (AudioToolbox error {status})"));
        }
    }
}
