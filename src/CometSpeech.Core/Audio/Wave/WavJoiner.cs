namespace CometSpeech.Core.Audio.Wave;

/// <summary>Joins the samples of WAVE files under one header whose sizes are right.</summary>
internal sealed class WavJoiner(Stream output) : AudioJoiner(output)
{
    private readonly WavScanner _scanner = new();

    public override bool CanAppendSilence => true;

    private protected override PartScanner Scanner => _scanner;

    private protected override void WriteUnit()
    {
        if (Output.Position == 0)
        {
            Output.Write(WaveHeader.Make(_scanner.SampleFormat, null));
        }

        Output.WriteRun(_scanner.Unit);
    }

    private protected override void WriteSilence(long samples) =>
        Output.Fill(_scanner.SampleFormat.SilenceByte, samples * _scanner.SampleFormat.BlockAlign);

    private protected override void CompleteFile()
    {
        long dataBytes = Output.Position - WaveHeader.Length;
        Output.Fill(0, dataBytes & 1);
        Output.Patch(0, WaveHeader.Make(_scanner.SampleFormat, dataBytes));
    }
}
