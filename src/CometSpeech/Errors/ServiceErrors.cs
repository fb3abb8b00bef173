using System.Globalization;
using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Errors;

/// <summary>The error id, category and advice for each failure of the service.</summary>
internal static class ServiceErrors
{
    // What is asked below an address.
    private static readonly string[] s_resources = ["/audio/speech", "/models"];

    /// <summary>What a failure is called, and the way out that helps.</summary>
    /// <param name="e">The failure.</param>
    /// <param name="length">The characters of the text that was refused; null where there was none.</param>
    /// <param name="hasOtherParts">Whether the service has answered other parts of the same file.</param>
    public static (string Id, ErrorCategory Category, string Action) Describe(
        ServiceException e, int? length = null, bool hasOtherParts = false) => e.Failure switch
    {
        ServiceFailure.AuthenticationFailed when !e.KeySent => (
            "AuthenticationFailed",
            ErrorCategory.AuthenticationError,
            $"Set-CometApiKey -BaseUri {Origin(e)} sets a key for that address; -ApiKey gives one to this command."),
        ServiceFailure.AuthenticationFailed => (
            "AuthenticationFailed",
            ErrorCategory.AuthenticationError,
            $"Check the key: Get-CometApiKey tells which ones are kept, {AskFor("Set-CometApiKey", e)} -Verify tries "
                + "another."),
        ServiceFailure.PermissionDenied => (
            "PermissionDenied",
            ErrorCategory.PermissionDenied,
            e.IsDoubtful
                ? "The key may not do this, or a firewall on the way refuses the text, as it may code and markup."
                : "Ask for what the key may do in the service's console."),
        ServiceFailure.NotFound when e.Fault == RequestFault.Model => (
            "ModelNotFound",
            ErrorCategory.ObjectNotFound,
            CheckModel(e)),
        ServiceFailure.NotFound => (
            "EndpointNotFound",
            ErrorCategory.ObjectNotFound,
            "Check -BaseUri: it ends in /v1 as a rule, and /audio/speech is added to it. "
                + "If it is right, the service may not have the model for speech: "
                + $"{ListModels(e)} lists those it has."),
        ServiceFailure.RequestRejected => (
            "RequestRejected",
            ErrorCategory.InvalidArgument,
            Amend(e, length) ?? "Change what the message names; another attempt would be refused too."),
        ServiceFailure.QuotaExceeded => (
            "QuotaExceeded",
            ErrorCategory.LimitsExceeded,
            "Add credit to the account, or raise the limit of the key."),
        ServiceFailure.RateLimitExceeded => (
            "RateLimitExceeded",
            ErrorCategory.LimitsExceeded,
            Wait(e, "Run the command again later, with a lower -ThrottleLimit.")),
        ServiceFailure.ServiceUnavailable => (
            "ServiceUnavailable",
            ErrorCategory.ResourceUnavailable,
            Amend(e, length) ?? Wait(e, "Run the command again later.")),
        ServiceFailure.RequestTimedOut => (
            "RequestTimedOut",
            ErrorCategory.OperationTimeout,
            "Run the command again, or raise -TimeoutSec."),
        ServiceFailure.ConnectionFailed => (
            "ConnectionFailed",
            ErrorCategory.ConnectionError,
            e is { IsUnconnected: true, Uri.IsLoopback: true }
                ? "Start the server, or check -BaseUri: its port, and whether it begins with http or https."
                : e.IsBrokenOffAtStart ? BrokenOff(e)
                : "Check the network, the proxy and -BaseUri, and run the command again."),
        ServiceFailure.ProxyAuthenticationRequired => (
            "ProxyAuthenticationRequired",
            ErrorCategory.AuthenticationError,
            "Set HTTPS_PROXY, or HTTP_PROXY for an http address, to http://user:password@proxy:port before PowerShell "
                + "starts, with a colon or @ in the password as %3A or %40. See about_CometSpeech, Proxies."),
        ServiceFailure.CertificateNotTrusted => (
            "CertificateNotTrusted",
            ErrorCategory.SecurityError,
            "Check -BaseUri and this machine's clock and certificates; the key was not sent."),
        ServiceFailure.RedirectRefused => (
            "RedirectRefused",
            ErrorCategory.InvalidResult,
            "A redirect is not followed, because the key would go along: if you trust the address that it names, give "
                + "-BaseUri that one, without /audio/speech."),
        ServiceFailure.AnswerNotAudio => (
            "AnswerNotAudio",
            ErrorCategory.InvalidResult,
            Amend(e, length) ?? ReplaceAnswer(e, hasOtherParts)),
        ServiceFailure.AnswerIncomplete => (
            "AnswerIncomplete",
            ErrorCategory.InvalidResult,
            "Run the command again; if it stays so, ask for another -ResponseFormat and tell the server's maintainer."),
        ServiceFailure.AnswerWithoutSpeech => (
            "AnswerWithoutSpeech",
            ErrorCategory.InvalidResult,
            "Look at that piece of the text: it may be only signs, or a language that the voice does not speak. "
                + "Change it, or try another -Voice or -Model."),
        ServiceFailure.AnswerTooLong => (
            "AnswerTooLong",
            ErrorCategory.LimitsExceeded,
            "The server is at fault; nothing of the answer is kept."),
        _ => ("RequestFailed", ErrorCategory.NotSpecified, "Please report this as a bug."),
    };

