namespace CometSpeech.Core;

/// <summary>Waiting by a clock that tests may set.</summary>
internal static class TimeProviderDelay
{
    /// <summary>Ends after the time; is cancelled with the token.</summary>
    public static Task DelayAsync(this TimeProvider time, TimeSpan wait, CancellationToken cancellationToken) =>
#if NET8_0_OR_GREATER
        Task.Delay(wait, time, cancellationToken);
#else
        time.Delay(wait, cancellationToken);
#endif
}
