using System.Globalization;
using System.Net.Http.Headers;

namespace CometSpeech.Core.Api.Failures;

/// <summary>Decides what an answer that is no success means, and whether another attempt can help.</summary>
internal static class FailureClassifier
{
    /// <summary>Waits above this are not waited out: the error names them instead.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(120);

    /// <summary>What a 407 means (RFC 9110, 15.5.8); its own words are a page as a rule.</summary>
    public const string ProxyWants = "The proxy wants a user name and a password, or refuses those that it got.";

    // OpenAI's and CometAPI's; Anthropic's kind; OpenRouter's; one-api's and its descendants'; Azure's; AWS's; then
    // what networks on the way add.
    private static readonly string[] s_requestIdHeaders =
        ["x-request-id", "request-id", "x-generation-id", "x-oneapi-request-id", "apim-request-id",
            "x-ms-request-id", "x-amzn-requestid", "x-correlation-id", "x-trace-id", "cf-ray"];

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
        RequestFault fault = RequestFaultReader.Read(status, error);
        ServiceFailure failure = FailureOf(status, error, fault);
        TimeSpan? retryAfter = RetryAfter(response.Headers, now);
        bool transient = s_transientStatuses.Contains(status)
            && failure is ServiceFailure.RateLimitExceeded or ServiceFailure.ServiceUnavailable;
        bool isRefusal = failure is ServiceFailure.RequestRejected or ServiceFailure.NotFound;
        return new ServiceException(failure, Describe(response, failure, error, uri, secret))
        {
            StatusCode = status,
            ErrorCode = error.Code,
            RequestId = RequestId(response, secret) ?? error.RequestId,
            Uri = uri,
            RetryAfter = retryAfter,
            IsTransient = transient && !(retryAfter > LongestWait),
            // Some answer 500 to what is wrong in the request, and say what.
            Fault = isRefusal || failure == ServiceFailure.ServiceUnavailable ? fault : RequestFault.Unknown,
            TextLimit = fault == RequestFault.TextTooLong ? RequestFaultReader.ReadLimit(error.Message) : null,
            KeySent = secret is not null,
            IsDoubtful = (failure == ServiceFailure.PermissionDenied && !error.IsJson)
                || (failure == ServiceFailure.RequestRejected && !RequestFaultReader.IsNamed(error)),
        };
    }

    /// <summary>The service's id of a request, from the header.</summary>
    public static string? RequestId(HttpResponseMessage response, string? secret)
    {
        foreach (string name in s_requestIdHeaders)
        {
            if (response.Headers.TryGetValues(name, out IEnumerable<string>? values)
                && values.FirstOrDefault() is { Length: > 0 } id)
            {
                return SafeText.Clean(id, secret, 100);
            }
        }

        return null;
    }

    /// <summary>
    /// What a code means whatever the status is; null when it says nothing of the account or the model.
    /// </summary>
    public static ServiceFailure? FailureOf(string? code) => code switch
    {
        "insufficient_quota" or "insufficient_user_quota" => ServiceFailure.QuotaExceeded,
        "invalid_api_key" => ServiceFailure.AuthenticationFailed,
        _ => MissingModelReader.IsCode(code) ? ServiceFailure.NotFound : null,
    };

    private static string Describe(
        HttpResponseMessage response, ServiceFailure failure, ServiceError error, Uri uri, string? secret)
    {
        int status = (int)response.StatusCode;
        // A list of names helps only as a whole.
        RequestFault fault = RequestFaultReader.Read(status, error);
        string said = fault is RequestFault.Voice or RequestFault.Format or RequestFault.Model
            ? error.Message
            : SafeText.Shorten(error.Message);
        string answered = string.Format(
            CultureInfo.InvariantCulture,
            "The service answered {0} {1}.",
            status,
            SafeText.Clean(response.ReasonPhrase ?? "", secret, 80)).Replace(" .", ".");
        return failure switch
        {
            ServiceFailure.RedirectRefused => DescribeRedirect(response, uri, secret),
            ServiceFailure.ProxyAuthenticationRequired => ProxyWants,
            ServiceFailure.AuthenticationFailed when secret is null =>
                $"No key was sent: none is set for {uri.GetLeftPart(UriPartial.Authority)}. "
                    + (said.Length > 0 ? $"The service says: {said}" : answered),
            _ => said.Length > 0 ? said : answered,
        };
    }

    // Without the query and the fragment: a token may stand there.
    private static string DescribeRedirect(HttpResponseMessage response, Uri uri, string? secret)
    {
        string target = response.Headers.Location is { } location && Uri.TryCreate(uri, location, out Uri? to)
            ? SafeText.Clean(to.GetComponents(
                UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), secret)
            : "an address that it does not name";
        return $"{uri} redirects to {target}.";
    }

    // The code counts before the status: CometAPI sends permanent failures as 500 and 503.
    private static ServiceFailure FailureOf(int status, ServiceError error, RequestFault fault) =>
        FailureOf(error.Code) ?? error.Code switch
        {
            "invalid_request" when s_transientStatuses.Contains(status) => ServiceFailure.RequestRejected,
            "invalid_request" or "invalid_request_error" when status >= 500 => ServiceFailure.RequestRejected,
            _ => status switch
            {
                401 => ServiceFailure.AuthenticationFailed,
                402 => ServiceFailure.QuotaExceeded,
                400 or 403 or 429 when RequestFaultReader.IsEmptyAccount(error) => ServiceFailure.QuotaExceeded,
                400 or 403 when RequestFaultReader.IsKeyRefused(error) => ServiceFailure.AuthenticationFailed,
                // The text is refused, not the key.
                403 when fault == RequestFault.Content => ServiceFailure.RequestRejected,
                403 => ServiceFailure.PermissionDenied,
                // The voice of one record, not the address.
                404 when fault is RequestFault.Voice or RequestFault.Format => ServiceFailure.RequestRejected,
                404 or 405 or 410 => ServiceFailure.NotFound,
                407 => ServiceFailure.ProxyAuthenticationRequired,
                // CometAPI answers 503 for a model that it has no channel for.
                400 or 422 or >= 500 when fault == RequestFault.Model => ServiceFailure.NotFound,
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