    /// <summary>
    /// What support asks for, in brackets: status, code, address, request id; empty when there is nothing.
    /// </summary>
    public static string Details(ServiceException e)
    {
        var details = new List<string>();
        if (e.StatusCode is { } status)
        {
            details.Add($"HTTP {status}");
        }

        if (e.ErrorCode is { } code)
        {
            details.Add(code);
        }

        if (e.RetryAfter is { } wait)
        {
            details.Add($"asks to wait {Spoken(wait)}");
        }

        if (e.RequestId is { } id && !e.Message.Contains(id))
        {
            details.Add($"request id {id}");
        }

        // Where the address itself may be what is wrong.
        bool isAddressDoubtful = e.Failure is ServiceFailure.NotFound or ServiceFailure.CertificateNotTrusted
                or ServiceFailure.RequestTimedOut or ServiceFailure.ProxyAuthenticationRequired
            || e.IsForeign;
        if (isAddressDoubtful
            && e.Uri is { } uri
            && !e.Message.Contains(uri.ToString()))
        {
            details.Add($"asked: {uri}");
        }

        if (e.Attempts > 1)
        {
            details.Add($"{e.Attempts} attempts");
        }

        return details.Count == 0 ? "" : $" ({string.Join(", ", details)})";
    }

    // What to change in the request, where the service's words tell.
    private static string? Amend(ServiceException e, int? length) => e.Fault switch
    {
        RequestFault.TextTooLong => $"Send less text at a time: -MaxChunkLength {SmallerLength(e, length)}.",
        RequestFault.Voice => "Name a voice that the server has: -CustomVoice takes any name.",
        RequestFault.Format => "Name a format that the server makes with -ResponseFormat.",
        RequestFault.Model => CheckModel(e),
        RequestFault.Content => "The service does not speak what this text says: change it, or leave it out.",
        _ => null,
    };

    // What the service names, where this text kept it not; else half of what was too long, while that is a sentence.
    private static string SmallerLength(ServiceException e, int? length) =>
        e.TextLimit is { } limit && !(limit >= length) ? limit.ToString(CultureInfo.InvariantCulture)
        : length >= 200 ? (length.Value / 2).ToString(CultureInfo.InvariantCulture)
        : "with a smaller number";

    private static string ReplaceAnswer(ServiceException e, bool hasOtherParts) =>
        // Only an empty answer is asked for again.
        e.IsTransient ? "Look at the text: signs alone are not spoken. If it is more than that, run the command again."
        : hasOtherParts ? "Run the command again; if the same part fails again, look at its text."
        : e.IsForeign
            ? "Check -BaseUri and -Model: another service may answer there, or one without audio for the model."
        : "If the message does not tell why, check -BaseUri: another service may answer there.";

    private static string CheckModel(ServiceException e) =>
        "Check -Model: the name may be misspelt, the model may be none for speech, or withdrawn. "
            + $"{ListModels(e)} lists the models of the service.";

    private static string BrokenOff(ServiceException e) =>
        "Run the command again. If it stays so, the server may refuse the voice, -Speed, -Model or -ResponseFormat in "
            + $"this way: {AskFor("Get-CometVoice", e)} lists the voices where it can, and its log tells more.";

    private static string ListModels(ServiceException e) => AskFor("Get-CometModel", e);

    // As a user types it: without an address it asks CometAPI.
    private static string AskFor(string command, ServiceException e)
    {
        if (e.Uri is not { } uri || ServiceAddress.Default.BaseUri.IsBaseOf(uri))
        {
            return command;
        }

        string asked = uri.ToString();
        string? resource = s_resources.FirstOrDefault(name => asked.EndsWith(name, StringComparison.Ordinal));
        return $"{command} -BaseUri {asked.Substring(0, asked.Length - (resource?.Length ?? 0))}";
    }

    private static string Origin(ServiceException e) => e.Uri?.GetLeftPart(UriPartial.Authority) ?? "<address>";

    private static string Wait(ServiceException e, string otherwise) => e.RetryAfter is { } wait
        ? $"The service asks to wait {Spoken(wait)}: run the command again then."
        : otherwise;

    private static string Spoken(TimeSpan wait) => wait switch
    {
        // Some servers send fractions of a second.
        { TotalSeconds: < 10 } => Spoken(Math.Ceiling((decimal)wait.TotalSeconds * 10) / 10, "second"),
        { TotalMinutes: < 2 } => Spoken(Math.Ceiling((decimal)wait.TotalSeconds), "second"),
        { TotalHours: < 2 } => Spoken(Math.Ceiling((decimal)wait.TotalMinutes), "minute"),
        { TotalDays: < 2 } => Spoken(Math.Ceiling((decimal)wait.TotalHours), "hour"),
        _ => Spoken(Math.Ceiling((decimal)wait.TotalDays), "day"),
    };

    private static string Spoken(decimal number, string unit) =>
        string.Format(CultureInfo.CurrentCulture, "{0:#,0.#} {1}{2}", number, unit, number == 1 ? "" : "s");
}
