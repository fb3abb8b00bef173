namespace CometSpeech.LocalServer.Faults.Limits;

/// <summary>How a refusal says when to come again.</summary>
public enum RetryAfterStyle
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary><c>Retry-After</c> with whole seconds (RFC 9110, 10.2.3).</summary>
    Seconds,

    /// <summary><c>Retry-After</c> with a date (RFC 9110, 10.2.3).</summary>
    Date,

    /// <summary><c>retry-after-ms</c> with milliseconds.</summary>
    Milliseconds,
}
