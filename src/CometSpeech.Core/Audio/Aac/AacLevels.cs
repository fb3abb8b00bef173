using CometSpeech.Core.Audio.Aac.Decoding;
using CometSpeech.Core.Audio.Frames;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// Measures the level of ADTS frames by decoding them. What their side information tells (the scale factors) is right
/// to a frame of 43 ms at best, and tells nothing of noise.
/// </summary>
/// <param name="levels">Where the levels go.</param>
internal sealed class AacLevels(LevelCurveBuilder levels)
{
    // 1 is one step of 16 bits.
    private const double FullScale = 32_768;

    // A part of which nothing can be read counts as speech throughout.
    private const float Usual = -20;

    private readonly AacDecoder _decoder = new();
    private readonly float[] _left = new float[AacChannel.Length];
    private readonly float[] _right = new float[AacChannel.Length];
    private PowerMeter? _meter;

    /// <summary>Begins with another part.</summary>
    public void Clear()
    {
        _decoder.Clear();
        _meter = null;
    }

    /// <summary>Measures a whole frame.</summary>
    public void Add(ReadOnlySpan<byte> frame, int sampleRate)
    {
        _meter ??= new PowerMeter(sampleRate, 1, levels);
        ReadOnlySpan<byte> blocks = AdtsFrameHeader.Block(frame);
        BitReader bits = new(blocks);
        int end = blocks.Length * 8;
        var bands = ScaleFactorBands.Of(AdtsFrameHeader.FrequencyIndex(frame));
        int count = AdtsFrameHeader.BlockCount(frame);
        bool isRead = bands is not null;
        for (int block = 0; block < count; block++)
        {
            isRead = isRead
                && _decoder.TryDecode(ref bits, end, bands!, _left, _right)
                && (block == count - 1 || AacDecoder.TrySkipRest(ref bits, end));
            Measure(isRead);
        }
    }

    /// <summary>The curve of all that was added; null when nothing was.</summary>
    /// <param name="delaySeconds">What a decoder puts before the sound, in seconds.</param>
    public LevelCurve? ToCurve(double delaySeconds)
    {
        levels.FillUnknown(Usual);
        return _meter?.ToCurve(-delaySeconds);
    }

    private void Measure(bool isRead)
    {
        for (int first = 0; first < _left.Length;)
        {
            int count = Math.Min(_meter!.Room, _left.Length - first);
            if (isRead)
            {
                double squares = Sum(_left, first, count);
                squares = _decoder.Channels == 2 ? (squares + Sum(_right, first, count)) / 2 : squares;
                _meter.Add(squares / (FullScale * FullScale), count);
            }
            else
            {
                _meter.AddUnknown(count);
            }

            first += count;
        }
    }

    private static double Sum(float[] samples, int first, int count)
    {
        float sum = 0;
        for (int i = first; i < first + count; i++)
        {
            sum += samples[i] * samples[i];
        }

        return sum;
    }
}
