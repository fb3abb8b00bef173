using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>Reads ADTS frames.</summary>
internal sealed class AacScanner : FrameScanner
{
    // As of MP3: a frame's window reaches over the next (measured with ffmpeg's encoder, 24 kHz).
    private static readonly LevelEdge s_edge = new(0.6, 0.011);

    // The quantiser's step, 1.505 dB, and the bits of a value. Sixteen decibels for each of the latter part speech from
    // silence best, with or without a constant bitrate (measured with five voices).
    private const float DecibelsAGain = 1.505f;
    private const float DecibelsAByte = 16f * 8 / AacSilentFrame.Samples;

    // A frame without a spectrum, whose gain means nothing. Noise of one step of 16 bits is at 205 to 245 (measured).
    private const float Nothing = 190;

    // From the first sample that a decoder gives for a frame to the middle of what its level tells of: where speech and
    // level fit each other best. Its window's middle is at 1,024; bursts of noise, before which encoders shorten
    // windows, measure 530 to 940 (FrameLevelTests).
    private const double LevelDelay = 912;

    public override AudioFormat Format => AudioFormat.Aac;

    /// <summary>
    /// The samples that a decoder puts before the part's sound: a frame, as the window of the first one overlaps the
    /// next (ISO/IEC 14496-3, 4.6.11), so that its samples come out with that one.
    /// </summary>
    public int Delay => FrameSamples;

    protected override int MaxFrameLength => AdtsFrameHeader.MaxFrameLength;

    protected override bool TryRead(ReadOnlySpan<byte> at, out FrameInfo frame) =>
        AdtsFrameHeader.TryRead(at, out frame);

    protected override void ReadLevels(ReadOnlySpan<byte> frame, LevelCurveBuilder levels)
    {
        int blocks = AdtsFrameHeader.BlockCount(frame);
        float level = AacElement.TryRead(frame, out AacElement element) && element.HasSpectrum
            ? (DecibelsAGain * element.GlobalGain) + (DecibelsAByte * frame.Length / blocks)
            : Nothing;
        for (int i = 0; i < blocks; i++)
        {
            levels.Add(level);
        }
    }

    protected override LevelCurve? ToCurve(LevelCurveBuilder levels) => levels.ToCurve(
        (double)AacSilentFrame.Samples / SampleRate, (LevelDelay - Delay) / SampleRate, s_edge);
}
