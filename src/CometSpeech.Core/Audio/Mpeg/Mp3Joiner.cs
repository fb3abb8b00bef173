using System.Buffers.Binary;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// Joins MP3 frames as they are behind one new info frame. The encoder's padding between parts cannot be cut without
/// decoding; it is near-silence. Frames whose sound lies before a part's beginning become silent.
/// </summary>
internal sealed class Mp3Joiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    // LAME's, unless it is told otherwise (LAME technical FAQ); those of others differ by less than a frame.
    private const int UsualEncoderDelay = 576;

    // Of the synthesis filter bank and the overlap (LAME technical FAQ).
    private const int DecoderDelay = 529;

    private readonly Mp3Scanner _scanner = new();
    private readonly Mp3SeekTable _seekTable = new();
    private readonly Mp3BitReservoir _reservoir = new();
    private byte[]? _infoFrame;
    private int _tagLength;
    private int _bitrate;
    private bool _isConstantBitrate = true;
    private Mp3EncoderTag? _firstTag;

    private protected override PartScanner Scanner => _scanner;

    private protected override IReadOnlyList<string> Warnings => Id3Tag.GetWarnings(Options.Chapters.Count);

    private protected override void WriteUnit()
    {
        Span<byte> frames = _scanner.Unit;
        if (_infoFrame is null)
        {
            _infoFrame = Mp3InfoFrame.Make(frames);
            _bitrate = Mp3FrameHeader.BitrateIndex(frames);
            _firstTag = _scanner.EncoderTag;
            byte[] tag = Id3Tag.Make(Options.Tags, ChapterMarks);
            _tagLength = tag.Length;
            Output.WriteRun(new ArraySegment<byte>(tag));
            Output.Write(_infoFrame);
        }

        if (_scanner.FollowsBreak)
        {
            _reservoir.Clear();
        }

        // Nearly all frames have the header of the one before.
        uint header = 0;
        int length = 0;
        long position = Output.Position - _tagLength;
        for (; !frames.IsEmpty; position += length, frames = frames.Slice(length))
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(frames) != header)
            {
                header = BinaryPrimitives.ReadUInt32BigEndian(frames);
                Mp3FrameHeader.TryRead(frames, out FrameInfo frame);
                length = frame.Length;
                _isConstantBitrate &= Mp3FrameHeader.BitrateIndex(frames) == _bitrate;
            }

            _reservoir.Pass(frames.Slice(0, length));
            _seekTable.Add(position);
        }

        Output.WriteRun(_scanner.Unit);
    }

    /// <summary>
    /// As late as this part's encoder and a decoder are, less what a decoder drops at the file's beginning for the
    /// first part's tag: nothing when it has none.
    /// </summary>
    private protected override long FindPartStart(long samples)
    {
        int late = (_scanner.EncoderTag?.Delay ?? UsualEncoderDelay) + DecoderDelay;
        return samples + late - (_firstTag is null ? 0 : _firstTag.Delay + DecoderDelay);
    }

    private protected override void CompleteFile()
    {
        Mp3InfoFrame.Fill(
            _infoFrame!,
            _isConstantBitrate,
            _seekTable.Frames,
            Output.Position - _tagLength,
            _seekTable.Sample(Mp3InfoFrame.SeekEntries),
            EncoderTag());
        Output.Patch(_tagLength, _infoFrame!);
        if (Options.Chapters.Count > 0)
        {
            Output.Patch(0, Id3Tag.Make(Options.Tags, ChapterMarks));
        }
    }

    /// <summary>The first part's delay and the last part's padding, which holds only if that part is whole.</summary>
    private Mp3EncoderTag? EncoderTag() => _firstTag is null ? null : _firstTag with
    {
        Padding = _scanner.HasToldFrames ? _scanner.EncoderTag!.Padding : 0,
        Frames = _seekTable.Frames,
    };
}
