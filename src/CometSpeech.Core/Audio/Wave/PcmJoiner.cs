namespace CometSpeech.Core.Audio.Wave;

/// <summary>Joins samples without a header, of raw answers or out of WAVE files; raw ones are little-endian.</summary>
internal sealed class PcmJoiner(Stream output, SampleScanner scanner, JoinOptions options)
    : SampleJoiner(output, scanner, options)
{
    public override AudioFormat Format => AudioFormat.Pcm;

    // Who asked for raw samples knows what they are.
    private protected override IReadOnlyList<string> Warnings =>
        Samples.Format == AudioFormat.Pcm ? [] : GetWarnings(Samples.SampleFormat);

    /// <summary>The header that is left out is all that tells what the samples are.</summary>
    public static string[] GetWarnings(WaveFormat samples) => samples == WaveFormat.Endpoint
        ? []
        : [$"Its samples are {samples}, which a file without a header does not tell."];

    private protected override void WriteUnit() => WriteSamples();

    private protected override void CompleteFile()
    {
    }
}
