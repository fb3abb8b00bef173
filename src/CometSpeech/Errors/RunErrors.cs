using System.Globalization;
using System.Management.Automation;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Files;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;

namespace CometSpeech.Errors;

/// <summary>The error records about what the service, the audio and the disk do.</summary>
internal static class RunErrors
{
    /// <summary>The record for a target that was not finished.</summary>
    public static ErrorRecord TargetFailed(TargetFailedException failed)
    {
        Target target = failed.Plan.Target;
        string name = target.Name;
        object targetObject = target.OutFile ?? name;
        string kept = failed.KeptParts > 0
            ? $" {failed.KeptParts} of {failed.Plan.Requests.Count} parts are finished and kept in "
                + $"'{failed.PartsFolder}'; the same command goes on from there."
            : "";
        return failed.InnerException switch
        {
            ServiceException e => ServiceFailed(e, name, targetObject, kept),
            AudioFormatException e => ErrorRecords.Create(
                new InvalidDataException($"{name}: {e.Message}{kept}", e),
                "AudioNotJoinable",
                ErrorCategory.InvalidResult,
                targetObject,
                failed.KeptParts > 0
                    ? $"Ask for another -ResponseFormat, or remove '{failed.PartsFolder}' to have all parts made anew."
                    : "Ask for another -ResponseFormat, or tell the server's maintainer."),
            TargetFileException { Failure: TargetFileFailure.Busy } e => ErrorRecords.Create(
                e,
                "OutFileBusy",
                ErrorCategory.ResourceBusy,
                targetObject,
                "Wait until the other command has ended, or name another file."),
            TargetFileException { Failure: TargetFileFailure.AlreadyExists } e => ErrorRecords.Create(
                e,
                "OutFileExists",
                ErrorCategory.ResourceExists,
                targetObject,
                $"Leave out -NoClobber to replace it.{kept}"),
            TargetFileException { Failure: TargetFileFailure.PartsFolderUnusable } e => ErrorRecords.Create(
                e,
                "PartsFolderUnusable",
                ErrorCategory.WriteError,
                targetObject,
                "Mend that, and run the command again."),
            IOException e => ErrorRecords.Create(
                new IOException($"{e.Message}{kept}", e),
                "OutFileWriteFailed",
                ErrorCategory.WriteError,
                targetObject,
                "Check the free space and the permissions of the folder."),
            { } e => ErrorRecords.Create(
                new InvalidOperationException($"{name}: {e.Message}{kept}", e),
                "SpeechFailed",
                ErrorCategory.NotSpecified,
                targetObject,
                "Please report this as a bug."),
            null => throw new ArgumentException("The failure has no cause.", nameof(failed)),
        };
    }

    /// <summary>The record for a request that belongs to no target, as a check of the key.</summary>
    public static ErrorRecord RequestFailed(ServiceException e, object target)
    {
        (string id, ErrorCategory category, string action) = Describe(e);
        return ErrorRecords.Create(new SpeechException(e.Message + Details(e), e), id, category, target, action);
    }

    private static ErrorRecord ServiceFailed(ServiceException e, string name, object target, string kept)
    {
        (string id, ErrorCategory category, string action) = Describe(e);
        string said = $"{name}: {e.Message}{Details(e)}";
        string message = kept.Length == 0 ? said : $"{said.TrimEnd('.')}.{kept}";
        return ErrorRecords.Create(new SpeechException(message, e), id, category, target, action);
    }

    private static (string Id, ErrorCategory Category, string Action) Describe(ServiceException e) => e.Failure switch
    {
        ServiceFailure.AuthenticationFailed => (
            "AuthenticationFailed",
            ErrorCategory.AuthenticationError,
            "Check the key: Get-CometApiKey tells which one is used, Set-CometApiKey -Verify tries one."),
        ServiceFailure.PermissionDenied => (
            "PermissionDenied",
            ErrorCategory.PermissionDenied,
            "Ask for what the key may do in the service's console."),
        ServiceFailure.NotFound when e.ErrorCode == "model_not_found" => (
            "ModelNotFound",
            ErrorCategory.ObjectNotFound,
            "Check -Model; the service's console lists the models of the key."),
        ServiceFailure.NotFound => (
            "EndpointNotFound",
            ErrorCategory.ObjectNotFound,
            "Check -BaseUri: it ends in /v1 as a rule."),
        ServiceFailure.RequestRejected => (
            "RequestRejected",
            ErrorCategory.InvalidArgument,
            "Change what the message names; another attempt would be refused too."),
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
            Wait(e, "Run the command again later.")),
        ServiceFailure.RequestTimedOut => (
            "RequestTimedOut",
            ErrorCategory.OperationTimeout,
            "Run the command again, or raise -TimeoutSec."),
        ServiceFailure.ConnectionFailed => (
            "ConnectionFailed",
            ErrorCategory.ConnectionError,
            "Check the network, the proxy and -BaseUri, and run the command again."),
        ServiceFailure.CertificateNotTrusted => (
            "CertificateNotTrusted",
            ErrorCategory.SecurityError,
            "Check -BaseUri and this machine's clock and certificates; the key was not sent."),
        ServiceFailure.RedirectRefused => (
            "RedirectRefused",
            ErrorCategory.InvalidResult,
            "The address answers with a redirect, which is not followed because the key would go along: "
                + "correct -BaseUri."),
        ServiceFailure.AnswerNotAudio => (
            "AnswerNotAudio",
            ErrorCategory.InvalidResult,
            "Check -BaseUri: another service may answer there."),
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

    private static string Wait(ServiceException e, string otherwise) => e.RetryAfter is { } wait
        ? $"The service asks to wait {Spoken(wait)}: run the command again then."
        : otherwise;

    private static string Spoken(TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 2 } => Spoken(wait.TotalSeconds, "second"),
        { TotalHours: < 2 } => Spoken(wait.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Spoken(wait.TotalHours, "hour"),
        _ => Spoken(wait.TotalDays, "day"),
    };

    private static string Spoken(double number, string unit) =>
        string.Format(
            CultureInfo.CurrentCulture,
            "{0:N0} {1}{2}",
            Math.Ceiling(number),
            unit,
            Math.Ceiling(number) == 1 ? "" : "s");

    private static string Details(ServiceException e)
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

        if (e.Attempts > 1)
        {
            details.Add($"{e.Attempts} attempts");
        }

        return details.Count == 0 ? "" : $" ({string.Join(", ", details)})";
    }
}
