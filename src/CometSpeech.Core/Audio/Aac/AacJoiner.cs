namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// Joins ADTS frames as they are. Nothing is put before them: some players refuse ADTS behind an ID3 tag.
/// </summary>
internal sealed class AacJoiner(Stream output) : AudioJoiner(output)
{
    private readonly AacScanner _scanner = new();

    private protected override PartScanner Scanner => _scanner;

    private protected override void WriteUnit() => Output.WriteRun(_scanner.Unit);

    private protected override void CompleteFile()
    {
    }
}
