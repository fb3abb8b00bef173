using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// Reads MP3 frames. Info frames go: with a part's own one a player takes that part's length for the file's.
/// </summary>
internal sealed class Mp3Scanner : FrameScanner
{
    // Some encoders count the info frame in.
    private const int MostMiscounted = 1;

    // So many fewer may be miscounted, or silence that a server has cut off behind its encoder: a quarter of a second,
    // less than a word, and of longer answers a tenth, twice what a silent end of two seconds is of a usual request.
    private const int MostDoubtful = 10;
    private const int DoubtfulShare = 10;

    // LAME's, unless it is told otherwise (LAME technical FAQ); those of others differ by less than a frame.
    private const int UsualEncoderDelay = 576;

    private long _framesSinceTag;
    private long _framesTold;
    private int? _delay;
    private Mp3LevelMeter? _meter;

    public override AudioFormat Format => AudioFormat.Mp3;

    /// <summary>A decoder's own delay: of the synthesis filter bank and the overlap (LAME technical FAQ).</summary>
    public static int DecoderDelay => 529;

    /// <summary>
    /// The samples that the part's encoder and a decoder put before its sound; known from its first unit on.
    /// </summary>
    public int Delay => _delay ?? UsualEncoderDelay + DecoderDelay;

    /// <summary>What the encoder told of the frames read last; null when it told nothing.</summary>
    public Mp3EncoderTag? EncoderTag { get; private set; }

    /// <summary>Whether all frames that <see cref="EncoderTag"/> tells of have been read, and no others.</summary>
    public bool HasToldFrames => EncoderTag is not null && EncoderTag.Frames == _framesSinceTag;

    protected override int MaxFrameLength => Mp3FrameHeader.MaxFrameLength;

    protected override bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame) =>
        Mp3FrameHeader.TryRead(at, out frame);

    protected override bool IsDescription(ReadOnlySpan<byte> frame) => Mp3InfoFrame.IsInfo(frame);

    protected override void ReadDescription(ReadOnlySpan<byte> frame)
    {
        JudgeCount();
        EncoderTag = Mp3InfoFrame.ReadEncoderTag(frame);
        _framesTold = Mp3InfoFrame.ReadFrameCount(frame);
        _framesSinceTag = 0;
    }

    protected override void CountFrames(int count)
    {
        _delay ??= (EncoderTag?.Delay ?? UsualEncoderDelay) + DecoderDelay;
        _framesSinceTag += count;
    }

    protected override void ReadLevels(ReadOnlySpan<byte> frame, LevelCurveBuilder levels)
    {
        _meter ??= new Mp3LevelMeter(SampleRate, Channels, levels);
        _meter.Add(frame);
    }

    protected override LevelCurve? ToCurve(LevelCurveBuilder levels) => _meter?.ToCurve(Delay);

    protected override void BeginPart()
    {
        base.BeginPart();
        EncoderTag = null;
        _delay = null;
        _meter = null;
        _framesSinceTag = 0;
        _framesTold = 0;
    }

    protected override void JudgePart()
    {
        base.JudgePart();
        JudgeCount();
    }

    // Fewer told than came is no fault: a server that glues files together leaves the first one's count.
    private void JudgeCount()
    {
        long missing = _framesTold - _framesSinceTag;
        bool isCut = missing > Math.Max(MostDoubtful, _framesTold / DoubtfulShare);
        if (missing <= MostMiscounted || IsIncomplete || (!isCut && (IsTruncated || IsDoubtful)))
        {
            return;
        }

        IsIncomplete = isCut;
        IsDoubtful |= !isCut;
        Warnings.Add(
            $"{Name} has {_framesSinceTag} frames of sound, and a header that tells of {_framesTold}: "
                + (isCut ? "its end is missing." : "its end may be missing."));
    }
}
