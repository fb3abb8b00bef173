using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Audio.Mpeg;
using CometSpeech.Core.Audio.Opus;
using CometSpeech.Core.Audio.Wave;

namespace CometSpeech.Core.Audio;

/// <summary>
/// Joins the parts of one format into one file without re-encoding, streaming: memory does not grow with the audio.
/// Use: <see cref="Append"/> for every part in order, then <see cref="Complete"/> once. Not safe for several threads.
/// </summary>
public abstract class AudioJoiner
{
    /// <summary>Makes the joiner of a format.</summary>
    /// <param name="format">The format of all parts and of the output.</param>
    /// <param name="output">Where the file goes, from the current position on; must write and seek. It is not closed.</param>
    public static AudioJoiner Create(AudioFormat format, Stream output) => format switch
    {
        AudioFormat.Mp3 => new Mp3Joiner(output),
        AudioFormat.Opus => new OpusJoiner(output),
        AudioFormat.Aac => new AacJoiner(output),
        AudioFormat.Flac => new FlacJoiner(output),
        AudioFormat.Wav => new WavJoiner(output),
        AudioFormat.Pcm => new PcmJoiner(output),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>The format of all parts and of the output.</summary>
    public abstract AudioFormat Format { get; }

    /// <summary>Whether <see cref="AppendSilence"/> works: only for formats whose samples are plain (wav, pcm).</summary>
    public virtual bool CanAppendSilence => false;

    /// <summary>Copies a part's audio to the end of the output.</summary>
    /// <param name="part">The part's bytes from their beginning; need not seek. Several files glued together count as one part.</param>
    /// <param name="name">How messages call the part, as in «part 3».</param>
    /// <param name="cancellationToken">Looked at between buffers.</param>
    /// <returns>The properties of this part alone.</returns>
    /// <exception cref="AudioFormatException">The part holds no audio of this format, or its configuration differs from the first part's; the message names both.</exception>
    public abstract AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default);

    /// <summary>Writes silence after the parts so far. The first part must have been appended before: it fixes rate and channels.</summary>
    /// <exception cref="NotSupportedException"><see cref="CanAppendSilence"/> is false.</exception>
    public virtual void AppendSilence(TimeSpan duration) =>
        throw new NotSupportedException($"Silence cannot be put into {Format} without encoding.");

    /// <summary>Writes what is known only at the end (sizes, counts, seek tables). The output is left open, at its end.</summary>
    /// <returns>The properties of the whole file. Warnings stay with the parts they are about.</returns>
    /// <exception cref="InvalidOperationException">No part has been appended.</exception>
    public abstract AudioProperties Complete();
}
