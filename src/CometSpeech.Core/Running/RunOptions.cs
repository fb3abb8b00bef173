namespace CometSpeech.Core.Running;

/// <summary>Limits of a run, and where its parts may stay.</summary>
public sealed class RunOptions
{
    /// <summary>The default of <see cref="CacheLimit"/>: some ten hours of speech as mp3.</summary>
    public const long DefaultCacheLimit = 1L << 30;

    /// <summary>Requests under way at once, 1 to 64.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>The most UTF-16 units that are paid for, 0 or more; by default there is no limit.</summary>
    public long CharacterLimit { get; init; } = long.MaxValue;

    /// <summary>A folder in which the parts of finished files stay for later runs; null for none.</summary>
    public string? CachePath { get; init; }

    /// <summary>The most bytes that stay there, 0 or more; what was used last stays longest.</summary>
    public long CacheLimit { get; init; } = DefaultCacheLimit;

    /// <summary>The clock by which a part is waited for that another process asks for.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
