using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>Reads ADTS frames.</summary>
internal sealed class AacScanner : FrameScanner
{
    private AacLevels? _levels;

    public override AudioFormat Format => AudioFormat.Aac;

    /// <summary>
    /// The samples that a decoder puts before the part's sound: a frame, as the window of the first one overlaps the
    /// next (ISO/IEC 14496-3, 4.6.11), so that its samples come out with that one.
    /// </summary>
    public int Delay => FrameSamples;

    protected override int MaxFrameLength => AdtsFrameHeader.MaxFrameLength;

    protected override bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame) =>
        AdtsFrameHeader.TryRead(at, out frame);

    protected override void BeginPart()
    {
        base.BeginPart();
        _levels?.Clear();
    }

    protected override void ReadLevels(ReadOnlySpan<byte> frame, LevelCurveBuilder levels)
    {
        _levels ??= new AacLevels(levels);
        _levels.Add(frame, SampleRate);
    }

    protected override LevelCurve? ToCurve(LevelCurveBuilder levels) => _levels?.ToCurve((double)Delay / SampleRate);
}
