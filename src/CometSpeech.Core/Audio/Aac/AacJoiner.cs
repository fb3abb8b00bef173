namespace CometSpeech.Core.Audio.Aac;

/// <summary>
/// Joins ADTS frames as they are. Nothing is put before them: some players refuse ADTS behind an ID3 tag.
/// </summary>
internal class AacJoiner(Stream output, JoinOptions options) : AudioJoiner(output, options)
{
    private readonly AacScanner _scanner = new();

    private protected override PartScanner Scanner => _scanner;

    private protected override void WriteUnit() => WriteFrames(_scanner.Unit);

    /// <summary>Writes whole ADTS frames as the file has them.</summary>
    private protected virtual void WriteFrames(ArraySegment<byte> frames) => Output.WriteRun(frames);

    /// <summary>
    /// A frame late: the window of the first one overlaps the next (ISO/IEC 14496-3, 4.6.11), so that its samples come
    /// out with that one, and ADTS tells no decoder to drop what comes before.
    /// </summary>
    private protected override long FindPartStart(long samples) => samples + _scanner.FrameSamples;

    private protected override void CompleteFile()
    {
    }
}
