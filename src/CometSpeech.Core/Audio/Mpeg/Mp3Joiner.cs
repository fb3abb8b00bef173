using System.Buffers.Binary;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Tags;

namespace CometSpeech.Core.Audio.Mpeg;

/// <summary>
/// Joins MP3 frames as they are behind one new info frame. The encoder's padding between parts cannot be cut without
/// decoding; it is near-silence. Frames whose sound lies before a part's beginning become silent. A stream has no info
/// frame: what it would count is not known, and players go by it.
/// </summary>
internal sealed class Mp3Joiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    // What a decoder that begins with a frame has wrong: the overlap and the filter bank, at most 1,056 samples
    // (measured in the middle of speech, at nine rates).
    private const int Settling = 1056;

    private readonly Mp3Scanner _scanner = new();
    private readonly Mp3SeekTable _seekTable = new();
    private readonly Mp3BitReservoir _reservoir = new();
    private readonly Mp3MainData _leftOut = new();
    private readonly byte[] _header = new byte[Mp3FrameHeader.Length];
    private byte[]? _infoFrame;
    private int _tagLength;
    private int _bitrate;
    private bool _isConstantBitrate = true;
    private Mp3EncoderTag? _firstTag;
    private FrameCut _cut = FrameCut.None;
    private bool _endsInSilence;
    private bool _hasBegun;

    public override bool CanAppendSilence => true;

    private protected override int SilenceStep => _scanner.FrameSamples;

    private protected override PartScanner Scanner => _scanner;

    private protected override IReadOnlyList<string> Warnings => Id3Tag.GetWarnings(Options.Chapters.Count);

    private protected override void WriteUnit()
    {
        Span<byte> frames = _scanner.Unit;
        if (_infoFrame is null)
        {
            _infoFrame = Mp3InfoFrame.Make(frames);
            _bitrate = Mp3FrameHeader.BitrateIndex(frames);
            // Without an info frame a decoder drops nothing at the beginning.
            _firstTag = Output.IsStream ? null : _scanner.EncoderTag;
            byte[] tag = Id3Tag.Make(Options.Tags, ChapterMarks);
            _tagLength = tag.Length;
            Output.WriteRun(new ArraySegment<byte>(tag));
            if (!Output.IsStream)
            {
                Output.Write(_infoFrame);
            }
        }

        if (_scanner.FirstSample == 0)
        {
            _cut = FrameCut.Find(Part, _scanner.FrameSamples, _scanner.SampleRate, _scanner.Delay, Settling);
            _endsInSilence = false;
            _hasBegun = false;
        }

        if (_scanner.FollowsBreak)
        {
            _reservoir.Clear();
            _leftOut.Clear();
        }

        // Nearly all frames have the header of the one before.
        uint header = 0;
        int length = 0;
        int start = 0;
        int end = 0;
        long sample = _scanner.FirstSample;
        long position = Output.Position - _tagLength;
        for (int offset = 0; offset < frames.Length; offset += length, sample += _scanner.FrameSamples)
        {
            Span<byte> frame = frames.Slice(offset);
            if (BinaryPrimitives.ReadUInt32BigEndian(frame) != header)
            {
                header = BinaryPrimitives.ReadUInt32BigEndian(frame);
                Mp3FrameHeader.TryRead(frame, out FrameInfo info);
                length = info.Length;
            }

            frame = frame.Slice(0, length);
            _reservoir.Pass(frame);
            if (!_hasBegun && IsLeftOut(frame, sample))
            {
                _leftOut.Add(frame);
                LeftOutBefore += _scanner.FrameSamples;
                start = end = offset + length;
            }
            else if (sample < _cut.End)
            {
                if (!_hasBegun && sample > 0)
                {
                    CarryMainData(frame);
                    position = Output.Position - _tagLength;
                }

                _hasBegun = true;

                _seekTable.Add(position + offset - start);
                _isConstantBitrate &= Mp3FrameHeader.BitrateIndex(frame) == _bitrate;
                end = offset + length;
            }
            else
            {
                LeftOutAfter += _scanner.FrameSamples;
            }
        }

        frames.Slice(frames.Length - length, Mp3FrameHeader.Length).CopyTo(_header);
        ArraySegment<byte> unit = _scanner.Unit;
        Output.WriteRun(new ArraySegment<byte>(unit.Array!, unit.Offset + start, end - start));
    }

    private protected override void WriteSilence(long samples)
    {
        byte[] frame = Mp3SilentFrame.Create(_header, _isConstantBitrate ? _bitrate : Mp3SilentFrame.LowestBitrate);
        for (long count = samples / _scanner.FrameSamples; count > 0; count--)
        {
            WriteFrame(frame);
        }

        _endsInSilence = true;
    }

    /// <summary>
    /// As late as this part's encoder and a decoder are, less what a decoder drops at the file's beginning for the
    /// first part's tag: nothing when it has none.
    /// </summary>
    private protected override long FindPartStart(long samples) =>
        samples + _scanner.Delay - (_firstTag is null ? 0 : _firstTag.Delay + Mp3Scanner.DecoderDelay);

    private protected override void CompleteFile()
    {
        if (Output.IsStream)
        {
            return;
        }

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

    // The silent frames that carry what this one looks back to take the place of silence that could be left out.
    private bool IsLeftOut(ReadOnlySpan<byte> frame, long sample) => sample < _cut.First
        || (sample < _cut.Latest
            && sample - ((long)Carriers(frame).Count * _scanner.FrameSamples) < _cut.First);

    // A file of one bitrate stays one, for a few milliseconds: players jump in it without a seek table.
    private IReadOnlyList<byte[]> Carriers(ReadOnlySpan<byte> frame) =>
        Mp3SilentFrame.Carry(frame, _isConstantBitrate ? _bitrate : null, _leftOut.Find(frame));

    /// <summary>
    /// Puts what the first frame that stays looks back to into silent frames before it, in place of as many of those
    /// that are left out.
    /// </summary>
    private void CarryMainData(ReadOnlySpan<byte> frame)
    {
        foreach (byte[] silent in Carriers(frame))
        {
            WriteFrame(silent);
            LeftOutBefore -= _scanner.FrameSamples;
        }
    }

    private void WriteFrame(byte[] frame)
    {
        _seekTable.Add(Output.Position - _tagLength);
        Output.Write(frame);
    }

    /// <summary>
    /// The first part's delay and the last part's padding, as far as it is there: only if that part is whole, and ends
    /// the file.
    /// </summary>
    private Mp3EncoderTag? EncoderTag() => _firstTag is null ? null : _firstTag with
    {
        Padding = _scanner.HasToldFrames && !_endsInSilence
            ? (int)Math.Max(0, _scanner.EncoderTag!.Padding - LeftOutAfter)
            : 0,
        Frames = _seekTable.Frames,
    };
}
