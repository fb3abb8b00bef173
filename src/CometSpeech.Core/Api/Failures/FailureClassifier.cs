using System.Globalization;
using System.Net.Http.Headers;

namespace CometSpeech.Core.Api.Failures;

/// <summary>Decides what an answer that is no success means, and whether another attempt can help.</summary>
internal static class FailureClassifier
{
    /// <summary>Waits above this are not waited out: the error names them instead.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(120);

    private static readonly HashSet<int> s_transientStatuses =
        [408, 409, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529];

    /// <summary>Makes the exception for an answer.</summary>
    /// <param name="response">The answer's status and headers.</param>
    /// <param name="error">What its body says.</param>
    /// <param name="uri">The address that was asked.</param>
    /// <param name="secret">The key, which no message may quote.</param>
    /// <param name="now">The time, for a <c>Retry-After</c> that is a date.</param>
    public static ServiceException Classify(
        HttpResponseMessage response, ServiceError error, Uri uri, string? secret, DateTimeOffset now)
    {
        int status = (int)response.StatusCode;
        ServiceFailure failure = FailureOf(status, error.Code);
        TimeSpan? retryAfter = RetryAfter(response.Headers, now);
        bool transient = s_transientStatuses.Contains(status)
            && failure is ServiceFailure.RateLimitExceeded or ServiceFailure.ServiceUnavailable;
        string message = error.Message.Length > 0
            ? error.Message
            : string.Format(
                CultureInfo.InvariantCulture,
                "The service answered {0} {1}.",
                status,
                SafeText.Clean(response.ReasonPhrase ?? "", secret, 80)).Replace(" .", ".");
        return new ServiceException(failure, message)
        {
            StatusCode = status,
            ErrorCode = error.Code,
            RequestId = RequestId(response, secret) ?? error.RequestId,
            Uri = uri,
            RetryAfter = retryAfter,
            IsTransient = transient && !(retryAfter > LongestWait),
        };
    }

    /// <summary>The service's id of a request, from the header.</summary>
    public static string? RequestId(HttpResponseMessage response, string? secret) =>
        response.Headers.TryGetValues("x-request-id", out IEnumerable<string>? values)
        && values.FirstOrDefault() is { Length: > 0 } id
            ? SafeText.Clean(id, secret, 100)
            : null;

    // The code counts before the status: CometAPI sends permanent failures as 500 and 503.
    private static ServiceFailure FailureOf(int status, string? code) => code switch
    {
        "insufficient_quota" or "insufficient_user_quota" => ServiceFailure.QuotaExceeded,
        "model_not_found" => ServiceFailure.NotFound,
        "invalid_api_key" => ServiceFailure.AuthenticationFailed,
        "invalid_request" when s_transientStatuses.Contains(status) => ServiceFailure.RequestRejected,
        "invalid_request" or "invalid_request_error" when status >= 500 => ServiceFailure.RequestRejected,
        _ => status switch
        {
            401 => ServiceFailure.AuthenticationFailed,
            402 => ServiceFailure.QuotaExceeded,
            403 => ServiceFailure.PermissionDenied,
            404 or 405 or 410 => ServiceFailure.NotFound,
            408 or 409 => ServiceFailure.ServiceUnavailable,
            429 => ServiceFailure.RateLimitExceeded,
            >= 500 => ServiceFailure.ServiceUnavailable,
            >= 300 and < 400 => ServiceFailure.RedirectRefused,
            _ => ServiceFailure.RequestRejected,
        },
    };

    // retry-after-ms is OpenAI's; Retry-After is RFC 9110, 10.2.3 (seconds or a date), and some servers send fractions.
    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (Number(headers, "retry-after-ms") is { } milliseconds)
        {
            return Seconds(milliseconds / 1000);
        }

        if (Number(headers, "Retry-After") is { } seconds)
        {
            return Seconds(seconds);
        }

        if (headers.TryGetValues("Retry-After", out IEnumerable<string>? values)
            && DateTimeOffset.TryParse(
                values.FirstOrDefault(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset date))
        {
            // Against the server's own clock where it tells it: this machine's may be wrong.
            return Seconds((date - (headers.Date ?? now)).TotalSeconds);
        }

        return null;
    }

    private static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values)
        && double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && !double.IsNaN(number)
            ? number
            : null;

    // A wait in the past or below zero is none; one of years is cut to a number that still says so.
    private static TimeSpan? Seconds(double seconds) =>
        seconds <= 0 ? null : TimeSpan.FromSeconds(Math.Min(seconds, 10 * 365 * 86400.0));
}
