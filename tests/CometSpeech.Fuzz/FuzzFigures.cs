using System.Globalization;

namespace CometSpeech.Fuzz;

/// <summary>What the run of a target came to.</summary>
/// <param name="Target">The target.</param>
internal sealed record FuzzFigures(string Target)
{
    /// <summary>What stands above the columns of <see cref="ToRow"/>.</summary>
    public const string Header =
        "| target | inputs | accepted | refused | finds | worst time | most allocated | branches |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- |";

    /// <summary>Inputs that were read.</summary>
    public long Inputs => Accepted + Refused + Failed;

    /// <summary>Inputs that were accepted.</summary>
    public long Accepted { get; set; }

    /// <summary>Inputs that were refused in the documented way.</summary>
    public long Refused { get; set; }

    /// <summary>Inputs of which something did not hold; several of them may be one find.</summary>
    public long Failed { get; set; }

    /// <summary>The finds that differ.</summary>
    public List<Find> Finds { get; } = [];

    /// <summary>The longest that reading an input took, of three times the shortest.</summary>
    public TimeSpan WorstTime { get; set; }

    /// <summary>The most bytes that reading an input allocated in all.</summary>
    public long MostAllocated { get; set; }

    /// <summary>Branches of the engine that were taken; 0 when it was not instrumented.</summary>
    public int Branches { get; set; }

    /// <summary>A row of the table.</summary>
    public string ToRow() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Target} | {Inputs:N0} | {Accepted:N0} | {Refused:N0} | {Finds.Count} "
            + $"| {WorstTime.TotalMilliseconds:N0} ms | {MostAllocated / 1e6:N1} MB | {Branches:N0} |");
}
