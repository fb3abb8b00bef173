using CometSpeech.Core.Audio.Frames;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// Joins ADTS frames as they are. Nothing is put before them: some players refuse ADTS behind an ID3 tag.
/// </summary>
internal class AacJoiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    // By chance a frame of AAC LC looks like one of HE-AAC once in some fifty; four in a row, once in millions.
    private const int Evidence = 4;

    // Silent frames that are written at once: few enough for the output's buffer.
    private const int SilentRun = 64;

    private readonly AacScanner _scanner = new();
    private FrameCut _cut = FrameCut.None;
    private byte[]? _silentFrame;
    private bool _isHighEfficiency;

    public override bool CanAppendSilence => _silentFrame is not null && !_isHighEfficiency;

    private protected override int SilenceStep => AacSilentFrame.Samples;

    private protected override PartScanner Scanner => _scanner;

    private protected override void WriteUnit()
    {
        if (_scanner.FirstSample == 0)
        {
            // A decoder that begins with a frame has that one wrong and no other, for lack of the overlap.
            _cut = FrameCut.Find(
                Part, _scanner.FrameSamples, _scanner.SampleRate, _scanner.Delay, settling: _scanner.FrameSamples);
            _isHighEfficiency |= IsHighEfficiency(_scanner.Unit);
        }

        _silentFrame = AacSilentFrame.TryCreate(_scanner.LastFrame);
        ArraySegment<byte> kept = _cut == FrameCut.None ? _scanner.Unit : LeaveOut(_scanner.Unit);
        if (kept.Count > 0)
        {
            WriteFrames(kept);
        }
    }

    /// <summary>
    /// Writes whole ADTS frames, of parts or silence, as the file has them: every frame of the file goes through here, in
    /// order and once.
    /// </summary>
    private protected virtual void WriteFrames(ArraySegment<byte> frames) => Output.WriteRun(frames);

    private protected override void WriteSilence(long samples)
    {
        long count = samples / AacSilentFrame.Samples;
        int length = _silentFrame!.Length;
        byte[] run = new byte[length * (int)Math.Min(count, SilentRun)];
        for (int offset = 0; offset < run.Length; offset += length)
        {
            _silentFrame.CopyTo(run, offset);
        }

        for (; count > 0; count -= SilentRun)
        {
            WriteFrames(new ArraySegment<byte>(run, 0, length * (int)Math.Min(count, SilentRun)));
        }
    }

    /// <summary>As late as the part's sound is in its frames: ADTS tells no decoder to drop what comes before.</summary>
    private protected override long FindPartStart(long samples) => samples + _scanner.Delay;

    private protected override void CompleteFile()
    {
    }

    private static bool IsHighEfficiency(ReadOnlySpan<byte> frames)
    {
        int count = 0;
        while (count < Evidence && AdtsFrameHeader.TryRead(frames, out FrameInfo frame))
        {
            if (!SpectralBandReplication.IsIn(frames.Slice(0, frame.Length)))
            {
                return false;
            }

            frames = frames.Slice(frame.Length);
            count++;
        }

        return count > 0;
    }

    private ArraySegment<byte> LeaveOut(ArraySegment<byte> unit)
    {
        ReadOnlySpan<byte> frames = unit;
        int start = 0;
        int end = 0;
        long sample = _scanner.FirstSample;
        for (int offset = 0; offset < frames.Length;)
        {
            AdtsFrameHeader.TryRead(frames.Slice(offset), out FrameInfo frame);
            offset += frame.Length;
            if (sample < _cut.First)
            {
                LeftOutBefore += frame.Samples;
                start = end = offset;
            }
            else if (sample < _cut.End)
            {
                end = offset;
            }
            else
            {
                LeftOutAfter += frame.Samples;
            }

            sample += frame.Samples;
        }

        return new ArraySegment<byte>(unit.Array!, unit.Offset + start, end - start);
    }
}
