namespace CometSpeech.Core.Audio;

internal sealed class AacJoiner : AudioJoiner
{
    public AacJoiner(Stream output) => throw new NotSupportedException("Aac cannot be joined yet.");

    public override AudioFormat Format => AudioFormat.Aac;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override AudioProperties Complete() => throw new NotSupportedException();
}
