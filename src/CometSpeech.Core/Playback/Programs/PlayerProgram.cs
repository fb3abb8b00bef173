using CometSpeech.Core.Audio;

namespace CometSpeech.Core.Playback.Programs;

/// <summary>How a player is asked to play raw samples from its standard input.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="GetArguments">Its arguments for a format; none of them has a space or a quote.</param>
internal sealed record PlayerProgram(string Name, Func<PcmFormat, string> GetArguments)
{
    /// <summary>
    /// What it writes to its standard error when it fails and yet ends with 0; null when it does not.
    /// </summary>
    public string? FailureText { get; init; }

    /// <summary>How much of the end it leaves unheard: as much silence is put behind.</summary>
    public TimeSpan UnheardEnd { get; init; }
}
