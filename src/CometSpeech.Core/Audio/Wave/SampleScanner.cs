using CometSpeech.Core.Audio.Levels;

namespace CometSpeech.Core.Audio.Wave;

/// <summary>Reads parts that are plain samples. A unit is a run of whole ones.</summary>
internal abstract class SampleScanner : PartScanner
{
    /// <summary>The samples' format, that of the first part; known from the first unit on.</summary>
    public abstract WaveFormat SampleFormat { get; }

    /// <summary>The samples of the part before the unit that was read last.</summary>
    public long UnitStart => SampleCount - (Unit.Count / SampleFormat.BlockAlign);

    protected internal override int SampleRate => SampleFormat.SampleRate;

    protected internal override int Channels => SampleFormat.Channels;

    /// <summary>Measures the samples of the part when somebody wants their levels; null before the first one.</summary>
    protected SampleLevelMeter? Meter { get; private set; }

    protected override void BeginPart() => Meter = null;

    /// <summary>Measures a run of whole samples, little-endian, when somebody wants their levels.</summary>
    protected void Measure(ReadOnlySpan<byte> samples)
    {
        if (Levels is not null)
        {
            Meter ??= new SampleLevelMeter(SampleFormat, Levels);
            Meter.Add(samples);
        }
    }

    protected override LevelCurve? ToCurve(LevelCurveBuilder levels) => Meter?.ToCurve();
}
