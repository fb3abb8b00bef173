using System.Runtime.InteropServices;
using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>Measures the level of plain samples as they lie in a file.</summary>
/// <param name="format">How the samples lie, little-endian.</param>
/// <param name="levels">Where the levels go.</param>
internal sealed class SampleLevelMeter(WaveFormat format, LevelCurveBuilder levels)
{
    // Of a sample this many bytes matter: more would tell of what nobody hears.
    private const int IntegerWidth = 2;

    private const double FullScale = (double)(1 << 15) * (1 << 15);

    private readonly int _width = Math.Max(1, format.BlockAlign / format.Channels);
    private readonly double[]? _squares = format.CreateSquares();
    private readonly PowerMeter _meter = new(format.SampleRate, format.Channels, levels);

    /// <summary>Measures a run of whole samples of all channels.</summary>
    public void Add(ReadOnlySpan<byte> samples)
    {
        while (!samples.IsEmpty)
        {
            int count = Math.Min(_meter.Room, samples.Length / format.BlockAlign);
            int length = count * format.BlockAlign;
            _meter.Add(SumSquares(samples.Slice(0, length)), count);
            samples = samples.Slice(length);
        }
    }

    /// <summary>The curve of all that was measured; null when it was shorter than a step.</summary>
    public LevelCurve? ToCurve() => _meter.ToCurve();

    private double SumSquares(ReadOnlySpan<byte> bytes)
    {
        if (_squares is not null)
        {
            double sum = 0;
            foreach (byte value in bytes)
            {
                sum += _squares[value];
            }

            return sum;
        }

        return (format.IsFloat, _width) switch
        {
            (true, sizeof(float)) => SumFloats(MemoryMarshal.Cast<byte, float>(bytes)),
            (true, sizeof(double)) => SumDoubles(MemoryMarshal.Cast<byte, double>(bytes)),
            (false, IntegerWidth) => SumShorts(MemoryMarshal.Cast<byte, short>(bytes)) / FullScale,
            (false, > IntegerWidth) => SumHighBytes(bytes, _width) / FullScale,
            _ => 0,
        };
    }

    private static long SumShorts(ReadOnlySpan<short> samples)
    {
        long even = 0;
        long odd = 0;
        int i = 1;
        for (; i < samples.Length; i += 2)
        {
            even += samples[i - 1] * samples[i - 1];
            odd += samples[i] * samples[i];
        }

        return even + odd + (i == samples.Length ? samples[i - 1] * samples[i - 1] : 0);
    }

    private static long SumHighBytes(ReadOnlySpan<byte> bytes, int width)
    {
        long sum = 0;
        for (int i = width - IntegerWidth; i + 1 < bytes.Length; i += width)
        {
            int sample = (short)(bytes[i] | (bytes[i + 1] << 8));
            sum += sample * sample;
        }

        return sum;
    }

    private static double SumFloats(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += sample * sample;
        }

        return sum;
    }

    private static double SumDoubles(ReadOnlySpan<double> samples)
    {
        double sum = 0;
        foreach (double sample in samples)
        {
            sum += sample * sample;
        }

        return sum;
    }
}
