using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running.Work;

namespace CometSpeech.Core.Running.Joining;

/// <summary>
/// Appends the parts of a target to a joiner in the order of its chunks, with the pauses between them, and notes where
/// its chapters begin.
/// </summary>
/// <param name="plan">Which part comes when.</param>
/// <param name="parts">The parts of the plan's requests; of a stream only the one at hand is there.</param>
/// <param name="isStream">Whether it is a stream.</param>
/// <param name="joiner">Takes the parts, all of which are of its format.</param>
/// <param name="log">Receives the warnings.</param>
internal sealed class PartAppender(
    TargetPlan plan, IReadOnlyList<Part?> parts, bool isStream, AudioJoiner joiner, IRunLog log)
{
    private readonly AudioProperties _first = parts[plan.Chunks[0].Request]!.Audio;
    private readonly PauseKeeper _pauses = new(plan, parts, looksAhead: !isStream, joiner, log);
    private readonly PartWarnings _warnings = new();
    private readonly List<TimeSpan> _starts = [];

    /// <summary>Appends the part of the next chunk.</summary>
    /// <param name="chunk">Its index; all before it have been appended.</param>
    /// <param name="cancellationToken">Ends it between two reads.</param>
    /// <exception cref="AudioFormatException">It does not fit; the message names it.</exception>
    /// <exception cref="PartGoneException">Its file is not there any more.</exception>
    /// <returns>The properties of the part alone.</returns>
    public async Task<AudioProperties> AppendAsync(int chunk, CancellationToken cancellationToken)
    {
        int request = plan.Chunks[chunk].Request;
        Part part = parts[request]!;
        string name = $"part {chunk + 1} of {plan.Chunks.Count}";
        if (!AudioConfiguration.Agree(part.Audio, _first))
        {
            throw AudioConfiguration.Different(name, part.Audio, $"part 1 of {plan.Chunks.Count}", _first);
        }

        using Stream stream = Open(part, request);
        AudioProperties audio =
            await joiner.AppendAsync(stream, _pauses.Prepare(chunk, name), cancellationToken).ConfigureAwait(false);
        _pauses.Appended(chunk);
        if (_starts.Count < plan.Chapters.Count && plan.Chapters[_starts.Count].Chunk == chunk)
        {
            // What the joiner tells of the first part is its sound: the chapter is all that a player plays.
            _starts.Add(chunk == 0 ? TimeSpan.Zero : joiner.PartStart);
        }

        foreach (string warning in audio.Warnings)
        {
            // It names the part itself.
            _warnings.Add(chunk + 1, warning);
        }

        return audio;
    }

    /// <summary>Completes the file, or the stream, which tells no chapters.</summary>
    public (AudioProperties Audio, IReadOnlyList<TargetChapter> Chapters) Complete()
    {
        // A part of a single frame is over, as frames are counted, before its sound comes out of a decoder.
        TimeSpan end = joiner.Length;
        TimeSpan[] heard = [.. _starts.Select(start => start < end ? start : end)];
        AudioProperties whole = joiner.Complete(isStream ? [] : heard);
        // Where sound is kept that is heard, too, the file tells of the parts.
        IEnumerable<string> ofParts = isStream && plan.Target.OutFile is not null ? [] : _warnings.Summarize();
        // They are about what a file cannot tell; who takes a stream is told with each part what its samples are.
        IReadOnlyList<string> ofWhole = isStream ? [] : whole.Warnings;
        foreach (string warning in ofParts.Concat(ofWhole))
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
