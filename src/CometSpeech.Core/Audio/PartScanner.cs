using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio;

/// <summary>
/// Reads a part unit by unit: finds its frames, pages or samples, and judges what is damaged, foreign or missing. What
/// becomes of a unit is the caller's business: a joiner copies it, a probe only counts. One scanner reads all parts of
/// a file in turn and holds each against the first.
/// </summary>
internal abstract class PartScanner
{
    private AudioConfiguration? _configuration;
    private string _firstName = "";
    private int _required;
    private long _passed;

    /// <summary>What one call of <see cref="Scan"/> came to.</summary>
    protected enum Step
    {
        /// <summary>A unit was found.</summary>
        Unit,

        /// <summary>Something was passed over, or is known now: scan again.</summary>
        Continue,

        /// <summary>Nothing can be said before the window holds what <see cref="Lacks"/> was asked for.</summary>
        More,

        /// <summary>The audio is over.</summary>
        End,
    }

    /// <summary>The format that is read.</summary>
    public abstract AudioFormat Format { get; }

    /// <summary>
    /// The bytes of the unit that was read last, where a unit is one stretch of the part; valid until the next read.
    /// </summary>
    public ArraySegment<byte> Unit { get; private set; }

    /// <summary>
    /// Whether the level of each unit is read too; set before <see cref="Begin"/>. Off, it costs nothing.
    /// </summary>
    public bool ReadsLevels { get; init; }

    /// <summary>In hertz; known from the first unit on.</summary>
    protected internal abstract int SampleRate { get; }

    /// <summary>1 or more; known from the first unit on.</summary>
    protected internal abstract int Channels { get; }

    /// <summary>The part, whose window begins with what is to be scanned next.</summary>
    protected PartReader Part { get; private set; } = null!;

    /// <summary>How messages call the part.</summary>
    protected string Name { get; private set; } = "";

    /// <summary>What was told of the part's samples, in case they are raw.</summary>
    protected PcmFormat Pcm { get; private set; } = PcmFormat.Default;

    /// <summary>How raw samples of the part lie, known when it has ended; null where its bytes tell.</summary>
    protected virtual PcmFormat? Samples => null;

    /// <summary>Samples per channel of the part's units so far.</summary>
    protected long SampleCount { get; set; }

    /// <summary>The part breaks off; a unit that was not whole is left out.</summary>
    protected bool IsTruncated { get; set; }

    /// <inheritdoc cref="AudioProperties.IsIncomplete"/>
    protected bool IsIncomplete { get; set; }

    /// <inheritdoc cref="AudioProperties.IsDoubtful"/>
    protected bool IsDoubtful { get; set; }

    /// <inheritdoc cref="AudioProperties.IsSilent"/>
    protected bool IsSilent { get; set; }

    /// <summary>
    /// Where the levels of the part's units go; null when nobody wants them.
    /// </summary>
    protected LevelCurveBuilder? Levels { get; private set; }

    /// <summary>What a person should know about the part.</summary>
    protected List<string> Warnings { get; private set; } = [];

