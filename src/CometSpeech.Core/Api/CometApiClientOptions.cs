namespace CometSpeech.Core.Api;

/// <summary>How patiently and how hard a command asks the service.</summary>
public sealed class CometApiClientOptions
{
    /// <summary>Requests under way at once, 1 to 64.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Attempts after the first, 0 or more.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>The longest time without a byte; not a limit for the whole answer.</summary>
    public TimeSpan InactivityTimeout { get; init; } = TimeSpan.FromSeconds(100);
}
