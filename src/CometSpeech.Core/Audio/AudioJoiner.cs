using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Flac;
using CometSpeech.Core.Audio.Mp4;
using CometSpeech.Core.Audio.Mpeg;
using CometSpeech.Core.Audio.Opus;
using CometSpeech.Core.Audio.Tags;
using CometSpeech.Core.Audio.Wave;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Audio;

/// <summary>
/// Joins the parts of one format into one file without re-encoding, streaming: memory does not grow with the audio.
/// Use: <see cref="AppendAsync(Stream, JoinedPart, CancellationToken)"/> for every part in order, then
/// <see cref="Complete"/> once. Not safe for several threads.
/// <para>
/// An output that cannot seek gets a stream, which a player may begin before the rest is there: sizes, counts and
/// chapters stay untold, and all of a part goes out with it, but for the last packet of Opus, which may turn out to be
/// the stream's end.
/// </para>
/// </summary>
public abstract class AudioJoiner : IDisposable
{
    private readonly PartReader _reader = new();
    private readonly SilenceRounding _rounding = new();
    private bool _hasParts;
    private bool _isTruncated;
    private long _sampleCount;
    private long _partStart;
    private long _partOrigin;

    private protected AudioJoiner(Stream output, JoinOptions options)
    {
        Output = new OutputWriter(output);
        Options = options;
    }

    /// <summary>The format of the output.</summary>
    public virtual AudioFormat Format => Scanner.Format;

    /// <summary>
    /// Whether <see cref="AppendSilence"/> works after the parts so far; false for kinds of coding in which silence
    /// cannot be written without encoding, as HE-AAC.
    /// </summary>
    public virtual bool CanAppendSilence => false;

    /// <summary>
    /// Where, in the decoded file, the sound of the part begins that was appended last; silence before it is counted
    /// in. In the output's own samples, not summed up from the parts' durations, which leave out what joining adds.
    /// Zero before the first part.
    /// </summary>
    public TimeSpan PartStart =>
        _hasParts ? AudioProperties.ToDuration(_partStart, Scanner.SampleRate) : TimeSpan.Zero;

    /// <summary>
    /// Where, in the decoded file, the first sample of that part's sound would be if nothing had been left out at its
    /// beginning: a time inside the part is counted from here. Else the same as <see cref="PartStart"/>.
    /// </summary>
    public TimeSpan PartOrigin =>
        _hasParts ? AudioProperties.ToDuration(_partOrigin, Scanner.SampleRate) : TimeSpan.Zero;

    /// <summary>
    /// How long a player plays the parts and the silence so far, in the output's own samples. The sound of the last
    /// part may end a little later, in the frames that follow.
    /// </summary>
    public TimeSpan Length => _hasParts ? AudioProperties.ToDuration(SampleCount, Scanner.SampleRate) : TimeSpan.Zero;

    /// <summary>
    /// What <see cref="PartOrigin"/> will be of a part like the last one, if it is appended now.
    /// </summary>
    public TimeSpan NextPartOrigin =>
        _hasParts ? AudioProperties.ToDuration(FindNextStart(_sampleCount), Scanner.SampleRate) : TimeSpan.Zero;

    /// <summary>How the samples of the output lie, known from the first part on; null where they are coded.</summary>
    internal virtual WaveFormat? SampleFormat => null;

    /// <summary>The output, behind a buffer.</summary>
    private protected OutputWriter Output { get; }

    /// <summary>What the file is to be besides its parts.</summary>
    private protected JoinOptions Options { get; }

    /// <summary>Where each of the chapters begins, known when the file is completed; empty before.</summary>
    private protected IReadOnlyList<TimeSpan> ChapterStarts { get; private set; } = [];

    /// <summary>The chapters as tags tell them; their times are zero before the file is completed.</summary>
    private protected IReadOnlyList<ChapterMark> ChapterMarks =>
        ChapterMark.Create(Options.Chapters, ChapterStarts, Length);

    /// <summary>What is being appended.</summary>
    private protected JoinedPart Part { get; private set; } = new("");

    /// <summary>
    /// Samples of the part that were left out at its beginning; a joiner adds to it where it leaves out some.
    /// </summary>
    private protected long LeftOutBefore { get; set; }

    /// <summary>Samples of the part that were left out at its end.</summary>
    private protected long LeftOutAfter { get; set; }

    /// <summary>Silence comes in whole multiples of so many samples.</summary>
    private protected virtual int SilenceStep => 1;

    /// <summary>Finds and judges what is to be copied.</summary>
    private protected abstract PartScanner Scanner { get; }

    /// <summary>The token of the part that is being appended.</summary>
    private protected CancellationToken CancellationToken { get; private set; }

    /// <summary>Samples per channel that the file has so far.</summary>
    private protected virtual long SampleCount => _sampleCount;

    /// <summary>Makes the joiner of a format.</summary>
    /// <param name="format">The format of all parts.</param>
    /// <param name="output">
    /// Where the file goes, from the current position on; one that cannot seek gets a stream. It is not closed.
    /// </param>
    /// <param name="options">What the file is to be besides its parts; null for nothing.</param>
    /// <exception cref="ArgumentException">
    /// The container cannot hold the parts, or is none that can be streamed, or has no chapters because it is.
    /// </exception>
    public static AudioJoiner Create(AudioFormat format, Stream output, JoinOptions? options = null)
    {
        options ??= JoinOptions.None;
        AudioContainer container = options.Container ?? AudioContainers.Of(format);
        if (!output.CanSeek && (container is AudioContainer.M4a or AudioContainer.M4b || options.Chapters.Count > 0))
        {
            throw new ArgumentException("What is told at a file's end has no place in a stream.", nameof(options));
        }

        return !AudioContainers.CanHold(container, format)
            ? throw new ArgumentException($"{container} cannot hold {format}.", nameof(options))
            : container switch
            {
                AudioContainer.Mp3 => new Mp3Joiner(output, options),
                AudioContainer.Ogg => new OpusJoiner(output, options),
                AudioContainer.Adts => new AacJoiner(output, options),
                AudioContainer.M4a or AudioContainer.M4b => new Mp4Joiner(output, options),
                AudioContainer.Flac => new FlacJoiner(output, options),
                AudioContainer.Pcm when format == AudioFormat.Flac => new FlacSampleJoiner(output, options),
                AudioContainer.Wav => new WavJoiner(output, CreatePlain(format), options),
                _ => new PcmJoiner(output, CreatePlain(format), options),
            };
    }

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
        AppendAsync(part, new JoinedPart(name), cancellationToken);

