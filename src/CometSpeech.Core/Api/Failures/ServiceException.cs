namespace CometSpeech.Core.Api.Failures;

/// <summary>A request failed for good, or for this attempt. Never holds a key.</summary>
public sealed class ServiceException : Exception
{
    /// <summary>Makes the exception with the service's own message, or ours where it gave none.</summary>
    public ServiceException(ServiceFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why it failed.</summary>
    public ServiceFailure Failure { get; }

    /// <summary>The HTTP status, or null when no answer came.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>The <c>error.code</c> of the answer, as <c>insufficient_quota</c>; null when it has none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>
    /// The service's id of this request (header <c>x-request-id</c>, or inside CometAPI's message); its support asks
    /// for it.
    /// </summary>
    public string? RequestId { get; internal set; }

    /// <summary>The address that was asked; it never carries a key.</summary>
    public Uri? Uri { get; internal set; }

    /// <summary>How many times the request was sent, 1 or more.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>The wait the service asks for before the next attempt; null when it names none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long the throttle holds all requests back after this failure.</summary>
    internal TimeSpan Pause { get; set; }

    /// <summary>Whether another attempt can help.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The most attempts after the first that are worth it; null for as many as the caller allows.</summary>
    internal int? RetryLimit { get; init; }
}
