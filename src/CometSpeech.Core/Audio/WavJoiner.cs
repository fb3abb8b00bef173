namespace CometSpeech.Core.Audio;

internal sealed class WavJoiner : AudioJoiner
{
    public WavJoiner(Stream output) => throw new NotSupportedException("Wav cannot be joined yet.");

    public override AudioFormat Format => AudioFormat.Wav;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override AudioProperties Complete() => throw new NotSupportedException();
}
