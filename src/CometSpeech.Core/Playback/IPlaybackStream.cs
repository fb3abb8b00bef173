namespace CometSpeech.Core.Playback;

/// <summary>
/// A sound that is being played, of samples of 16 bits, little-endian, channels interleaved. One call at a time.
/// Disposed it is silent at once, and nothing of it is left, whatever was still to be heard.
/// </summary>
internal interface IPlaybackStream : IDisposable
{
    /// <summary>
    /// Takes samples, whole ones, and waits while it holds enough of them: two seconds at most, so that whoever feeds
    /// it holds no more.
    /// </summary>
    /// <exception cref="PlaybackException">It plays no more; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it is to be disposed.</exception>
    Task WriteAsync(ReadOnlyMemory<byte> samples, CancellationToken cancellationToken);

    /// <summary>Returns when the last sample was heard; nothing can be written after it.</summary>
    /// <exception cref="PlaybackException">It broke off before.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; it is to be disposed.</exception>
    Task DrainAsync(CancellationToken cancellationToken);
}
