namespace CometSpeech.Core.Audio;

internal sealed class Mp3Joiner : AudioJoiner
{
    public Mp3Joiner(Stream output) => throw new NotSupportedException("Mp3 cannot be joined yet.");

    public override AudioFormat Format => AudioFormat.Mp3;

    public override AudioProperties Append(Stream part, string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override AudioProperties Complete() => throw new NotSupportedException();
}
