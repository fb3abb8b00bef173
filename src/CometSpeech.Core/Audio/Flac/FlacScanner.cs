using System.Buffers.Binary;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Flac;

/// <summary>
/// Reads FLAC (RFC 9639); a unit is a frame. Steps over tags and metadata, takes every STREAMINFO, and finds each
/// frame's end, which the format does not store: a frame ends where its CRC-16 comes out right and another frame, a
/// stream, a tag or nothing follows.
/// </summary>
/// <param name="info">STREAMINFO when parts begin with their first frame.</param>
internal sealed class FlacScanner(FlacStreamInfo? info = null) : PartScanner
{
    private const int StreamInfoType = 0;
    private const int BlockHeaderLength = 4;

    private readonly FlacFrameEnd _end = new();
    private FlacStreamInfo? _first;
    private bool _isInMetadata;
    private bool _isLastBlock;
    private bool _isNewStream;
    private bool _isInFrame;
    private bool _isAll;

    // Of the frames of the stream that is being read.
    private FlacStreamInfo? _info;
    private FlacFrameHeader _previous;
    private long _streamSampleCount;
    private long _streamTotal;

    private bool _hasGap;
    private FlacLevels? _levels;

    public override AudioFormat Format => AudioFormat.Flac;

    /// <summary>The first STREAMINFO of all, which the others must fit; known from the first unit on.</summary>
    public FlacStreamInfo Info => _first!;

    /// <summary>The header of the frame that was read last.</summary>
    public FlacFrameHeader Header { get; private set; }

    /// <summary>The samples of the part before that frame.</summary>
    public long FrameStart { get; private set; }

    /// <summary>Whether that frame is the first after a STREAMINFO.</summary>
    public bool StartsStream { get; private set; }

    /// <summary>
    /// Whether the part's samples are those its STREAMINFO tells of, none missing; known when the part has ended.
    /// </summary>
    public bool IsExact { get; private set; }

    protected internal override int SampleRate => Info.SampleRate;

    protected internal override int Channels => Info.Channels;

    protected override Step Scan() =>
        _isInFrame ? FindEnd() : _isInMetadata ? ScanMetadata() : ScanNext();

    protected override void BeginPart()
    {
        _info = info;
        _isInFrame = _isInMetadata = _isNewStream = _hasGap = false;
        _previous = default;
        _streamSampleCount = _streamTotal = 0;
        IsExact = true;
        _levels = Levels is null ? null : _levels ?? new FlacLevels(Levels);
        _levels?.Clear();
    }

    protected override LevelCurve? ToCurve(LevelCurveBuilder levels) => _levels!.ToCurve();

    protected override void JudgePart()
    {
        EndStream();
        if (SampleCount == 0)
        {
            throw AudioFormatException.Empty(Name, $"{Name} holds no FLAC audio.");
        }

        if (_hasGap)
        {
            Warnings.Add(
                $"{Name} has frames that are not numbered one after the other; audio may be missing between them.");
        }

        if (IsTruncated)
        {
            Warnings.Add($"{Name} is cut short; a frame that was not whole was left out.");
        }

        IsIncomplete = IsTruncated;
        IsExact &= !IsTruncated && !_hasGap;
    }

    private Step ScanNext()
    {
        if (Lacks(TagSize.HeaderLength))
        {
            return Step.More;
        }

        ReadOnlySpan<byte> bytes = Part.Bytes;
        if (bytes.IsEmpty)
        {
            return Step.End;
        }

        if (FlacMark.IsStream(bytes))
        {
            Part.Skip(FlacMark.Bytes.Length);
            _info = null;
            _isInMetadata = true;
            _isLastBlock = false;
        }
        else if (TagSize.At(bytes, atBoundary: true) is > 0 and long tag)
        {
            Part.Skip(tag);
        }
        else if (_info is null)
        {
            throw new AudioFormatException(Name, $"{Name} is not FLAC.");
        }
        else if (FlacFrameHeader.TryParse(bytes, out FlacFrameHeader header) && header.Fits(_info))
        {
            Header = header;
            _end.Begin(header, _info);
            _isInFrame = true;
            _isAll = false;
        }
        else if (Part.AtEnd && FlacFrameEnd.IsPadding(bytes))
        {
            Part.Skip(bytes.Length);
        }
        else if (bytes.Length < FlacFrameHeader.MaxLength && bytes[0] == 0xFF)
        {
            LeaveOut(bytes.Length);
        }
        else
        {
            throw new AudioFormatException(
                Name, $"{Name} is damaged: at byte {Part.Offset} a FLAC frame should begin.");
        }

        return Step.Continue;
    }

