namespace CometSpeech.Core.Api.Failures;

/// <summary>Why a request brought nothing; each has one error id and one category in the cmdlets.</summary>
public enum ServiceFailure
{
    /// <summary>401: the key is missing, wrong or revoked.</summary>
    AuthenticationFailed,

    /// <summary>403: the key is good but may not do this.</summary>
    PermissionDenied,

    /// <summary>
    /// 404 or another answer that says there is no such address, or no such model: <c>model_not_found</c> under any
    /// status, and words that mean it.
    /// </summary>
    NotFound,

    /// <summary>400, 413, 422 and every other 4xx, and <c>invalid_request</c> under any status.</summary>
    RequestRejected,

    /// <summary>429: too many requests at once or a minute.</summary>
    RateLimitExceeded,

    /// <summary><c>insufficient_quota</c> under any status: the account has nothing left to spend.</summary>
    QuotaExceeded,

    /// <summary>5xx, and 408 or 409: the service cannot answer now.</summary>
    ServiceUnavailable,

    /// <summary>No byte came for as long as the time limit.</summary>
    RequestTimedOut,

    /// <summary>No connection, or it broke off before the answer was whole.</summary>
    ConnectionFailed,

    /// <summary>The server's certificate does not hold.</summary>
    CertificateNotTrusted,

    /// <summary>407: the proxy on the way wants a user name and a password, or others.</summary>
    ProxyAuthenticationRequired,

    /// <summary>3xx: never followed, because the key would go along.</summary>
    RedirectRefused,

    /// <summary>200, but the body is no audio.</summary>
    AnswerNotAudio,

    /// <summary>200 and audio, but less of it than the audio's own headers declare.</summary>
    AnswerIncomplete,

    /// <summary>200 and audio, but silence, or far less than the text takes to speak.</summary>
    AnswerWithoutSpeech,

    /// <summary>The body grew beyond all that the text can take to speak.</summary>
    AnswerTooLong,
}
