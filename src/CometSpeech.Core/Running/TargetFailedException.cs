using CometSpeech.Core.Planning;

namespace CometSpeech.Core.Running;

/// <summary>
/// A target was not finished; the inner exception says why. It is one and the same object for all targets that failed
/// for one cause.
/// </summary>
public sealed class TargetFailedException : Exception
{
    internal TargetFailedException(
        TargetPlan plan, int? request, int keptParts, string? partsFolder, Exception innerException)
        : base(innerException.Message, innerException)
    {
        Plan = plan;
        Request = request;
        KeptParts = keptParts;
        PartsFolder = partsFolder;
    }

    /// <summary>What was to be made.</summary>
    public TargetPlan Plan { get; }

    /// <summary>The index of the request that failed, in the plan; null when it was none of this target's.</summary>
    public int? Request { get; }

    /// <summary>Finished parts that the next run of the same command takes over; 0 when there are none.</summary>
    public int KeptParts { get; }

    /// <summary>Where they lie; null when there are none.</summary>
    public string? PartsFolder { get; }
}
