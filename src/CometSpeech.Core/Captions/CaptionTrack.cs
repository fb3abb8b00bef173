namespace CometSpeech.Core.Captions;

/// <summary>
/// Writes the captions of a file while its parts are joined: a cue a sentence, at the time when it is heard. Memory
/// does not grow with the text. Use: <see cref="Add"/> for every part in order, then <see cref="Complete"/> once.
/// </summary>
/// <param name="writers">Where the cues go, in each format.</param>
internal sealed class CaptionTrack(IReadOnlyList<CueWriter> writers) : IDisposable
{
    // The last cue is held until it is known whether the audio lasts as long.
    private Cue? _last;
    private TimeSpan _end;

    /// <summary>Where the cues go.</summary>
    public IReadOnlyList<CueWriter> Writers { get; } = writers;

    /// <summary>Adds the part that was joined last.</summary>
    /// <remarks>
    /// A part's cues stay inside it, whole milliseconds of its own. What lasts less than one shows nothing.
    /// </remarks>
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
        double origin = part.Origin.TotalMilliseconds;
        drafts = CueDraft.Arrange(drafts, (end - origin) / 1000);
        if (drafts.Count > end - start)
        {
            drafts = [CueDraft.Merge(drafts)]; // Pages of text in some milliseconds.
        }

        // Each gets a millisecond at least, whatever was found.
        long earliest = start;
        var starts = new long[drafts.Count];
        for (int i = 0; i < drafts.Count; i++)
        {
            long latest = end - (drafts.Count - i);
            starts[i] = Math.Min(latest, Math.Max(earliest, (long)(origin + (drafts[i].Start * 1000))));
            earliest = starts[i] + 1;
        }

        for (int i = 0; i < drafts.Count; i++)
        {
            long limit = i + 1 < drafts.Count ? starts[i + 1] : end;
            long until = Math.Min(limit, Math.Max(starts[i] + 1, (long)(origin + (drafts[i].End * 1000))));
            // What is only white space or control characters shows nothing.
            string[] lines = [.. drafts[i].Lines.Where(line => !string.IsNullOrWhiteSpace(line))];
            if (lines.Length > 0)
            {
                Write(new Cue(Milliseconds(starts[i]), Milliseconds(until), lines, isEstimated));
            }
        }

        _end = part.End;
    }

    /// <summary>Ends the captions; the last cue ends with the audio.</summary>
    /// <param name="length">How long the audio is.</param>
    public void Complete(TimeSpan length)
    {
        if (_last is { } last && last.End > length)
        {
            TimeSpan end = Milliseconds(Floor(length));
            _last = last with { Start = last.Start < end ? last.Start : end - Milliseconds(1), End = end };
        }

        Write(null);
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

    private void Write(Cue? next)
    {
        foreach (CueWriter writer in Writers)
        {
            if (_last is not null)
            {
                writer.Write(_last);
            }
        }

        _last = next;
    }

    private static TimeSpan Milliseconds(long milliseconds) =>
        TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond);

    private static long Floor(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    private static long Ceiling(TimeSpan time) =>
        (time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;
}
