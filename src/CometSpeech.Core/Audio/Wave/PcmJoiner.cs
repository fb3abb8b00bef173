namespace CometSpeech.Core.Audio.Wave;

/// <summary>Joins samples without a header, of raw answers or out of WAVE files; raw ones are little-endian.</summary>
internal sealed class PcmJoiner(Stream output, SampleScanner scanner, JoinOptions options)
    : AudioJoiner(output, options)
{
    public override AudioFormat Format => AudioFormat.Pcm;

    public override bool CanAppendSilence => true;

    private protected override PartScanner Scanner => scanner;

    // The header that is left out is all that tells what the samples are; who asked for raw samples knows.
    private protected override IReadOnlyList<string> Warnings =>
        scanner.Format == AudioFormat.Pcm || scanner.SampleFormat == WaveFormat.Endpoint
            ? []
            : [$"Its samples are {scanner.SampleFormat}, which a file without a header does not tell."];

    private protected override void WriteUnit() => Output.WriteRun(scanner.Unit);

    private protected override void WriteSilence(long samples) =>
        Output.Fill(scanner.SampleFormat.SilenceByte, samples * scanner.SampleFormat.BlockAlign);

    private protected override void CompleteFile()
    {
    }
}
