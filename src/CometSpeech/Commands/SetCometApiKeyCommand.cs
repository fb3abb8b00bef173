using System.Management.Automation;
using System.Security;
using CometSpeech.Core.Api;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;
using CometSpeech.Errors;
using CometSpeech.Keys;
using CometSpeech.Running;
using SecretKey = CometSpeech.Core.Keys.ApiKey;

namespace CometSpeech.Commands;

/// <summary>
/// Set-CometApiKey: keeps a key for this session, for the current user, or in a SecretManagement vault.
/// </summary>
[Cmdlet(VerbsCommon.Set, "CometApiKey", SupportsShouldProcess = true, DefaultParameterSetName = SessionSet)]
[OutputType(typeof(CometApiKey))]
public sealed class SetCometApiKeyCommand : PSCmdlet, IDisposable
{
    private const string SessionSet = "Session";
    private const string PersistSet = "Persist";
    private const string VaultSet = "Vault";

    private readonly StopSource _stop = new();

    /// <summary>
    /// The key; asked for without echo when missing. With -Vault it may be missing: then the vault already holds it.
    /// </summary>
    [Parameter(
        ParameterSetName = SessionSet,
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(
        ParameterSetName = PersistSet,
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(
        ParameterSetName = VaultSet,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [SecureStringTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The address the key is for; default CometAPI.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? BaseUri { get; set; }

    /// <summary>Keep it for the current user, beyond this session.</summary>
    [Parameter(ParameterSetName = PersistSet, Mandatory = true)]
    public SwitchParameter Persist { get; set; }

    /// <summary>Keep it in that SecretManagement vault, and remember for the current user where.</summary>
    [Parameter(ParameterSetName = VaultSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Vault { get; set; } = "";

    /// <summary>The secret's name in the vault.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>Ask the service first whether it takes the key, and keep nothing when it does not.</summary>
    [Parameter]
    public SwitchParameter Verify { get; set; }

    /// <summary>Hand out what Get-CometApiKey tells about the key.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Stop();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ServiceAddress address = ApiKeyProvider.GetAddress(this, BaseUri);
        SecretKey? given = ApiKeyProvider.Guard(this, () =>
        {
            UnencryptedConnectionException.ThrowIfExposed(address);
            return SecretKey.Parse(ApiKey);
        });
        if (given is null && (ApiKey is not null || ParameterSetName != VaultSet))
        {
            ThrowTerminatingError(KeyErrors.ApiKeyBlank());
        }

        VaultReference? vault = ParameterSetName == VaultSet
            ? new(Vault, SecretName ?? DefaultSecretName(address))
            : null;
        if (!ShouldProcess(address.Origin, Describe(vault, isGiven: given is not null)))
        {
            return;
        }

        SecretKey key = given ?? SecretVault.Read(this, vault!);
        if (Verify)
        {
            ServiceProbe.Verify(this, address, key, _stop.Token);
        }

        if (vault is not null && given is not null)
        {
            SecretVault.Write(this, vault, key);
        }

        CometApiKey kept = Keep(address, key, vault);
        WarnWhenUnused(address);
        if (PassThru)
        {
            WriteObject(kept);
        }
    }

    // The strictest vaults take letters, digits and hyphens.
    private static string DefaultSecretName(ServiceAddress address) => address.Origin == ServiceAddress.Default.Origin
        ? "CometApiKey"
        : "CometApiKey-" + string.Concat(
            $"{address.BaseUri.IdnHost}-{address.BaseUri.Port}".Select(c => char.IsLetterOrDigit(c) ? c : '-'));

    private string Describe(VaultReference? vault, bool isGiven) => ParameterSetName switch
    {
        SessionSet => "Keep the API key for this session",
        PersistSet => $"Store the API key for the current user in '{ApiKeyProvider.Store.Path}'",
        _ => isGiven ? $"Store the API key as {vault}" : $"Take the API key from {vault}",
    };

    private CometApiKey Keep(ServiceAddress address, SecretKey key, VaultReference? vault)
    {
        if (ParameterSetName == SessionSet)
        {
            SessionKeys.Set(address.Origin, key);
            return KnownKeys.Describe(
                address.Origin, new ResolvedApiKey(key, ApiKeySource.Session, ApiKeyResolver.SessionDescription));
        }

        UserKeyStore store = ApiKeyProvider.Guard(this, () =>
        {
            UserKeyStore current = ApiKeyProvider.Store;
            current.Set(address.Origin, vault is null ? new StoredKey(key) : new StoredKey(vault));
            return current;
        });

        // A key that was set for the session before would be used in place of the new one.
        SessionKeys.Remove(address.Origin);
        return KnownKeys.Describe(address.Origin, vault is null
            ? new ResolvedApiKey(key, ApiKeySource.UserStore, store.Path)
            : new ResolvedApiKey(key, ApiKeySource.Vault, vault.ToString()));
    }

    private void WarnWhenUnused(ServiceAddress address)
    {
        if (ParameterSetName != SessionSet && ApiKeyProvider.FindInEnvironment(this, address) is { } key)
        {
            WriteWarning($"The key in {key.Description} is used before the stored one.");
        }

        if (BaseUri is null && ApiKeyProvider.FindOtherAddress(this, address) is { } used)
        {
            WriteWarning(
                $"This key is for {address.Origin} only, but {ServiceEnvironment.AddressVariable} names {used.Origin}. "
                    + $"To set a key for that address, add -BaseUri {used}");
        }
    }
}
