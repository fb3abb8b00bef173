using CometSpeech.Core.Captions.Layout;

namespace CometSpeech.Core.Captions;

/// <summary>
/// Writes the captions of a file while its parts are joined: a cue a sentence, at the time when it is heard. Memory
/// does not grow with the text. Use: <see cref="Add"/> for every part in order, then <see cref="Complete"/> once.
/// </summary>
/// <remarks>
/// A cue begins inside the part that speaks it. It may stay on in the silence behind that part, so that what is said
/// last before a pause is shown for a second, too; never when the next one begins.
/// </remarks>
/// <param name="writers">Where the cues go, in each format.</param>
internal sealed class CaptionTrack(IReadOnlyList<CueWriter> writers) : IDisposable
{
    // The last part is held until it is known when the next one's first cue begins, or the audio ends.
    private HeldPart? _held;
    private TimeSpan _end;

    /// <summary>Where the cues go.</summary>
    public IReadOnlyList<CueWriter> Writers { get; } = writers;

    /// <summary>Adds the part that was joined last.</summary>
    /// <remarks>Times are whole milliseconds. A part that lasts less than one shows nothing.</remarks>
    public void Add(CaptionPart part)
    {
        long start = Math.Max(Ceiling(part.Start), Floor(_end));
        long end = Floor(part.End);
        List<CaptionSentence> sentences = CaptionSentence.Find(part.Segment, part.Range);
        if (end <= start || sentences.Count == 0)
        {
            return;
        }

        double seconds = (part.End - part.Origin).TotalSeconds;
        List<CueDraft> drafts = CueDraft.Create(sentences, part.Levels, seconds, out bool isEstimated);
        if (drafts.Count > end - start)
        {
            drafts = [CueDraft.Merge(drafts)]; // Pages of text in some milliseconds.
        }

        var next = new HeldPart(drafts, isEstimated, part.Origin.TotalMilliseconds, start, end);
        _held?.Write(Writers, next.FirstStart, isLast: false);
        _held = next;
        _end = part.End;
    }

    /// <summary>Ends the captions; the last cue ends with the audio, unless that is more than 7 seconds.</summary>
    /// <param name="length">How long the audio is.</param>
    public void Complete(TimeSpan length)
    {
        _held?.Write(Writers, Floor(length), isLast: true);
        _held = null;
        foreach (CueWriter writer in Writers)
        {
            writer.Flush();
        }
    }

    /// <summary>Ends the writers; the streams are left open.</summary>
    public void Dispose()
    {
        foreach (CueWriter writer in Writers)
        {
            writer.Dispose();
        }
    }

    private static TimeSpan Milliseconds(long milliseconds) =>
        TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond);

    private static long Floor(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    private static long Ceiling(TimeSpan time) =>
        (time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

    /// <summary>A part whose cues are not written yet.</summary>
    /// <param name="Drafts">Its cues, one at least, in seconds from <paramref name="Origin"/>.</param>
    /// <param name="IsEstimated">Whether their times are estimated.</param>
    /// <param name="Origin">In milliseconds of the file; may lie before <paramref name="Start"/>.</param>
    /// <param name="Start">Where it begins, in milliseconds of the file.</param>
    /// <param name="End">Where it ends: one for each draft later, at least.</param>
    private sealed record HeldPart(
        IReadOnlyList<CueDraft> Drafts, bool IsEstimated, double Origin, long Start, long End)
    {
        /// <summary>When the first cue appears, at the earliest.</summary>
        public long FirstStart => StartOf(Drafts[0], Start, End - Drafts.Count);

        /// <summary>Writes its cues.</summary>
        /// <param name="writers">Where to.</param>
        /// <param name="limit">When the next cue appears or the audio ends, not before this part does.</param>
        /// <param name="isLast">Whether the audio ends.</param>
        public void Write(IReadOnlyList<CueWriter> writers, long limit, bool isLast)
        {
            long end = Math.Min(End, limit);
            List<CueDraft> drafts = CueArrangement.Share(Drafts, (limit - Origin) / 1000);

            // Each gets a millisecond at least, whatever was found.
            long earliest = Start;
            var starts = new long[drafts.Count];
            for (int i = 0; i < drafts.Count; i++)
            {
                starts[i] = StartOf(drafts[i], earliest, end - (drafts.Count - i));
                earliest = starts[i] + 1;
            }

            for (int i = 0; i < drafts.Count; i++)
            {
                bool isLastCue = i == drafts.Count - 1;
                double until = CueArrangement.FindEnd(
                    starts[i] / 1000.0,
                    (Origin / 1000) + drafts[i].End,
                    (isLastCue ? limit : starts[i + 1]) / 1000.0,
                    isLast && isLastCue);

                // What is only white space or control characters shows nothing.
                string[] lines = [.. drafts[i].Lines.Where(line => !string.IsNullOrWhiteSpace(line))];
                if (lines.Length > 0)
                {
                    var cue = new Cue(
                        Milliseconds(starts[i]),
                        Milliseconds(Math.Max(starts[i] + 1, (long)Math.Round(until * 1000))),
                        lines,
                        IsEstimated);
                    foreach (CueWriter writer in writers)
                    {
                        writer.Write(cue);
                    }
                }
            }
        }

        private long StartOf(CueDraft draft, long earliest, long latest) =>
            Math.Min(latest, Math.Max(earliest, (long)(Origin + (draft.Start * 1000))));
    }
}
