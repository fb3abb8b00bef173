namespace CometSpeech.Core.Audio;

internal sealed class FlacJoiner : AudioJoiner
{
    public FlacJoiner(Stream output) => throw new NotSupportedException("Flac cannot be joined yet.");

    public override AudioFormat Format => AudioFormat.Flac;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override AudioProperties Complete() => throw new NotSupportedException();
}
