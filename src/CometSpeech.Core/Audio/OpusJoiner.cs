namespace CometSpeech.Core.Audio;

internal sealed class OpusJoiner : AudioJoiner
{
    public OpusJoiner(Stream output) => throw new NotSupportedException("Opus cannot be joined yet.");

    public override AudioFormat Format => AudioFormat.Opus;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override AudioProperties Complete() => throw new NotSupportedException();
}
