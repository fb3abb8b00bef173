using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// Joins MP3 frames as they are behind one new info frame. The parts' own info frames go: with them a player takes the first
/// part's length for the file's. The encoder's padding between parts cannot be cut without decoding; it is near-silence.
/// </summary>
internal sealed class Mp3Joiner(Stream output) : FrameJoiner(output)
{
    private readonly long _outputStart = output.Position;
    private readonly Mp3SeekTable _seekTable = new();
    private byte[]? _infoFrame;
    private long _bytes;
    private int _bitrate;
    private bool _constantBitrate = true;
    private Mp3EncoderTag? _firstTag;
    private Mp3EncoderTag? _lastTag;
    private long _framesSinceTag;

    public override AudioFormat Format => AudioFormat.Mp3;

    protected override int MaxFrameLength => Mp3FrameHeader.MaxFrameLength;

    public override AudioProperties Complete()
    {
        AudioProperties properties = base.Complete();
        Mp3InfoFrame.Fill(
            _infoFrame!, _constantBitrate, _seekTable.Frames, _bytes, _seekTable.Sample(Mp3InfoFrame.SeekEntries), EncoderTag());
        long end = Output.Position;
        Output.Position = _outputStart;
        Output.Write(_infoFrame!, 0, _infoFrame!.Length);
        Output.Position = end;
        return properties;
    }

    protected override bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame) => Mp3FrameHeader.TryRead(at, out frame);

    protected override void BeginPart()
    {
        _lastTag = null;
        _framesSinceTag = 0;
    }

    protected override bool Accept(ReadOnlySpan<byte> frame)
    {
        if (Mp3InfoFrame.IsInfo(frame))
        {
            _lastTag = Mp3InfoFrame.ReadEncoderTag(frame);
            _framesSinceTag = 0;
            return false;
        }

        if (_infoFrame is null)
        {
            _infoFrame = Mp3InfoFrame.Make(frame);
            _bytes = _infoFrame.Length;
            _bitrate = Mp3FrameHeader.BitrateIndex(frame);
            _firstTag = _lastTag;
            Output.Write(_infoFrame, 0, _infoFrame.Length);
        }

        _seekTable.Add(_bytes);
        _bytes += frame.Length;
        _framesSinceTag++;
        _constantBitrate &= Mp3FrameHeader.BitrateIndex(frame) == _bitrate;
        return true;
    }

    /// <summary>The first part's delay and the last part's padding, which holds only if that part is whole.</summary>
    private Mp3EncoderTag? EncoderTag()
    {
        bool paddingHolds = _lastTag is not null && _lastTag.Frames == _framesSinceTag;
        return _firstTag is null ? null : _firstTag with { Padding = paddingHolds ? _lastTag!.Padding : 0, Frames = _seekTable.Frames };
    }
}
