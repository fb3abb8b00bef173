using CometSpeech.Core.Audio;
using CometSpeech.Core.Audio.Levels;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running.Joining;

/// <summary>
/// Makes pauses as long as asked, as they are heard: counts the silence that parts bring at their ends, adds what is
/// missing, and has left out what is too much. A joint where no pause is asked for stays as the parts bring it.
/// </summary>
/// <param name="plan">Which part comes when, and the pauses.</param>
/// <param name="parts">The parts of the plan's requests, as far as they are there.</param>
/// <param name="looksAhead">
/// Whether the next part is there when one is appended. Else the pauses are as long, but where the next part begins in
/// silence, or lets none be left out, more of them may be made of bare silence.
/// </param>
/// <param name="joiner">Writes them.</param>
/// <param name="log">Receives the warning that there are none.</param>
internal sealed class PauseKeeper(
    TargetPlan plan, IReadOnlyList<Part?> parts, bool looksAhead, AudioJoiner joiner, IRunLog log)
{
    private readonly Dictionary<int, Sound?> _sounds = [];

    // Where the part before is heard last, in the decoded file.
    private TimeSpan _heardEnd;

    private bool _warned;

    /// <summary>
    /// Writes the silence that goes before a chunk, and tells how its part is to be appended.
    /// </summary>
    public JoinedPart Prepare(int chunk, string name)
    {
        Part part = parts[plan.Chunks[chunk].Request]!;
        Sound? sound = SoundOf(chunk);
        TimeSpan leadingCut = TimeSpan.Zero;
        TimeSpan pause = plan.PauseBefore(chunk);
        if (pause > TimeSpan.Zero && !joiner.CanAppendSilence)
        {
            Warn();
        }
        else if (pause > TimeSpan.Zero)
        {
            TimeSpan own = joiner.NextPartOrigin + (sound?.HeardStart ?? TimeSpan.Zero) - _heardEnd;
            if (own < pause)
            {
                joiner.AppendSilence(pause - own);
            }
            else
            {
                // A soft beginning stays: where it is longer than the pause, so is the pause.
                leadingCut = Least(own - pause, sound?.Start ?? TimeSpan.Zero);
            }
        }

        return new JoinedPart(
            name, part.Audio, leadingCut, FindTrailingCut(chunk, sound), sound?.End, sound?.Start);
    }

    /// <summary>Notes where the part was put.</summary>
    public void Appended(int chunk) =>
        _heardEnd = joiner.PartOrigin + (SoundOf(chunk)?.HeardEnd ?? DurationOf(chunk));

    private TimeSpan FindTrailingCut(int chunk, Sound? sound)
    {
        if (sound is null || chunk + 1 == plan.Chunks.Count)
        {
            return TimeSpan.Zero;
        }

        TimeSpan pause = plan.PauseBefore(chunk + 1);
        if (pause == TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        // The silence next to speech stays, half of the pause on either side where there is so much: what a curve of
        // levels takes for silence may still be a soft sound there.
        TimeSpan tail = DurationOf(chunk) - sound.HeardEnd;
        TimeSpan half = TimeSpan.FromTicks(pause.Ticks / 2);
        TimeSpan head = looksAhead ? SoundOf(chunk + 1)?.HeardStart ?? TimeSpan.Zero : half;
        TimeSpan kept = pause - head > half ? pause - head : half;
        return kept < tail ? Least(tail - kept, DurationOf(chunk) - sound.End) : TimeSpan.Zero;
    }

    private TimeSpan DurationOf(int chunk) => parts[plan.Chunks[chunk].Request]!.Audio.Duration;

    // Null when there is no telling: the part then counts as sound from end to end.
    private Sound? SoundOf(int chunk)
    {
        int request = plan.Chunks[chunk].Request;
        if (!_sounds.TryGetValue(request, out Sound? sound))
        {
            AudioProperties audio = parts[request]!.Audio;
            sound = audio.Levels is { } levels
                && PauseFinder.FindHeard(levels, audio.Duration.TotalSeconds) is { } times
                ? new Sound(
                    TimeSpan.FromSeconds(times.SoundStart),
                    TimeSpan.FromSeconds(times.SoundEnd),
                    TimeSpan.FromSeconds(times.HeardStart),
                    TimeSpan.FromSeconds(times.HeardEnd))
                : null;
            _sounds.Add(request, sound);
        }

        return sound;
    }

    private void Warn()
    {
        if (!_warned)
        {
            _warned = true;
            log.Warning(
                $"'{plan.Target.Name}' has no pauses but those of the parts: the service sent "
                    + $"{AudioFormats.GetName(joiner.Format)} of a kind into which silence cannot be put without "
                    + "encoding it anew.");
        }
    }

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;

    // From its start to its end nothing is left out, however soft; pauses are counted from where speech is heard.
    private sealed record Sound(TimeSpan Start, TimeSpan End, TimeSpan HeardStart, TimeSpan HeardEnd);
}
