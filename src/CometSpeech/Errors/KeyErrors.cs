using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;

namespace CometSpeech.Errors;

/// <summary>The error records about keys. None holds a key.</summary>
internal static class KeyErrors
{
    public static ErrorRecord ApiKeyMissing(ServiceAddress address) => ErrorRecords.Create(
        new InvalidOperationException(
            $"There is no API key for {address.Origin}. Set one with Set-CometApiKey, "
                + "in the environment variable COMETAPI_KEY, or with the parameter -ApiKey."),
        "ApiKeyMissing",
        ErrorCategory.AuthenticationError,
        address.Origin,
        "Run Set-CometApiKey; with -Persist it keeps the key for later sessions.");

    public static ErrorRecord ApiKeyBlank() => InvalidApiKey(new ApiKeyFormatException(
        "The API key is blank: the variable or the file that it comes from may be empty."));

    public static ErrorRecord ApiKeyNotFound(ServiceAddress address) => ErrorRecords.Create(
        new ItemNotFoundException($"No API key is set for {address.Origin}."),
        "ApiKeyNotFound",
        ErrorCategory.ObjectNotFound,
        address.Origin,
        "Get-CometApiKey lists the keys that are set.");

    public static ErrorRecord SecretManagementMissing(VaultReference reference) => ErrorRecords.Create(
        new InvalidOperationException(
            $"The {reference} needs the module Microsoft.PowerShell.SecretManagement, which is not installed."),
        "SecretManagementMissing",
        ErrorCategory.NotInstalled,
        reference.Vault,
        "Run: Install-Module Microsoft.PowerShell.SecretManagement -Scope CurrentUser");

    public static ErrorRecord NoKeyInVault(VaultReference reference) => ErrorRecords.Create(
        new InvalidOperationException($"The {reference} is blank, or neither text nor a SecureString."),
        "VaultFailed",
        ErrorCategory.InvalidData,
        reference.Vault,
        "Set-CometApiKey -Vault stores a key there.");

    /// <param name="reference">What was asked for.</param>
    /// <param name="cause">The vault's own error.</param>
    /// <param name="redact">Takes out of its message what it may repeat of the key.</param>
    public static ErrorRecord VaultFailed(
        VaultReference reference, ErrorRecord cause, Func<string, string> redact) => ErrorRecords.Create(
        new InvalidOperationException(
            $"The {reference} cannot be used: {redact(cause.ErrorDetails?.Message ?? cause.Exception.Message)}"),
        "VaultFailed",
        cause.CategoryInfo.Category is ErrorCategory.NotSpecified
            ? ErrorCategory.ResourceUnavailable
            : cause.CategoryInfo.Category,
        reference.Vault,
        "Get-SecretVault and Get-SecretInfo list vaults and secrets; Set-CometApiKey names another.");

    /// <summary>The error record for what Core's key classes throw; null for any other exception.</summary>
    public static ErrorRecord? TryDescribe(Exception exception) => exception switch
    {
        ApiKeyFormatException e => InvalidApiKey(e),
        UnencryptedConnectionException e => ErrorRecords.Create(
            e,
            "UnencryptedConnection",
            ErrorCategory.SecurityError,
            e.Address.Origin,
            "Use an https address, or give no key when the server needs none."),
        KeyStoreException e => ErrorRecords.Create(
            e,
            "KeyStore" + e.Failure,
            Categorize(e.Failure),
            e.Path,
            "Get-Help Set-CometApiKey tells how keys are stored."),
        FormatException => ErrorRecords.Create(
            exception,
            "InvalidBaseUri",
            ErrorCategory.InvalidArgument,
            null,
            "Write the address like https://api.cometapi.com/v1."),
        _ => null,
    };

    private static ErrorRecord InvalidApiKey(ApiKeyFormatException cause) => ErrorRecords.Create(
        cause, "InvalidApiKey", ErrorCategory.InvalidArgument, null, "Give the key as the service's console shows it.");

    private static ErrorCategory Categorize(KeyStoreFailure failure) => failure switch
    {
        KeyStoreFailure.Unprotected => ErrorCategory.SecurityError,
        KeyStoreFailure.Damaged => ErrorCategory.InvalidData,
        _ => ErrorCategory.ResourceUnavailable,
    };
}
