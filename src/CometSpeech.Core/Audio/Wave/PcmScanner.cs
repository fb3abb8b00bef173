namespace CometSpeech.Core.Audio.Wave;

/// <summary>
/// Reads raw samples as the endpoint sends them: 24 kHz, mono, 16-bit signed little-endian. A unit is a run of them.
/// </summary>
internal sealed class PcmScanner : SampleScanner
{
    private const int BlockAlign = 2;

    public override AudioFormat Format => AudioFormat.Pcm;

    public override WaveFormat SampleFormat => WaveFormat.Endpoint;

    protected override Step Scan()
    {
        if (Lacks(BlockAlign))
        {
            return Step.More;
        }

        int run = Part.Available & ~1;
        if (run == 0)
        {
            // A single byte left over would swap the halves of all later samples.
            IsTruncated = Part.Available > 0;
            return Step.End;
        }

        SampleCount += run / BlockAlign;
        return Found(run);
    }

    protected override void BeginPart()
    {
    }

    protected override void JudgePart()
    {
        if (SampleCount == 0)
        {
            throw new AudioFormatException(Name, $"{Name} holds no PCM samples.");
        }

        if (IsTruncated)
        {
            Warnings.Add($"{Name} ends inside a sample; its last byte was left out.");
        }
    }
}