    /// <inheritdoc cref="AppendAsync(Stream, string, CancellationToken)"/>
    /// <param name="part">The part's bytes from their beginning.</param>
    /// <param name="told">What is known of it, and how much of it may be left out.</param>
    /// <param name="cancellationToken">Looked at between buffers.</param>
    public async Task<AudioProperties> AppendAsync(
        Stream part, JoinedPart told, CancellationToken cancellationToken)
    {
        CancellationToken = cancellationToken;
        Part = told;
        LeftOutBefore = LeftOutAfter = 0;
        _reader.Open(part, cancellationToken);
        Scanner.Begin(_reader, told.Name, told.Audio?.Pcm);
        bool isFirst = true;
        while (await Scanner.ReadAsync().ConfigureAwait(false))
        {
            WriteUnit();
            if (isFirst && HasPartBegun)
            {
                isFirst = false;
                _partStart = FindPartStart(_sampleCount);
            }
        }

        AudioProperties properties = Scanner.EndPart();
        _hasParts = true;
        _isTruncated |= properties.IsTruncated;
        _sampleCount += properties.SampleCount - LeftOutBefore - LeftOutAfter;
        _partOrigin = _partStart - LeftOutBefore;
        if (Output.IsStream)
        {
            ReleasePart();
            Output.Flush();
        }

        return properties;
    }

    /// <summary>
    /// Writes silence after the parts so far. The first part must have been appended before: it fixes rate and
    /// channels.
    /// </summary>
    /// <param name="duration">
    /// Zero or longer; rounded to the nearest whole step of the format. What rounding leaves over adds up to a step at
    /// most: a silence before it would be more is a step longer or shorter.
    /// </param>
    /// <exception cref="NotSupportedException"><see cref="CanAppendSilence"/> is false.</exception>
    /// <exception cref="InvalidOperationException">No part has been appended.</exception>
    public void AppendSilence(TimeSpan duration)
    {
        if (!CanAppendSilence)
        {
            throw new NotSupportedException($"Silence cannot be put into this {Format} without encoding.");
        }

        RequireParts();
        if (duration < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), "Silence lasts zero or longer.");
        }

        decimal exact = (decimal)duration.Ticks * Scanner.SampleRate / TimeSpan.TicksPerSecond;
        long samples = _rounding.Round(exact, SilenceStep);
        if (samples > 0)
        {
            WriteSilence(samples);
            _sampleCount += samples;
        }
    }

    /// <summary>
    /// Writes what is known only at the end (sizes, counts, seek tables). The output is left open, at its end.
    /// </summary>
    /// <param name="chapterStarts">
    /// Where each of <see cref="JoinOptions.Chapters"/> begins, ascending, the first one at zero; null for no chapters.
    /// </param>
    /// <returns>The properties of the whole file; warnings about a part stay with it.</returns>
    /// <exception cref="InvalidOperationException">No part has been appended.</exception>
    /// <exception cref="ArgumentException">There are not as many starts as chapters.</exception>
    public AudioProperties Complete(IReadOnlyList<TimeSpan>? chapterStarts = null)
    {
        RequireParts();
        ChapterStarts = chapterStarts ?? [];
        if (ChapterStarts.Count != Options.Chapters.Count)
        {
            throw new ArgumentException("Each chapter begins somewhere.", nameof(chapterStarts));
        }

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

    /// <summary>Whether anything of the part that is being appended has been written.</summary>
    private protected virtual bool HasPartBegun => true;

    /// <summary>
    /// Copies the unit that the scanner has just read; before the first one, what a file of this format begins with.
    /// </summary>
    private protected abstract void WriteUnit();

    /// <summary>
    /// The sample of the decoded file with which the sound of a part begins whose first unit has just been written.
    /// </summary>
    /// <param name="samples">The samples of all that was appended before it.</param>
    private protected virtual long FindPartStart(long samples) => samples;

    /// <summary>What <see cref="FindPartStart"/> will find for a part that comes next.</summary>
    /// <param name="samples">The samples of all that was appended so far.</param>
    private protected virtual long FindNextStart(long samples) => FindPartStart(samples);

    /// <summary>Writes that many samples of silence.</summary>
    private protected virtual void WriteSilence(long samples) => throw new NotSupportedException();

    /// <summary>In a stream, writes what of the part waits for what comes next, as far as it need not.</summary>
    private protected virtual void ReleasePart()
    {
    }

    /// <summary>Fills in what is known now that all parts are there, or ends the stream.</summary>
    private protected abstract void CompleteFile();

    private static SampleScanner CreatePlain(AudioFormat format) =>
        format == AudioFormat.Wav ? new WavScanner() : new PcmScanner();

    private void RequireParts()
    {
        if (!_hasParts)
        {
            throw new InvalidOperationException("No part has been appended.");
        }
    }
}
