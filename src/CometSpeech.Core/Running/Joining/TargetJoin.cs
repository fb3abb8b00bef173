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
    /// <exception cref="Work.PartGoneException">A part's file is not there any more.</exception>
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
            Chapters = plan.Chapters.Select(chapter => chapter.Title).ToArray(),
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

        var appender = new PartAppender(plan, parts, isStream: false, joiner, log);
        for (int i = 0; i < plan.Chunks.Count; i++)
        {
            await appender.AppendAsync(i, cancellationToken).ConfigureAwait(false);
            Chunk chunk = plan.Chunks[i];
            captions?.Add(new CaptionPart(
                plan.Target.Segments[chunk.Segment],
                chunk.Range,
                parts[chunk.Request].Audio.Levels,
                joiner.PartOrigin,
                joiner.PartStart,
                joiner.Length));
        }

        captions?.Complete(joiner.Length);
        return appender.Complete();
    }
}
