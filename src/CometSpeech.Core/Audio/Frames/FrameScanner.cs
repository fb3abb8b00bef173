using CometSpeech.Core.Audio.Aac;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Frames;

/// <summary>
/// Reads streams of frames that carry their own length: MP3 and ADTS. A unit is a run of whole frames of one
/// configuration. Passes over tags and over bytes that are no frame, wherever they stand, and leaves out a frame that
/// is not whole.
/// </summary>
internal abstract class FrameScanner : PartScanner
{
    // That of ADTS; MPEG's has 4 bytes.
    private const int MaxHeaderLength = AdtsFrameHeader.Length;

    private FrameInfo? _first;
    private bool _isBoundary;
    private long _foreignBytes;
    private bool _isBreak;

    private enum Verdict
    {
        NoFrame,
        Frame,
        FrameBrokenOff,
        OtherConfiguration,
    }

    protected internal sealed override int SampleRate => _first!.Value.SampleRate;

    protected internal sealed override int Channels => _first!.Value.Channels;

    /// <summary>
    /// Whether the unit read last does not continue the one before: the part begins with it, or something other than a
    /// tag was left out between them.
    /// </summary>
    public bool FollowsBreak { get; private set; }

    /// <summary>The samples per channel of the part's frames before the unit that was read last.</summary>
    public long FirstSample { get; private set; }

    /// <summary>The last frame of the unit that was read last; valid until the next read.</summary>
    public ArraySegment<byte> LastFrame { get; private set; }

    /// <summary>The samples per channel of a frame; known from the first unit on.</summary>
    public int FrameSamples => _first!.Value.Samples;

    /// <summary>The most bytes of a frame.</summary>
    protected abstract int MaxFrameLength { get; }

    // A frame is believed when up to two more headers stand where it says.
    private int Evidence => (3 * MaxFrameLength) + TagSize.HeaderLength;

    // Every position inside the next frame can be judged.
    private int LookAhead => MaxFrameLength + Evidence;