    /// <summary>Makes the scanner of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="readsLevels">Whether the level of each unit is read too.</param>
    public static PartScanner Create(AudioFormat format, bool readsLevels = false) => format switch
    {
        AudioFormat.Mp3 => new Mpeg.Mp3Scanner { ReadsLevels = readsLevels },
        AudioFormat.Opus => new Opus.OpusScanner { ReadsLevels = readsLevels },
        AudioFormat.Aac => new Aac.AacScanner { ReadsLevels = readsLevels },
        AudioFormat.Flac => new Flac.FlacScanner { ReadsLevels = readsLevels },
        AudioFormat.Wav => new Wave.WavScanner { ReadsLevels = readsLevels },
        AudioFormat.Pcm => new Wave.PcmScanner { ReadsLevels = readsLevels },
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Begins with a part.</summary>
    /// <param name="part">The part, opened, nothing of it passed over.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="pcm">How its samples lie in case they are raw; null when nothing was told.</param>
    public void Begin(PartReader part, string name, PcmFormat? pcm)
    {
        Part = part;
        Name = name;
        Pcm = pcm ?? PcmFormat.Default;
        SampleCount = 0;
        IsTruncated = IsIncomplete = IsDoubtful = IsSilent = false;
        Warnings = [];
        Levels = ReadsLevels ? Levels ?? new LevelCurveBuilder() : null;
        Levels?.Clear();
        Unit = default;
        _passed = 0;
        BeginPart();
    }

    /// <summary>
    /// Goes on to the next unit; false when there is none and the part has been read to its last byte.
    /// </summary>
    /// <exception cref="AudioFormatException">
    /// What stands there is not the format, is damaged, or does not fit the parts before.
    /// </exception>
    public ValueTask<bool> ReadAsync()
    {
        Part.Skip(_passed);
        _passed = 0;
        Unit = default;
        Step step = ScanOn();
        return step == Step.Unit ? new(true) : step == Step.End && Part.AtEnd ? new(false) : ReadOnAsync(step);
    }

    /// <summary>Ends the part after its last unit and tells its properties.</summary>
    /// <exception cref="AudioFormatException">The part holds no audio.</exception>
    public AudioProperties EndPart()
    {
        JudgePart();
        if (IsSilent)
        {
            Warnings.Add($"{Name} is nothing but silence.");
        }

        return new()
        {
            Format = Format,
            SampleRate = SampleRate,
            Channels = Channels,
            SampleCount = SampleCount,
            IsTruncated = IsTruncated,
            IsIncomplete = IsIncomplete,
            IsDoubtful = IsDoubtful,
            IsSilent = IsSilent,
            Warnings = Warnings,
            Pcm = Samples,
            Configuration = _configuration,
            Levels = Levels is { Count: > 0 } levels ? ToCurve(levels) : null,
        };
    }

    /// <summary>
    /// Looks at what the window begins with. Called again until there is a unit, so a call need do one thing only.
    /// </summary>
    protected abstract Step Scan();

    /// <summary>Forgets what belonged to the part before.</summary>
    protected abstract void BeginPart();

    /// <summary>Says what is to be said at a part's end: throws when there was no audio, adds warnings.</summary>
    protected abstract void JudgePart();

    /// <summary>The curve of the part's levels, which the format gives their place in time.</summary>
    /// <param name="levels">What the part's units came to; never empty.</param>
    protected virtual LevelCurve? ToCurve(LevelCurveBuilder levels) => null;

    /// <summary>Holds what begins now against what the first part began with.</summary>
    /// <param name="configuration">What must be the same in all parts.</param>
    /// <param name="isFirst">Whether nothing came before, or nothing that is kept.</param>
    /// <exception cref="AudioFormatException">It differs.</exception>
    protected void Require(AudioConfiguration configuration, bool isFirst)
    {
        if (isFirst)
        {
            _configuration = configuration;
            _firstName = Name;
        }
        else if (!_configuration!.Agrees(configuration))
        {
            throw AudioFormatException.Different(
                Name, configuration.ToString(), _firstName, _configuration.ToString());
        }
    }

    /// <summary>
    /// Whether the window must hold that many bytes before it can be scanned; then <see cref="Step.More"/> is to be
    /// returned. False when they are there, and when the part ends before.
    /// </summary>
    protected bool Lacks(int count)
    {
        _required = count;
        return Part.Available < count && !Part.AtEnd;
    }

    /// <summary>The window begins with a unit of that many bytes.</summary>
    /// <param name="length">The unit's bytes.</param>
    /// <param name="passed">The bytes that the next read passes over, which may be more.</param>
    protected Step Found(int length, long passed)
    {
        Unit = new ArraySegment<byte>(Part.Buffer, Part.Start, length);
        _passed = passed;
        return Step.Unit;
    }

    /// <inheritdoc cref="Found(int, long)"/>
    protected Step Found(int length) => Found(length, length);

    private Step ScanOn()
    {
        Step step;
        do
        {
            step = Scan();
        }
        while (step == Step.Continue);
        return step;
    }

    private async ValueTask<bool> ReadOnAsync(Step step)
    {
        while (step == Step.More)
        {
            await Part.RequireAsync(_required).ConfigureAwait(false);
            step = ScanOn();
        }

        // Whoever saves the part while it is scanned gets the bytes behind the audio as well.
        while (step == Step.End && !Part.AtEnd)
        {
            Part.Skip(Part.Available);
            await Part.RequireAsync(1).ConfigureAwait(false);
        }

        return step == Step.Unit;
    }
}
