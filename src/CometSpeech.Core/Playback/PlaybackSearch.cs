using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback;

/// <summary>Finds what plays sound on this machine, by having each candidate play a moment of silence.</summary>
internal static class PlaybackSearch
{
    // Enough for a device to be opened for it, and not worth waiting for.
    private const int SilenceMilliseconds = 50;

    // A player starts within a second even on a small machine, and a wireless loudspeaker wakes within two or three.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    /// <summary>The first that plays.</summary>
    /// <param name="candidates">The best one first.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives why one was passed over.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="PlaybackException">None does; the message says why each of them does not.</exception>
    public static async Task<IPlaybackDevice> FindAsync(
        IReadOnlyList<IPlaybackDevice> candidates,
        TimeProvider time,
        Action<string> log,
        CancellationToken cancellationToken)
    {
        List<string> reasons = [];
        foreach (IPlaybackDevice candidate in candidates)
        {
            if (await TryAsync(candidate, time, cancellationToken).ConfigureAwait(false) is not { } reason)
            {
                log($"Sound is played by {candidate.Name}.");
                return candidate;
            }

            reason = reason.TrimEnd('.');
            log($"No sound: {reason}.");
            // ffplay is asked in two ways.
            if (!reasons.Contains(reason))
            {
                reasons.Add(reason);
            }
        }

        throw new PlaybackException(
            candidates.Count == 0
                ? "No program that plays sound is installed."
                : $"No sound can be played on this machine: {string.Join("; ", reasons)}.");
    }

    /// <summary>Why it does not play; null when it does.</summary>
    private static async Task<string?> TryAsync(
        IPlaybackDevice candidate, TimeProvider time, CancellationToken cancellationToken)
    {
        PcmFormat format = PcmFormat.Default;
        byte[] silence = new byte[format.SampleRate * SilenceMilliseconds / 1000 * format.BlockAlign];
        using var limit = new PlaybackTimeout(s_longest, time, cancellationToken);
        try
        {
            using IPlaybackStream stream = candidate.Open(format);
            await stream.WriteAsync(silence, limit.Token).ConfigureAwait(false);
            await stream.DrainAsync(limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (PlaybackException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return e.Message;
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            return $"{candidate.Name} has not played a moment of silence in {s_longest.TotalSeconds} s";
        }
    }
}
