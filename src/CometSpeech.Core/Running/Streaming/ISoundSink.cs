using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Running.Streaming;

/// <summary>
/// Takes the sound of a target while the rest is still being fetched: each part once, in order, as soon as it and all
/// before it are whole. Calls come from any thread, never two at once; the next one waits for the last one's end, so
/// that a slow sink holds no more than it took.
/// </summary>
public interface ISoundSink
{
    /// <summary>
    /// The container in which the bytes come; null for the one of the format that the service sends.
    /// <see cref="AudioContainer.Pcm"/> asks for bare samples, which wav, pcm and FLAC can give: 16 bits with a sign,
    /// little-endian, channels in turn.
    /// </summary>
    AudioContainer? Container { get; }

    /// <summary>Takes what goes on the stream with a part: the pause before it and its own sound.</summary>
    /// <param name="bytes">The bytes, which follow those of the part before; valid until the call ends.</param>
    /// <param name="part">The part's own properties; rate and channels are those of all parts.</param>
    /// <param name="cancellationToken">Is cancelled when the run is stopped.</param>
    Task WriteAsync(ReadOnlyMemory<byte> bytes, AudioProperties part, CancellationToken cancellationToken);

    /// <summary>
    /// Takes what is left after the last part, perhaps nothing, and returns when the sink is done with all of it: a
    /// player, when the last sample was heard. Not called when the target fails.
    /// </summary>
    Task CompleteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
