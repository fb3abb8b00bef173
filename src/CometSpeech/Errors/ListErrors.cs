using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Failures;

namespace CometSpeech.Errors;

/// <summary>The error records about the lists of models and voices that services have, or do not have.</summary>
internal static class ListErrors
{
    /// <summary>The record for a server whose voices could not be listed.</summary>
    /// <param name="e">Why.</param>
    /// <param name="address">The server.</param>
    /// <param name="model">The model whose voices were wanted; null where none was named.</param>
    public static ErrorRecord VoicesFailed(ServiceException e, ServiceAddress address, string? model)
    {
        if (model is null && e.StatusCode is 400 or 422)
        {
            // No model was named, so none is missing, though the words may look so: «model: Field required».
            return ErrorRecords.Create(
                new SpeechException(e.Message + ServiceErrors.Details(e), e),
                "RequestRejected",
                ErrorCategory.InvalidArgument,
                address.BaseUri,
                $"Name the model with -Model, as some servers want it: Get-CometModel -BaseUri {address} lists them.");
        }

        if (model is not null && e.Fault == RequestFault.Model)
        {
            return Failed(e, address, $"Check -Model: Get-CometModel -BaseUri {address} lists what the server has.");
        }

        return !IsMissing(e) ? Failed(e, address) : ErrorRecords.Create(
            new SpeechException(
                $"{address} has no list of voices. {e.Message}{ServiceErrors.Details(e)}", e),
            "VoiceListMissing",
            ErrorCategory.ObjectNotFound,
            address.BaseUri,
            "Take a voice's name from the server's documentation: ConvertTo-Speech -CustomVoice sends any. "
                + (IsCometApi(address)
                    ? "Get-CometVoice without -BaseUri lists the ten voices of CometAPI's own endpoint."
                    : "If the server should have a list, check -BaseUri, which ends in /v1 as a rule."));
    }

    /// <summary>The record for a service whose models could not be listed.</summary>
    public static ErrorRecord ModelsFailed(ServiceException e, ServiceAddress address) =>
        !IsMissing(e) ? Failed(e, address) : ErrorRecords.Create(
            new SpeechException(
                $"{address} has no list of models. {e.Message}{ServiceErrors.Details(e)}", e),
            "ModelListMissing",
            ErrorCategory.ObjectNotFound,
            address.BaseUri,
            "Check -BaseUri, which ends in /v1 as a rule. If it is right, take a model's name from the server's "
                + "documentation: ConvertTo-Speech -Model sends any.");

    /// <summary>The record for a name that a server's list of voices does not have.</summary>
    public static ErrorRecord VoiceNotListed(string name, ServiceAddress address) => ErrorRecords.Create(
        new ItemNotFoundException($"{address} lists no voice '{name}'."),
        "VoiceNotFound",
        ErrorCategory.ObjectNotFound,
        name,
        $"Get-CometVoice -BaseUri {address} lists what it has; -CustomVoice of ConvertTo-Speech sends any name.");

    /// <summary>The record for a name that a service's list of models does not have.</summary>
    /// <param name="name">The name.</param>
    /// <param name="address">The service.</param>
    /// <param name="isLeftOut">It has such a model, which is not for speech.</param>
    public static ErrorRecord ModelNotListed(string name, ServiceAddress address, bool isLeftOut) =>
        ErrorRecords.Create(
            new ItemNotFoundException(
                $"{address} lists no model '{name}'{(isLeftOut ? " for speech, but one for something else" : "")}."),
            "ModelNotFound",
            ErrorCategory.ObjectNotFound,
            name,
            isLeftOut
                ? "-All lists all models."
                : "Get-CometModel without a name lists them; -Model of ConvertTo-Speech sends any name.");

    // By the status: words such as «Invalid URL (GET /v1/audio/voices)» look like those about a voice. 501 is what was
    // never made, too (RFC 9110, 15.6.2). A success without a list is not found, either.
    private static bool IsMissing(ServiceException e) =>
        e.StatusCode is 404 or 405 or 410 or 501 || e.Failure == ServiceFailure.NotFound;

    private static bool IsCometApi(ServiceAddress address) => address.Origin == ServiceAddress.Default.Origin;

    // What is advised for speech names parameters that these commands do not have.
    private static ErrorRecord Failed(ServiceException e, ServiceAddress address, string? advice = null)
    {
        (string id, ErrorCategory category, string action) = ServiceErrors.Describe(e);
        advice ??= e.Failure switch
        {
            ServiceFailure.PermissionDenied when !e.KeySent =>
                $"The server may want a key: Set-CometApiKey -BaseUri {address.Origin} sets one for that address, "
                    + "-ApiKey gives one to this command.",
            ServiceFailure.PermissionDenied =>
                $"The key may not see this list. Get-CometApiKey {address.Origin} tells which key is used.",
            ServiceFailure.RequestRejected => "Change what the message names; another attempt would be refused too.",
            ServiceFailure.RequestTimedOut => "Run the command again: a server that has just begun may take its time.",
            ServiceFailure.RateLimitExceeded when e.RetryAfter is null => "Run the command again later.",
            ServiceFailure.RedirectRefused =>
                "A redirect is not followed, because the key would go along: if you trust the address that it names, "
                    + "give -BaseUri that one, without what follows /v1.",
            _ => action,
        };
        return ErrorRecords.Create(
            new SpeechException(e.Message + ServiceErrors.Details(e), e), id, category, address.BaseUri, advice);
    }
}
