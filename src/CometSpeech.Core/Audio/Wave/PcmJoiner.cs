namespace CometSpeech.Core.Audio.Wave;

/// <summary>Joins raw samples; the output is little-endian.</summary>
internal sealed class PcmJoiner(Stream output) : AudioJoiner(output)
{
    private readonly PcmScanner _scanner = new();

    public override bool CanAppendSilence => true;

    private protected override PartScanner Scanner => _scanner;

    private protected override void WriteUnit() => Output.WriteRun(_scanner.Unit);

    private protected override void WriteSilence(long samples) =>
        Output.Fill(0, samples * _scanner.SampleFormat.BlockAlign);

    private protected override void CompleteFile()
    {
    }
}
