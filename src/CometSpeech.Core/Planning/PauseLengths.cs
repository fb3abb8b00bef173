namespace CometSpeech.Core.Planning;

/// <summary>
/// Lengths of the pauses between segments, paragraphs and chapters. Zero leaves the joint as the parts bring it. Where
/// several of them end at once, the longest counts.
/// </summary>
/// <param name="Segment">Between two segments.</param>
/// <param name="Paragraph">Between two paragraphs, each of which begins a chunk then.</param>
/// <param name="Chapter">Between two chapters.</param>
public readonly record struct PauseLengths(TimeSpan Segment, TimeSpan Paragraph, TimeSpan Chapter)
{
    /// <summary>The pause before a chunk that is not the first one; zero for none.</summary>
    public TimeSpan Before(ChunkStart start)
    {
        TimeSpan pause = start >= ChunkStart.Paragraph ? Paragraph : TimeSpan.Zero;
        pause = start >= ChunkStart.Segment && Segment > pause ? Segment : pause;
        return start >= ChunkStart.Chapter && Chapter > pause ? Chapter : pause;
    }
}
