using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// Reads MP3 frames. Info frames go: with a part's own one a player takes that part's length for the file's.
/// </summary>
internal sealed class Mp3Scanner : FrameScanner
{
    private long _framesSinceTag;

    public override AudioFormat Format => AudioFormat.Mp3;

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
        EncoderTag = Mp3InfoFrame.ReadEncoderTag(frame);
        _framesSinceTag = 0;
    }

    protected override void CountFrames(int count) => _framesSinceTag += count;

    protected override void BeginPart()
    {
        base.BeginPart();
        EncoderTag = null;
        _framesSinceTag = 0;
    }
}
