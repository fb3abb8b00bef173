namespace CometSpeech.Core.Running.State;

/// <summary>
/// Where a part stands. A request that fails is the failure of the target it was sent for; the part is queued again
/// for others.
/// </summary>
internal enum PartStatus
{
    /// <summary>Nobody has looked yet whether it is there from an earlier run.</summary>
    Unknown,

    /// <summary>A file of an earlier run is being checked.</summary>
    Checking,

    /// <summary>It has to be asked for.</summary>
    Queued,

    /// <summary>Its request is under way.</summary>
    Running,

    /// <summary>Another process is asking for it; it is queued again in a moment.</summary>
    Elsewhere,

    /// <summary>It is there.</summary>
    There,
}