    /// <summary>Passes over a metadata block.</summary>
    private Step ScanMetadata()
    {
        if (Part.Owed > 0)
        {
            return Lacks(1) ? Step.More : EndInMetadata();
        }

        if (_isLastBlock)
        {
            _isInMetadata = false;
            _isNewStream = true;
            return Step.Continue;
        }

        if (Lacks(BlockHeaderLength))
        {
            return Step.More;
        }

        ReadOnlySpan<byte> bytes = Part.Bytes;
        if (bytes.Length < BlockHeaderLength)
        {
            return EndInMetadata();
        }

        int length = (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes) & 0xFFFFFF);
        if ((bytes[0] & 0x7F) == StreamInfoType && length == FlacStreamInfo.Length && _info is null)
        {
            if (Lacks(BlockHeaderLength + length))
            {
                return Step.More;
            }

            if (bytes.Length < BlockHeaderLength + length)
            {
                return EndInMetadata();
            }

            _info = FlacStreamInfo.TryParse(bytes.Slice(BlockHeaderLength));
        }

        // STREAMINFO is the first block (RFC 9639, 8.2).
        if (_info is null)
        {
            throw new AudioFormatException(Name, $"{Name} is damaged: its FLAC header has no valid STREAMINFO.");
        }

        _isLastBlock = (bytes[0] & 0x80) != 0;
        Part.Skip(BlockHeaderLength + length);
        return Step.Continue;
    }

    private Step EndInMetadata()
    {
        IsTruncated = true;
        return Step.End;
    }

    private Step FindEnd()
    {
        switch (_end.Continue(Part.Bytes, _isAll))
        {
            case FlacFrameEnd.Result.Found:
                _isInFrame = false;
                TakeFrame();
                return Found(_end.Length);
            case FlacFrameEnd.Result.Cut:
                _isInFrame = false;
                LeaveOut(_end.Length);
                return Step.Continue;
            case FlacFrameEnd.Result.Damaged:
                throw new AudioFormatException(
                    Name, $"{Name} is damaged: the FLAC frame at byte {Part.Offset} has a wrong CRC.");
            default:
                if (Lacks(Part.Available + 1))
                {
                    return Step.More;
                }

                _isAll = true;
                return Step.Continue;
        }
    }

    private void TakeFrame()
    {
        StartsStream = _isNewStream;
        _isNewStream = false;
        if (StartsStream)
        {
            EndStream();
            BeginStream(_info!);
        }
        else if (Header.Number != _previous.NextNumber)
        {
            _hasGap = true;
        }

        _levels?.Add(Part.Bytes.Slice(0, _end.Length), Header, _info!);
        _previous = Header;
        FrameStart = SampleCount;
        SampleCount += Header.BlockSize;
        _streamSampleCount += Header.BlockSize;
    }

    private void BeginStream(FlacStreamInfo stream)
    {
        Require(new AudioConfiguration(stream.Kind, $"flac, {stream}"), isFirst: _first is null);
        _first ??= stream;
        _streamSampleCount = 0;
        _streamTotal = stream.TotalSamples;
    }

    private void EndStream()
    {
        IsTruncated |= _streamSampleCount < _streamTotal;
        IsExact &= _streamTotal == 0 || _streamSampleCount == _streamTotal;
    }

    private void LeaveOut(int length)
    {
        Part.Skip(length);
        IsTruncated = true;
    }
}
