namespace CometSpeech.Core.Audio.Wave;

/// <summary>Reads parts that are plain samples. A unit is a run of whole ones.</summary>
internal abstract class SampleScanner : PartScanner
{
    /// <summary>The samples' format, that of the first part; known from the first unit on.</summary>
    public abstract WaveFormat SampleFormat { get; }

    protected internal override int SampleRate => SampleFormat.SampleRate;

    protected internal override int Channels => SampleFormat.Channels;
}
