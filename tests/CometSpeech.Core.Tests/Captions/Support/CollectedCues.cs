using CometSpeech.Core.Captions;

namespace CometSpeech.Core.Tests.Captions.Support;

/// <summary>Keeps the cues that a track writes.</summary>
internal sealed class CollectedCues() : CueWriter(Stream.Null, "\n")
{
    public List<Cue> Cues { get; } = [];

    public override void Write(Cue cue) => Cues.Add(cue);

    /// <summary>Fails unless cues follow each other without overlap, each with a length, between two times.</summary>
    public static void AssertAscending(IEnumerable<Cue> cues, double start, double end)
    {
        double before = start;
        foreach (Cue cue in cues)
        {
            Assert.True(cue.Start.TotalSeconds >= before, $"{cue.Start} begins before {before}");
            Assert.True(cue.End > cue.Start, $"{cue.Start} has no length");
            before = cue.End.TotalSeconds;
        }

        Assert.True(before <= end, $"{before} is behind the end {end}");
    }
}
