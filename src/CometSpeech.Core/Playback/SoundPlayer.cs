using CometSpeech.Core.Audio;
using CometSpeech.Core.Running;

namespace CometSpeech.Core.Playback;

/// <summary>
/// The machine's loudspeaker, for the targets of one command: they are heard one after the other, in the order in which
/// their sinks were made. Dispose it however the command ends: it is silent at once, and no player stays behind.
/// </summary>
public sealed class SoundPlayer : IDisposable
{
    private readonly object _lock = new();
    private readonly IPlaybackDevice _device;
    private readonly TimeProvider _time;
    private readonly IRunLog _log;
    private readonly HashSet<IPlaybackStream> _open = [];
    private IPlaybackStream? _ready;
    private Task _last = Task.CompletedTask;
    private bool _isDisposed;

    internal SoundPlayer(IPlaybackDevice device, TimeProvider time, IRunLog log)
    {
        _device = device;
        _time = time;
        _log = log;
        // Players take up to half a second to start: they do it while the first sentence is being fetched.
        _ready = Open(PcmFormat.Default);
    }

    /// <summary>Finds what plays sound on this machine: it plays a moment of silence.</summary>
    /// <param name="log">Receives what was tried.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="PlaybackException">Nothing does; the message says why.</exception>
    public static async Task<SoundPlayer> FindAsync(IRunLog log, CancellationToken cancellationToken)
    {
        IPlaybackDevice device = await PlaybackSearch
            .FindAsync(PlaybackDevices.OfThisMachine(), TimeProvider.System, log.Verbose, cancellationToken)
            .ConfigureAwait(false);
        return new SoundPlayer(device, TimeProvider.System, log);
    }

    /// <summary>What takes the sound of the next target.</summary>
    public PlaybackSink CreateSink()
    {
        var sink = new PlaybackSink(this, _last);
        _last = sink.End;
        return sink;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IPlaybackStream[] open;
        lock (_lock)
        {
            _isDisposed = true;
            open = [.. _open];
            _open.Clear();
        }

        foreach (IPlaybackStream stream in open)
        {
            stream.Dispose();
        }
    }

    /// <summary>Begins a sound.</summary>
    /// <exception cref="PlaybackException">It cannot be played.</exception>
    internal SteadyStream Begin(PcmFormat format)
    {
        IPlaybackStream? ready = Interlocked.Exchange(ref _ready, null);
        if (ready is not null && format != PcmFormat.Default)
        {
            Close(ready);
            ready = null;
        }

        ready ??= Open(format);
        return new SteadyStream(ready, format, _time, _log.Verbose, () => Close(ready));
    }

    private IPlaybackStream Open(PcmFormat format)
    {
        IPlaybackStream stream = _device.Open(format);
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _open.Add(stream);
                return stream;
            }
        }

        stream.Dispose();
        throw new OperationCanceledException();
    }

    private void Close(IPlaybackStream stream)
    {
        lock (_lock)
        {
            if (!_open.Remove(stream))
            {
                return;
            }
        }

        stream.Dispose();
    }
}
