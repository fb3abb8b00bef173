namespace CometSpeech.Benchmarks.Contestants;

/// <summary>What a job took: a line of JSON on the contestant's standard output.</summary>
/// <param name="Milliseconds">From its begin to the last byte on the disk, by the contestant's own clock.</param>
/// <param name="ProcessorMilliseconds">Time of its process on all processors.</param>
/// <param name="PeakBytes">The most memory that the process has had so far.</param>
/// <param name="FirstMilliseconds">Until the first byte of sound.</param>
/// <param name="DryMilliseconds">How long a player that plays all it was given would have waited.</param>
internal sealed record JobResult(
    double Milliseconds,
    double ProcessorMilliseconds,
    double PeakBytes,
    double? FirstMilliseconds = null,
    double? DryMilliseconds = null);
