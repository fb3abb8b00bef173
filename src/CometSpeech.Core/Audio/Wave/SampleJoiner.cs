namespace CometSpeech.Core.Audio.Wave;

/// <summary>Joins plain samples: silence and what is left out are exact to the sample.</summary>
/// <param name="output">Writable and seekable.</param>
/// <param name="scanner">Finds the samples.</param>
/// <param name="options">What the file is to be besides its parts.</param>
internal abstract class SampleJoiner(Stream output, SampleScanner scanner, JoinOptions options)
    : AudioJoiner(output, options)
{
    public override bool CanAppendSilence => true;

    internal override WaveFormat? SampleFormat => scanner.SampleFormat;

    /// <summary>Finds the samples.</summary>
    private protected SampleScanner Samples => scanner;

    private protected override PartScanner Scanner => scanner;

    /// <summary>Copies the samples that the scanner has just read, but for those that are to be left out.</summary>
    private protected void WriteSamples()
    {
        ArraySegment<byte> run = scanner.Unit;
        int align = scanner.SampleFormat.BlockAlign;
        int rate = scanner.SampleFormat.SampleRate;
        long start = scanner.UnitStart;
        long count = run.Count / align;
        long before = Clamp(AudioProperties.ToSamples(Part.LeadingCut, rate) - start, count);
        long after = Part.Audio is null || Part.TrailingCut == TimeSpan.Zero
            ? 0
            : Clamp(
                start + count - Part.Audio.SampleCount + AudioProperties.ToSamples(Part.TrailingCut, rate),
                count - before);
        LeftOutBefore += before;
        LeftOutAfter += after;
        Output.WriteRun(new ArraySegment<byte>(
            run.Array!, run.Offset + (int)(before * align), (int)((count - before - after) * align)));
    }

    private protected override void WriteSilence(long samples) =>
        Output.Fill(scanner.SampleFormat.SilenceByte, samples * scanner.SampleFormat.BlockAlign);

    private static long Clamp(long samples, long most) => Math.Max(0, Math.Min(samples, most));
}
