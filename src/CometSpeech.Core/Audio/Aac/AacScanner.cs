using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>Reads ADTS frames.</summary>
internal sealed class AacScanner : FrameScanner
{
    // As of MP3: a frame's window reaches over the next. Measured with ffmpeg's encoder at 24 kHz, words of five
    // voices: right to 0.3 of a frame, two thirds of the time, else too early and too late. Softly beginning speech is
    // at 22 to 27 below loud speech where it is 34 dB below; but abrupt words have frames that far below as well, and
    // the pause is rather too long.
    private static readonly LevelScale s_scale =
        new(new(0.37, 0.29, 0.019), new(0.2, 0.1, 0.019), 34) { SurelySound = 250 };

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
        // Where the second of several blocks begins only a decoder knows.
        int blocks = AdtsFrameHeader.BlockCount(frame);
        float level = AacLevels.Read(frame);
        for (int i = 0; i < blocks; i++)
        {
            levels.Add(level);
        }
    }

    protected override LevelCurve? ToCurve(LevelCurveBuilder levels) => levels.ToCurve(
        (double)AacSilentFrame.Samples / SampleRate, (LevelDelay - Delay) / SampleRate, s_scale);
}