    /// <summary>Reads the header of a frame.</summary>
    protected abstract bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame);

    /// <summary>
    /// Whether a frame tells about the audio instead of being some. It is left out, and stands in no unit.
    /// </summary>
    protected virtual bool IsDescription(ReadOnlySpan<byte> frame) => false;

    /// <summary>Takes notice of such a frame.</summary>
    protected virtual void ReadDescription(ReadOnlySpan<byte> frame)
    {
    }

    /// <summary>Takes notice of audio frames, which the next unit holds.</summary>
    protected virtual void CountFrames(int count)
    {
    }

    /// <summary>Reads the levels of an audio frame.</summary>
    protected abstract void ReadLevels(ReadOnlySpan<byte> frame, LevelCurveBuilder levels);

    protected override void BeginPart()
    {
        _isBoundary = true;
        _isBreak = true;
        _foreignBytes = 0;
    }

    protected sealed override Step Scan()
    {
        ReadOnlySpan<byte> window = Part.Bytes;
        int length = 0;
        int lastLength = 0;
        int frames = 0;
        long firstSample = SampleCount;
        while (window.Length - length >= LookAhead || Part.AtEnd)
        {
            ReadOnlySpan<byte> rest = window.Slice(length);
            if (rest.IsEmpty
                || TagSize.At(rest, _isBoundary) > 0
                || Examine(rest, out FrameInfo frame) != Verdict.Frame)
            {
                break;
            }

            if (_first is null)
            {
                _first = frame;
                Require(ConfigurationOf(frame), isFirst: true);
            }

            if (IsDescription(rest.Slice(0, frame.Length)))
            {
                break;
            }

            if (Levels is not null)
            {
                ReadLevels(rest.Slice(0, frame.Length), Levels);
            }

            lastLength = frame.Length;
            length += lastLength;
            SampleCount += frame.Samples;
            frames++;
            _isBoundary = true;
        }

        if (length == 0)
        {
            return Lacks(LookAhead) ? Step.More : ScanOther(window);
        }

        FollowsBreak = _isBreak;
        _isBreak = false;
        FirstSample = firstSample;
        LastFrame = new ArraySegment<byte>(Part.Buffer, Part.Start + length - lastLength, lastLength);
        CountFrames(frames);
        return Found(length);
    }

    protected override void JudgePart()
    {
        if (SampleCount == 0)
        {
            throw AudioFormatException.Empty(Name, $"{Name} holds no whole {AudioFormats.GetName(Format)} frame.");
        }

        if (_foreignBytes > 0)
        {
            Warnings.Add($"{Name} has {_foreignBytes} byte(s) that are no audio; they were left out.");
        }

        if (IsTruncated)
        {
            Warnings.Add($"{Name} is cut short; a frame that was not whole was left out.");
        }
    }

    /// <summary>Passes over what the window begins with when that is no audio frame.</summary>
    private Step ScanOther(ReadOnlySpan<byte> window)
    {
        if (window.IsEmpty)
        {
            // Only a tag is passed over beyond the window.
            IsTruncated |= Part.Owed > 0;
            return Step.End;
        }

        long tag = TagSize.At(window, _isBoundary);
        if (tag > 0)
        {
            Part.Skip(tag);
            return Step.Continue;
        }

        _isBreak = true;
        int passed;
        switch (Examine(window, out FrameInfo frame))
        {
            case Verdict.Frame:
                ReadDescription(window.Slice(0, frame.Length));
                passed = frame.Length;
                _isBoundary = true;
                break;
            case Verdict.FrameBrokenOff:
                IsTruncated = true;
                IsIncomplete |= Part.AtEnd && frame.Length > window.Length;
                passed = FindStart(window, 1, window.Length);
                _isBoundary = false;
                break;
            case Verdict.OtherConfiguration:
                Require(ConfigurationOf(frame), isFirst: false);
                return Step.Continue;
            default:
                passed = FindStart(window, 1, window.Length);
                _foreignBytes += passed;
                _isBoundary = false;
                break;
        }

        Part.Advance(passed);
        return Step.Continue;
    }

    private AudioConfiguration ConfigurationOf(FrameInfo frame) =>
        new(frame.Configuration, $"{AudioFormats.GetName(Format)}, {frame}");

    /// <summary>
    /// Decides what bytes begin with. Constant work, save for a search inside a frame that nothing follows.
    /// </summary>
    private Verdict Examine(ReadOnlySpan<byte> bytes, out FrameInfo frame)
    {
        if (!TryRead(bytes, out frame))
        {
            // Where a frame is due, the first bytes of a header that the part's end cut off.
            bool isCut = _isBoundary && _first is not null && bytes.Length < MaxHeaderLength && bytes[0] == 0xFF;
            return isCut ? Verdict.FrameBrokenOff : Verdict.NoFrame;
        }

        if (_first is null || frame.Configuration != _first.Value.Configuration)
        {
            return !Continues(bytes, frame, 2) ? Verdict.NoFrame
                : _first is null ? Verdict.Frame
                : Verdict.OtherConfiguration;
        }

        if (Continues(bytes, frame, 1))
        {
            return Verdict.Frame;
        }

        if (!_isBoundary)
        {
            return Verdict.NoFrame;
        }

        // Due here and of the right kind, but nothing fits behind it: whole before foreign bytes, or broken off.
        int end = frame.Length;
        return end > bytes.Length || FindStart(bytes, 1, end) < end ? Verdict.FrameBrokenOff : Verdict.Frame;
    }

    /// <summary>
    /// Whether the part ends with this frame, or a tag or that many frames of the same configuration follow.
    /// </summary>
    private bool Continues(ReadOnlySpan<byte> bytes, FrameInfo frame, int count)
    {
        int position = 0;
        int length = frame.Length;
        for (int followers = 0; followers < count; followers++)
        {
            position += length;
            if (position >= bytes.Length)
            {
                return position == bytes.Length || followers > 0;
            }

            ReadOnlySpan<byte> rest = bytes.Slice(position);
            if (TagSize.At(rest, atBoundary: true) > 0)
            {
                return true;
            }

            if (!TryRead(rest, out FrameInfo next) || next.Configuration != frame.Configuration)
            {
                return false;
            }

            length = next.Length;
        }

        return true;
    }

    /// <summary>
    /// The first position from there on where a tag or a believable frame begins; the limit, or the last position that
    /// can be judged, when there is none.
    /// </summary>
    private int FindStart(ReadOnlySpan<byte> bytes, int from, int limit)
    {
        int end = Part.AtEnd ? limit : Math.Min(limit, Math.Max(from, bytes.Length - Evidence));
        for (int position = from; position < end; position++)
        {
            int step = bytes.Slice(position, end - position).IndexOfAny((byte)0xFF, (byte)'I', (byte)'A');
            if (step < 0)
            {
                break;
            }

            position += step;
            ReadOnlySpan<byte> rest = bytes.Slice(position);
            if (TagSize.At(rest, atBoundary: false) > 0
                || (TryRead(rest, out FrameInfo frame)
                    && Continues(rest, frame, frame.Configuration == _first?.Configuration ? 1 : 2)))
            {
                return position;
            }
        }

        return end;
    }
}
