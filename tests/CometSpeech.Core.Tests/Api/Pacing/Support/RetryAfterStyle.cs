namespace CometSpeech.Core.Tests.Api.Pacing.Support;

/// <summary>How a simulated service says when to come again.</summary>
public enum RetryAfterStyle
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary><c>Retry-After</c> in whole seconds.</summary>
    Seconds,

    /// <summary><c>Retry-After</c> in seconds with fractions.</summary>
    Fractions,

    /// <summary><c>retry-after-ms</c>.</summary>
    Milliseconds,

    /// <summary><c>Retry-After</c> as a date, by the clock of the header <c>Date</c>, which is an hour fast.</summary>
    DateOfServer,

    /// <summary><c>Retry-After</c> as a date, without a header <c>Date</c>.</summary>
    DateAlone,
}
