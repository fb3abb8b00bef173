using CometSpeech.Core.Audio;
using CometSpeech.Core.Captions;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running.Joining;

/// <summary>Puts the parts of a target together, in order.</summary>
internal static class TargetJoin
{
    /// <summary>Joins into a stream that can seek.</summary>
    /// <param name="plan">Which part comes when.</param>
    /// <param name="parts">The parts of the plan's requests.</param>
    /// <param name="output">Where to.</param>
    /// <param name="captions">Writes the captions meanwhile; null for none.</param>
    /// <param name="log">Receives the warnings.</param>
    /// <param name="cancellationToken">Ends it between two reads.</param>
    /// <exception cref="AudioFormatException">A part does not fit; the message names it.</exception>
    /// <exception cref="PartGoneException">A part's file is not there any more.</exception>
    /// <returns>What came out, and its chapters.</returns>
    public static async Task<(AudioProperties Audio, IReadOnlyList<TargetChapter> Chapters)> RunAsync(
        TargetPlan plan,
        IReadOnlyList<Part> parts,
        Stream output,
        CaptionTrack? captions,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        // What the server sent decides, not what was asked for.
        AudioFormat format = parts[plan.Chunks[0].Request].Audio.Format;
        AudioContainer container = AudioContainers.Choose(format, plan.Target.Container);
        using AudioJoiner joiner = AudioJoiner.Create(format, output, new JoinOptions
        {
            Container = container,
            Tags = plan.Target.Tags,
            Chapters = [.. plan.Chapters.Select(chapter => chapter.Title)],
        });
        if (container != plan.Target.Container)
        {
            string sent = AudioFormats.GetName(format);
            bool isUntold = container == AudioContainer.Adts
                && (plan.Chapters.Count > 0 || plan.Target.Tags is not null);
            log.Warning(
                $"The server sent {sent} though {AudioFormats.GetName(plan.Target.Format)} was asked for: "
                    + $"'{plan.Target.Name}' holds {sent}"
                    + (isUntold ? ", which has no place for chapters and tags. A file named .m4a has." : "."));
        }

        List<TimeSpan> starts = [];
        var pauses = new PauseKeeper(plan, parts, joiner, log);
        for (int i = 0; i < plan.Chunks.Count; i++)
        {
            Chunk chunk = plan.Chunks[i];
            string name = $"part {i + 1} of {plan.Chunks.Count}";
            Part part = parts[chunk.Request];
            if (part.Audio.Format != format)
            {
                throw new AudioFormatException(
                    name,
                    $"{name} does not fit: it is {AudioFormats.GetName(part.Audio.Format)}, but part 1 of "
                        + $"{plan.Chunks.Count} is {AudioFormats.GetName(format)}. Parts of one file must agree.");
            }

            using Stream stream = Open(part, chunk.Request);
            AudioProperties audio = await joiner
                .AppendAsync(stream, pauses.Prepare(i, name), cancellationToken)
                .ConfigureAwait(false);
            pauses.Appended(i);
            captions?.Add(new CaptionPart(
                plan.Target.Segments[chunk.Segment],
                chunk.Range,
                part.Audio.Levels,
                joiner.PartOrigin,
                joiner.PartStart,
                joiner.Length));
            if (starts.Count < plan.Chapters.Count && plan.Chapters[starts.Count].Chunk == i)
            {
                // What the joiner tells of the first part is its sound: the chapter is all that a player plays.
                starts.Add(i == 0 ? TimeSpan.Zero : joiner.PartStart);
            }

            foreach (string warning in audio.Warnings)
            {
                // It names the part itself.
                log.Warning($"'{plan.Target.Name}': {warning}");
            }
        }

        // A part of a single frame is over, as frames are counted, before its sound comes out of a decoder.
        TimeSpan end = joiner.Length;
        TimeSpan[] heard = [.. starts.Select(start => start < end ? start : end)];
        captions?.Complete(end);
        AudioProperties whole = joiner.Complete(heard);
        foreach (string warning in whole.Warnings)
        {
            log.Warning($"'{plan.Target.Name}': {warning}");
        }

        return (whole, CreateChapters(plan.Chapters, heard, whole.Duration));
    }

    private static TargetChapter[] CreateChapters(
        IReadOnlyList<PlannedChapter> chapters, TimeSpan[] starts, TimeSpan end)
    {
        var all = new TargetChapter[chapters.Count];
        for (int i = all.Length - 1; i >= 0; i--)
        {
            all[i] = new TargetChapter(chapters[i].Title, starts[i], end - starts[i]);
            end = starts[i];
        }

        return all;
    }

    private static Stream Open(Part part, int request)
    {
        try
        {
            return part.OpenRead();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PartGoneException(request, part, e);
        }
    }
}
