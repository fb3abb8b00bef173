namespace CometSpeech.Core.Audio;

internal sealed class PcmJoiner : AudioJoiner
{
    public PcmJoiner(Stream output) => throw new NotSupportedException("Pcm cannot be joined yet.");

    public override AudioFormat Format => AudioFormat.Pcm;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override AudioProperties Complete() => throw new NotSupportedException();
}
