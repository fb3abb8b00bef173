using CometSpeech.Core.Captions;

namespace CometSpeech.Core.Tests.Captions.Support;

/// <summary>Keeps the cues that a track writes.</summary>
internal sealed class CollectedCues() : CueWriter(Stream.Null, "\n")
{
    public List<Cue> Cues { get; } = [];

    public override void Write(Cue cue) => Cues.Add(cue);
}
