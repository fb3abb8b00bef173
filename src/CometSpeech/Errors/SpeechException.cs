using CometSpeech.Core.Api.Failures;

namespace CometSpeech;

/// <summary>
/// The service gave no speech. The exception of the errors that <c>ConvertTo-Speech</c> writes for that; it never holds
/// a key.
/// </summary>
public sealed class SpeechException : Exception
{
    internal SpeechException(string message, ServiceException cause)
        : base(message, cause)
    {
        StatusCode = cause.StatusCode;
        ErrorCode = cause.ErrorCode;
        RequestId = cause.RequestId;
        Attempts = cause.Attempts;
        Uri = cause.Uri;
        RetryAfter = cause.RetryAfter;
    }

    /// <summary>The HTTP status (RFC 9110, 15); null when no answer came.</summary>
    public int? StatusCode { get; }

    /// <summary>The service's own code, as <c>insufficient_quota</c>; null when it gave none.</summary>
    public string? ErrorCode { get; }

    /// <summary>The service's id of the last attempt; its support asks for it.</summary>
    public string? RequestId { get; }

    /// <summary>How many times the request was sent, 1 or more.</summary>
    public int Attempts { get; }

    /// <summary>The address that was asked.</summary>
    public Uri? Uri { get; }

    /// <summary>The wait the service asked for; null when it named none.</summary>
    public TimeSpan? RetryAfter { get; }
}
