namespace CometSpeech.Core.Audio.Frames;

/// <summary>
/// Joins streams of frames that carry their own length and need no change: MP3 and ADTS. Passes over tags and over bytes that
/// are no frame, wherever they stand, and drops a last frame that is not whole.
/// </summary>
internal abstract class FrameJoiner(Stream output) : AudioJoiner
{
    private readonly PartReader _reader = new();
    private FrameInfo? _first;
    private string _firstName = "";
    private bool _truncated;
    private long _samples;

    private enum Verdict
    {
        NoFrame,
        Frame,
        FrameBrokenOff,
        OtherConfiguration,
    }

    /// <summary>The output.</summary>
    protected Stream Output => output;

    /// <summary>The most bytes of a frame.</summary>
    protected abstract int MaxFrameLength { get; }

    // A frame is believed when up to two more headers stand where it says.
    private int Evidence => (3 * MaxFrameLength) + TagSize.HeaderLength;

    // Every position inside the next frame can be judged.
    private int LookAhead => MaxFrameLength + Evidence;

    public sealed override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default)
    {
        _reader.Open(part, cancellationToken);
        BeginPart();
        PartState state = new(name);
        int position = _reader.Start;
        bool atBoundary = true;
        while (true)
        {
            if (_reader.End - position < LookAhead && !_reader.AtEnd)
            {
                position = CopyUpTo(position);
                _reader.Require(LookAhead);
                position = _reader.Start;
            }

            if (position == _reader.End)
            {
                break;
            }

            long tag = TagSize.At(Window(position), atBoundary);
            if (tag > 0)
            {
                CopyUpTo(position);
                state.Truncated |= _reader.Skip(tag) < tag;
                position = _reader.Start;
                continue;
            }

            switch (Examine(position, atBoundary, out FrameInfo frame))
            {
                case Verdict.Frame:
                    position = Take(position, frame, state);
                    atBoundary = true;
                    break;
                case Verdict.FrameBrokenOff:
                    state.Truncated = true;
                    position = PassOver(position, FindStart(position + 1, _reader.End));
                    atBoundary = false;
                    break;
                case Verdict.OtherConfiguration:
                    throw AudioFormatException.Different(name, Describe(frame), _firstName, Describe(_first!.Value));
                default:
                    int next = FindStart(position + 1, _reader.End);
                    state.SkippedBytes += next - position;
                    position = PassOver(position, next);
                    atBoundary = false;
                    break;
            }
        }

        CopyUpTo(position);
        return Finish(state);
    }

    public override AudioProperties Complete() => Properties(_samples, _truncated, []);

    /// <summary>Reads the header of a frame.</summary>
    protected abstract bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame);

    /// <summary>A part begins.</summary>
    protected virtual void BeginPart()
    {
    }

    /// <summary>Looks at a frame before it is copied.</summary>
    /// <returns>Whether it is audio and goes into the output.</returns>
    protected virtual bool Accept(ReadOnlySpan<byte> frame) => true;

    /// <summary>Names a configuration in messages.</summary>
    protected string Describe(FrameInfo frame) => $"{AudioFormats.GetName(Format)}, {frame}";

    private AudioProperties Finish(PartState state)
    {
        if (state.Samples == 0)
        {
            throw new AudioFormatException(state.Name, $"{state.Name} holds no whole {AudioFormats.GetName(Format)} frame.");
        }

        List<string> warnings = [];
        if (state.SkippedBytes > 0)
        {
            warnings.Add($"{state.Name} has {state.SkippedBytes} byte(s) that are no audio; they were left out.");
        }

        if (state.Truncated)
        {
            warnings.Add($"{state.Name} is cut short; a frame that was not whole was left out.");
        }

        _samples += state.Samples;
        _truncated |= state.Truncated;
        return Properties(state.Samples, state.Truncated, warnings);
    }

    private AudioProperties Properties(long samples, bool truncated, IReadOnlyList<string> warnings)
    {
        FrameInfo first = _first ?? throw new InvalidOperationException("No part has been appended.");
        return new AudioProperties
        {
            Format = Format,
            SampleRate = first.SampleRate,
            Channels = first.Channels,
            SampleCount = samples,
            IsTruncated = truncated,
            Warnings = warnings,
        };
    }

    private ReadOnlySpan<byte> Window(int position) => _reader.Buffer.AsSpan(position, _reader.End - position);

    /// <summary>Writes the frames between the window's beginning and that position, which becomes the window's beginning.</summary>
    private int CopyUpTo(int position)
    {
        int run = position - _reader.Start;
        if (run > 0)
        {
            output.Write(_reader.Buffer, _reader.Start, run);
            _reader.Advance(run);
        }

        return _reader.Start;
    }

    /// <summary>Leaves out the bytes between two positions; the second becomes the window's beginning.</summary>
    private int PassOver(int position, int next)
    {
        CopyUpTo(position);
        _reader.Advance(next - position);
        return _reader.Start;
    }

    private int Take(int position, FrameInfo frame, PartState state)
    {
        if (_first is null)
        {
            _first = frame;
            _firstName = state.Name;
        }

        if (!Accept(_reader.Buffer.AsSpan(position, frame.Length)))
        {
            return PassOver(position, position + frame.Length);
        }

        state.Samples += frame.Samples;
        return position + frame.Length;
    }

    /// <summary>Decides what stands at a position. Constant work, save for a search inside a frame that nothing follows.</summary>
    private Verdict Examine(int position, bool atBoundary, out FrameInfo frame)
    {
        ReadOnlySpan<byte> window = Window(position);
        if (!TryRead(window, out frame))
        {
            // Where a frame is due, the first bytes of a header that the part's end cut off.
            bool cut = atBoundary && _first is not null && window.Length < 7 && window[0] == 0xFF;
            return cut ? Verdict.FrameBrokenOff : Verdict.NoFrame;
        }

        if (_first is null || frame.Configuration != _first.Value.Configuration)
        {
            return !Continues(position, frame, 2) ? Verdict.NoFrame : _first is null ? Verdict.Frame : Verdict.OtherConfiguration;
        }

        if (Continues(position, frame, 1))
        {
            return Verdict.Frame;
        }

        if (!atBoundary)
        {
            return Verdict.NoFrame;
        }

        // Due here and of the right kind, but nothing fits behind it: whole before foreign bytes, or broken off.
        int end = position + frame.Length;
        return end > _reader.End || FindStart(position + 1, end) < end ? Verdict.FrameBrokenOff : Verdict.Frame;
    }

    /// <summary>Whether the part ends with this frame, or a tag or that many frames of the same configuration follow.</summary>
    private bool Continues(int position, FrameInfo frame, int count)
    {
        int length = frame.Length;
        for (int followers = 0; followers < count; followers++)
        {
            position += length;
            if (position >= _reader.End)
            {
                return position == _reader.End || followers > 0;
            }

            if (TagSize.At(Window(position), atBoundary: true) > 0)
            {
                return true;
            }

            if (!TryRead(Window(position), out FrameInfo next) || next.Configuration != frame.Configuration)
            {
                return false;
            }

            length = next.Length;
        }

        return true;
    }

    /// <summary>The first position from there on where a tag or a believable frame begins; the limit, or the last position that can be judged, when there is none.</summary>
    private int FindStart(int from, int limit)
    {
        int end = _reader.AtEnd ? limit : Math.Min(limit, Math.Max(from, _reader.End - Evidence));
        for (int position = from; position < end; position++)
        {
            int step = Window(position).Slice(0, end - position).IndexOfAny((byte)0xFF, (byte)'I', (byte)'A');
            if (step < 0)
            {
                break;
            }

            position += step;
            if (TagSize.At(Window(position), atBoundary: false) > 0
                || (TryRead(Window(position), out FrameInfo frame)
                    && Continues(position, frame, frame.Configuration == _first?.Configuration ? 1 : 2)))
            {
                return position;
            }
        }

        return end;
    }

    private sealed class PartState(string name)
    {
        public string Name => name;

        public long Samples { get; set; }

        public long SkippedBytes { get; set; }

        public bool Truncated { get; set; }
    }
}
