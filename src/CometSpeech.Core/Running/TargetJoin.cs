using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running;

/// <summary>Puts the parts of a target together, in order.</summary>
internal static class TargetJoin
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Joins into a stream that can seek.</summary>
    /// <param name="plan">Which part comes when.</param>
    /// <param name="parts">The parts of the plan's requests.</param>
    /// <param name="output">Where to.</param>
    /// <param name="monitor">Takes the warnings.</param>
    /// <param name="cancellationToken">Ends it between two reads.</param>
    /// <exception cref="AudioFormatException">A part does not fit; the message names it.</exception>
    public static async Task<AudioProperties> RunAsync(
        TargetPlan plan, IReadOnlyList<Part> parts, Stream output, IRunLog monitor, CancellationToken cancellationToken)
    {
        // What the server sent decides, not what was asked for.
        AudioFormat format = parts[plan.Chunks[0].Request].Audio.Format;
        using AudioJoiner joiner = AudioJoiner.Create(format, output);
        if (format != plan.Target.Format)
        {
            monitor.Warning($"The server sent {AudioFormats.GetName(format)} though {AudioFormats.GetName(plan.Target.Format)} was asked for: '{plan.Target.Name}' holds {AudioFormats.GetName(format)}.");
        }

        int segment = 0;
        for (int i = 0; i < plan.Chunks.Count; i++)
        {
            Chunk chunk = plan.Chunks[i];
            if (chunk.Segment != segment && i > 0 && plan.Target.Pause > TimeSpan.Zero && joiner.CanAppendSilence)
            {
                joiner.AppendSilence(plan.Target.Pause);
            }

            segment = chunk.Segment;
            Part part = parts[chunk.Request];
            string name = $"part {i + 1} of {plan.Chunks.Count}";
            using var stream = new FileStream(part.Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
            AudioProperties audio = await joiner.AppendAsync(stream, name, cancellationToken).ConfigureAwait(false);
            foreach (string warning in audio.Warnings)
            {
                monitor.Warning($"'{plan.Target.Name}', {name}: {warning}");
            }
        }

        return joiner.Complete();
    }
}
