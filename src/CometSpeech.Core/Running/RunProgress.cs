namespace CometSpeech.Core.Running;

/// <summary>Where a run stands at one moment.</summary>
/// <param name="AllKnown">
/// Whether no target comes after those that are known: before, nobody can tell how much is left.
/// </param>
/// <param name="Targets">Targets known so far.</param>
/// <param name="TargetsDone">Targets that are over, well or not.</param>
/// <param name="Characters">UTF-16 units of all known targets.</param>
/// <param name="CharactersDone">Those whose audio is there.</param>
/// <param name="CharactersFetched">Those whose audio came in this run: what the pace is measured by.</param>
/// <param name="CurrentName">The first target that is not over; null when there is none.</param>
/// <param name="CurrentChunks">Its chunks.</param>
/// <param name="CurrentChunksDone">Those whose audio is there.</param>
/// <param name="CurrentCharacters">Its UTF-16 units.</param>
/// <param name="CurrentCharactersDone">Those whose audio is there.</param>
/// <param name="CurrentDuration">How long that audio is heard, without pauses that are put in.</param>
public sealed record RunProgress(
    bool AllKnown,
    int Targets,
    int TargetsDone,
    long Characters,
    long CharactersDone,
    long CharactersFetched,
    string? CurrentName,
    int CurrentChunks,
    int CurrentChunksDone,
    long CurrentCharacters,
    long CurrentCharactersDone,
    TimeSpan CurrentDuration = default);
