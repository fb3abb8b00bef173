namespace CometSpeech.Core.Playback;

/// <summary>
/// Knows how much of a sound has been heard: what was handed over is heard without a break, as the time goes, and what
/// comes later begins at once. The device's own delay, some tenths of a second, is not in it. For any thread.
/// </summary>
internal sealed class PlaybackClock(TimeProvider time)
{
    private readonly object _lock = new();
    private readonly long _start = time.GetTimestamp();

    // When all that was handed over will have been heard, and when the last sound of it.
    private TimeSpan _end;
    private TimeSpan _soundEnd;
    private TimeSpan _sound;

    /// <summary>How long what was handed over will still be heard.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                return Until(_end);
            }
        }
    }

    /// <summary>How much of the sound has been heard, silence that was put in left out.</summary>
    public TimeSpan Heard
    {
        get
        {
            lock (_lock)
            {
                TimeSpan left = Until(_soundEnd);
                return left < _sound ? _sound - left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Sound was handed over.</summary>
    public void AddSound(TimeSpan duration)
    {
        lock (_lock)
        {
            _sound += duration;
            _soundEnd = Extend(duration);
        }
    }

    /// <summary>Silence was, which does not belong to the sound.</summary>
    public void AddSilence(TimeSpan duration)
    {
        lock (_lock)
        {
            Extend(duration);
        }
    }

    private TimeSpan Extend(TimeSpan duration) => _end = time.GetElapsedTime(_start) + Until(_end) + duration;

    private TimeSpan Until(TimeSpan end)
    {
        TimeSpan left = end - time.GetElapsedTime(_start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
