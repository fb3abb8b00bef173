using CometSpeech.Core.Api;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Text;

namespace CometSpeech.Core.Planning;

/// <summary>
/// What a target takes: its requests in order, known before anything is sent or paid for. It holds ranges of the
/// segments' texts, not copies: a plan of a long book is small.
/// </summary>
public sealed class TargetPlan
{
    private TargetPlan(
        Target target,
        IReadOnlyList<Chunk> chunks,
        IReadOnlyList<PlannedChapter> chapters,
        IReadOnlyList<PlannedRequest> requests)
    {
        Target = target;
        Chunks = chunks;
        Chapters = chapters;
        Requests = requests;
        Characters = chunks.Sum(chunk => (long)chunk.Range.Length);
        PaidCharacters = requests.Sum(request => (long)request.Range.Length);
        NeedsLevels = target.Subtitles.Count > 0
            || Enumerable.Range(0, chunks.Count).Any(i => PauseBefore(i) > TimeSpan.Zero);
    }

    /// <summary>What is made.</summary>
    public Target Target { get; }

    /// <summary>The pieces of the file in order.</summary>
    public IReadOnlyList<Chunk> Chunks { get; }

    /// <summary>
    /// The chapters in order; empty when the text has none. The first one begins with the first chunk, and none is
    /// without a chunk.
    /// </summary>
    public IReadOnlyList<PlannedChapter> Chapters { get; }

    /// <summary>The distinct requests; equal chunks need one.</summary>
    public IReadOnlyList<PlannedRequest> Requests { get; }

    /// <summary>
    /// Whether the parts' level curves are needed: for pauses, which count the silence that parts bring, and for
    /// captions.
    /// </summary>
    public bool NeedsLevels { get; }

    /// <summary>UTF-16 units that are spoken.</summary>
    public long Characters { get; }

    /// <summary>UTF-16 units that are sent when nothing is there yet.</summary>
    public long PaidCharacters { get; }

    /// <summary>Cuts the target's text. No chunk at all means that the text is empty or blank.</summary>
    /// <param name="target">What is made.</param>
    /// <param name="address">The service that is asked: another service, another voice of the same name.</param>
    public static TargetPlan Create(Target target, ServiceAddress address)
    {
        var chunks = new List<Chunk>();
        var chapters = new List<PlannedChapter>();
        string? chapter = null;
        var requests = new List<PlannedRequest>();
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        ParagraphCuts paragraphs = target.Pauses.Paragraph > TimeSpan.Zero ? ParagraphCuts.Each
            : target.EndsChunksWithParagraphs ? ParagraphCuts.WhereLongEnough
            : ParagraphCuts.AsFits;
        ChunkGrowth? growth = target.BeginsSmall ? new ChunkGrowth() : null;
        using var naming = new PartNaming(address);
        for (int i = 0; i < target.Segments.Count; i++)
        {
            Segment segment = target.Segments[i];
            chapter = segment.Chapter ?? chapter;
            int maxLength = target.MaxChunkLength ?? segment.DefaultMaxChunkLength;
            IEnumerable<TextRange> ranges =
                TextSplitter.Split(segment.Text, maxLength, paragraphs, segment.IsDocument, growth);
            int? end = null;
            foreach (TextRange range in ranges)
            {
                ChunkStart start = end is not { } before ? ChunkStart.Segment
                    : paragraphs == ParagraphCuts.Each && ParagraphBoundary.IsIn(segment.Text, before, range.Start)
                        ? ChunkStart.Paragraph
                    : ChunkStart.Text;
                end = range.Start + range.Length;
                if (chapter is not null)
                {
                    chapters.Add(new PlannedChapter(chapter, chunks.Count));
                    chapter = null;
                    start = ChunkStart.Chapter;
                }

                string name = naming.NameOf(segment, range, target.Format);
                if (!indexes.TryGetValue(name, out int index))
                {
                    index = requests.Count;
                    indexes.Add(name, index);
                    requests.Add(new PlannedRequest(i, range, name));
                }

                chunks.Add(new Chunk(i, range, index, start));
            }
        }

        if (chapters.Count > 0 && chapters[0].Chunk > 0)
        {
            string title = target.Tags?.Title ?? Path.GetFileNameWithoutExtension(target.OutFile) ?? target.Name;
            chapters.Insert(0, new PlannedChapter(title, 0));
        }

        return new TargetPlan(target, chunks, chapters, requests);
    }

    /// <summary>How long nobody is to be heard before a chunk; zero leaves the joint as the parts bring it.</summary>
    public TimeSpan PauseBefore(int chunk) =>
        chunk == 0 ? TimeSpan.Zero : Target.Pauses.Before(Chunks[chunk].Start);

    /// <summary>Where a request's text comes first among <see cref="Chunks"/>, from 1.</summary>
    public int PartNumberOf(int request)
    {
        int index = 0;
        while (Chunks[index].Request != request)
        {
            index++;
        }

        return index + 1;
    }

    /// <summary>Makes the body's fields of a request; only now its text is copied.</summary>
    public SpeechRequest CreateRequest(int index)
    {
        PlannedRequest planned = Requests[index];
        Segment segment = Target.Segments[planned.Segment];
        return new SpeechRequest(
            planned.Range.Of(segment.Text),
            segment.Voice,
            segment.Model,
            Target.Format,
            segment.Speed,
            segment.Instructions)
        {
            ReadsLevels = NeedsLevels,
        };
    }
}
