using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Audio.Mpeg;
using CometSpeech.Core.Audio.Opus;
using CometSpeech.Core.Audio.Wave;

namespace CometSpeech.Core.Audio;

/// <summary>
/// Joins the parts of one format into one file without re-encoding, streaming: memory does not grow with the audio.
/// Use: <see cref="AppendAsync"/> for every part in order, then <see cref="Complete"/> once. Not safe for several
/// threads.
/// </summary>
public abstract class AudioJoiner : IDisposable
{
    private readonly PartReader _reader = new();
    private bool _hasParts;
    private bool _isTruncated;
    private long _sampleCount;
    private long _partStart;

    private protected AudioJoiner(Stream output) => Output = new OutputWriter(output);

    /// <summary>The format of the output.</summary>
    public virtual AudioFormat Format => Scanner.Format;

    /// <summary>
    /// Whether <see cref="AppendSilence"/> works: only for formats whose samples are plain (wav, pcm).
    /// </summary>
    public virtual bool CanAppendSilence => false;

    /// <summary>
    /// Where, in the decoded file, the sound of the part begins that was appended last; silence before it is counted
    /// in. In the output's own samples, not summed up from the parts' durations, which leave out what joining adds.
    /// Zero before the first part.
    /// </summary>
    public TimeSpan PartStart =>
        _hasParts ? AudioProperties.ToDuration(_partStart, Scanner.SampleRate) : TimeSpan.Zero;

    /// <summary>The output, behind a buffer.</summary>
    private protected OutputWriter Output { get; }

    /// <summary>Finds and judges what is to be copied.</summary>
    private protected abstract PartScanner Scanner { get; }

    /// <summary>The token of the part that is being appended.</summary>
    private protected CancellationToken CancellationToken { get; private set; }

    /// <summary>Samples per channel that the file has so far.</summary>
    private protected virtual long SampleCount => _sampleCount;

    /// <summary>Makes the joiner of a format.</summary>
    /// <param name="format">The format of all parts.</param>
    /// <param name="output">
    /// Where the file goes, from the current position on; must write and seek. It is not closed.
    /// </param>
    /// <param name="container">The format of the output: wav or pcm for parts of the other; null for theirs.</param>
    public static AudioJoiner Create(AudioFormat format, Stream output, AudioFormat? container = null) => format switch
    {
        AudioFormat.Mp3 => new Mp3Joiner(output),
        AudioFormat.Opus => new OpusJoiner(output),
        AudioFormat.Aac => new AacJoiner(output),
        AudioFormat.Flac => new FlacJoiner(output),
        AudioFormat.Wav or AudioFormat.Pcm => CreatePlain(format, output, container ?? format),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Copies a part's audio to the end of the output.</summary>
    /// <param name="part">
    /// The part's bytes from their beginning, read to their end by <c>ReadAsync</c>; need not seek. A file that was
    /// opened without asynchronous access is read on the calling thread. Several files glued together count as one
    /// part.
    /// </param>
    /// <param name="name">How messages call the part, as in «part 3».</param>
    /// <param name="cancellationToken">Looked at between buffers.</param>
    /// <returns>The properties of this part alone.</returns>
    /// <exception cref="AudioFormatException">
    /// The part holds no audio of this format, or its configuration differs from the first part's; the message names
    /// both.
    /// </exception>
    public Task<AudioProperties> AppendAsync(
        Stream part, string name, CancellationToken cancellationToken = default) =>
        AppendAsync(part, name, null, cancellationToken);

    /// <inheritdoc cref="AppendAsync(Stream, string, CancellationToken)"/>
    /// <param name="part">The part's bytes from their beginning.</param>
    /// <param name="name">How messages call the part.</param>
    /// <param name="pcm">How its samples lie in case they are raw; null for those of the endpoint.</param>
    /// <param name="cancellationToken">Looked at between buffers.</param>
    public async Task<AudioProperties> AppendAsync(
        Stream part, string name, PcmFormat? pcm, CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        _reader.Open(part, cancellationToken);
        Scanner.Begin(_reader, name, pcm);
        bool isFirst = true;
        while (await Scanner.ReadAsync().ConfigureAwait(false))
        {
            WriteUnit();
            if (isFirst)
            {
                isFirst = false;
                _partStart = FindPartStart(_sampleCount);
            }
        }

        AudioProperties properties = Scanner.EndPart();
        _hasParts = true;
        _isTruncated |= properties.IsTruncated;
        _sampleCount += properties.SampleCount;
        return properties;
    }

    /// <summary>
    /// Writes silence after the parts so far. The first part must have been appended before: it fixes rate and
    /// channels.
    /// </summary>
    /// <param name="duration">Zero or longer; rounded to whole samples.</param>
    /// <exception cref="NotSupportedException"><see cref="CanAppendSilence"/> is false.</exception>
    /// <exception cref="InvalidOperationException">No part has been appended.</exception>
    public void AppendSilence(TimeSpan duration)
    {
        if (!CanAppendSilence)
        {
            throw new NotSupportedException($"Silence cannot be put into {Format} without encoding.");
        }

        RequireParts();
        if (duration < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), "Silence lasts zero or longer.");
        }

        long samples = (long)Math.Round((decimal)duration.Ticks * Scanner.SampleRate / TimeSpan.TicksPerSecond);
        WriteSilence(samples);
        _sampleCount += samples;
    }

    /// <summary>
    /// Writes what is known only at the end (sizes, counts, seek tables). The output is left open, at its end.
    /// </summary>
    /// <returns>The properties of the whole file; warnings about a part stay with it.</returns>
    /// <exception cref="InvalidOperationException">No part has been appended.</exception>
    public AudioProperties Complete()
    {
        RequireParts();
        CompleteFile();
        Output.Flush();
        return new AudioProperties
        {
            Format = Format,
            SampleRate = Scanner.SampleRate,
            Channels = Scanner.Channels,
            SampleCount = SampleCount,
            IsTruncated = _isTruncated,
            Warnings = Warnings,
        };
    }

    /// <summary>Gives the buffers back. A file that was not completed is not whole.</summary>
    public void Dispose()
    {
        _reader.Dispose();
        Output.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a person should know about the file as a whole, once it is complete.</summary>
    private protected virtual IReadOnlyList<string> Warnings => [];

    /// <summary>
    /// Copies the unit that the scanner has just read; before the first one, what a file of this format begins with.
    /// </summary>
    private protected abstract void WriteUnit();

    /// <summary>
    /// The sample of the decoded file with which the sound of a part begins whose first unit has just been written.
    /// </summary>
    /// <param name="samples">The samples of all that was appended before it.</param>
    private protected virtual long FindPartStart(long samples) => samples;

    /// <summary>Writes that many samples of silence.</summary>
    private protected virtual void WriteSilence(long samples) => throw new NotSupportedException();

    /// <summary>Fills in what is known now that all parts are there.</summary>
    private protected abstract void CompleteFile();

    private static AudioJoiner CreatePlain(AudioFormat format, Stream output, AudioFormat container)
    {
        SampleScanner scanner = format == AudioFormat.Wav ? new WavScanner() : new PcmScanner();
        return container == AudioFormat.Wav ? new WavJoiner(output, scanner) : new PcmJoiner(output, scanner);
    }

    private void RequireParts()
    {
        if (!_hasParts)
        {
            throw new InvalidOperationException("No part has been appended.");
        }
    }
}
