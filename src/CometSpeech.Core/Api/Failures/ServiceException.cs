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
    /// The service's id of this request (header <c>x-request-id</c> or its like, or inside CometAPI's message); its
    /// support asks for it.
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

    /// <summary>What in the request the service found wrong.</summary>
    public RequestFault Fault { get; init; }

    /// <summary>
    /// The most characters (UTF-16 units) of a text that the service takes, where it says so; null otherwise.
    /// </summary>
    public int? TextLimit { get; init; }

    /// <summary>No connection was made: nobody listens there, or the host is not known.</summary>
    public bool IsUnconnected { get; init; }

    /// <summary>A key was sent.</summary>
    public bool KeySent { get; init; } = true;

    /// <summary>
    /// The answer may be one to this text alone (a firewall's page, a refusal without a reason): one of them says
    /// nothing about other requests, many in a row do.
    /// </summary>
    internal bool IsDoubtful { get; init; }

    /// <summary>
    /// The answer is a page, or JSON without a word of why: no OpenAI-compatible service, or one that sends no audio
    /// for this model, and may charge for every such answer.
    /// </summary>
    internal bool IsForeign { get; init; }

    /// <summary>
    /// The service began an answer with success and ended it without a byte of audio: servers that stream do so for
    /// what they find out too late, as a voice that they do not have.
    /// </summary>
    internal bool IsBrokenOffAtStart { get; init; }

    /// <summary>Which other requests would fail, too.</summary>
    public FailureReach Reach => Failure switch
    {
        ServiceFailure.AuthenticationFailed
            or ServiceFailure.ProxyAuthenticationRequired
            or ServiceFailure.CertificateNotTrusted
            or ServiceFailure.RedirectRefused => FailureReach.Service,
        ServiceFailure.ConnectionFailed when IsUnconnected => FailureReach.Service,
        ServiceFailure.QuotaExceeded or ServiceFailure.PermissionDenied or ServiceFailure.NotFound =>
            FailureReach.Model,
        // A wait that is too long for one request is so for all.
        ServiceFailure.RateLimitExceeded or ServiceFailure.ServiceUnavailable
            when RetryAfter > FailureClassifier.LongestWait => FailureReach.Model,
        // Not implemented (RFC 9110, 15.6.2).
        ServiceFailure.ServiceUnavailable when StatusCode == 501 => FailureReach.Model,
        ServiceFailure.AnswerNotAudio when Fault is RequestFault.Voice or RequestFault.Format => FailureReach.Manner,
        // Of a text that is too long, or not allowed, the service's words tell.
        ServiceFailure.AnswerNotAudio when Fault is RequestFault.Unknown => FailureReach.Model,
        ServiceFailure.AnswerIncomplete or ServiceFailure.AnswerWithoutSpeech or ServiceFailure.AnswerTooLong =>
            FailureReach.Model,
        ServiceFailure.RequestRejected when Fault is RequestFault.Voice or RequestFault.Format => FailureReach.Manner,
        _ => FailureReach.Request,
    };
}
