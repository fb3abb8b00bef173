using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;
using CometSpeech.Errors;
using CometSpeech.Keys;

namespace CometSpeech.Commands;

/// <summary>
/// Remove-CometApiKey: undoes Set-CometApiKey. A secret in a vault and a variable in the environment stay, with a
/// warning.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "CometApiKey", SupportsShouldProcess = true)]
public sealed class RemoveCometApiKeyCommand : PSCmdlet
{
    /// <summary>The address whose key goes; default CometAPI.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public Uri? BaseUri { get; set; }

    /// <summary>Only the key of this source, as Get-CometApiKey names it; default all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateSet(
        nameof(ApiKeySource.Session),
        nameof(ApiKeySource.Environment),
        nameof(ApiKeySource.Vault),
        nameof(ApiKeySource.UserStore))]
    public string? Source { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ServiceAddress address = ApiKeyProvider.GetAddress(this, BaseUri);
        bool isFound = RemoveFromSession(address);
        isFound |= RemoveFromStore(address);
        isFound |= WarnOfEnvironment(address);
        if (!isFound)
        {
            WriteError(KeyErrors.ApiKeyNotFound(address));
        }
    }

    private bool RemoveFromSession(ServiceAddress address)
    {
        if (!IsMeant(ApiKeySource.Session) || SessionKeys.Find(address.Origin) is null)
        {
            return false;
        }

        if (ShouldProcess(address.Origin, "Forget the API key of this session"))
        {
            SessionKeys.Remove(address.Origin);
        }

        return true;
    }

    private bool RemoveFromStore(ServiceAddress address)
    {
        if (!IsMeant(ApiKeySource.Vault) && !IsMeant(ApiKeySource.UserStore))
        {
            return false;
        }

        UserKeyStore store = ApiKeyProvider.Store;
        VaultReference? vault = null;
        bool isStored = ApiKeyProvider.Guard(this, () => store.Contains(address.Origin, out vault));
        if (!isStored || !IsMeant(vault is null ? ApiKeySource.UserStore : ApiKeySource.Vault))
        {
            return false;
        }

        string action = vault is null
            ? $"Remove the API key from '{store.Path}'"
            : $"Forget that the API key is the {vault}";
        if (ShouldProcess(address.Origin, action))
        {
            bool isShared = store.IsShared;
            ApiKeyProvider.Guard(this, () => store.Remove(address.Origin));
            if (vault is not null)
            {
                WriteWarning($"The {vault} stays there. Remove-Secret removes it.");
            }
            else if (isShared)
            {
                WriteWarning(
                    $"Others than you could read '{store.Path}'. If someone has, revoke the key at the service.");
            }
        }

        return true;
    }

    private bool WarnOfEnvironment(ServiceAddress address)
    {
        if (!IsMeant(ApiKeySource.Environment) || ApiKeyProvider.FindInEnvironment(this, address) is not { } key)
        {
            return false;
        }

        WriteWarning($"The key in {key.Description} stays: it is not this command's to remove.");
        return true;
    }

    private bool IsMeant(ApiKeySource source) =>
        Source is null || Source.Equals(source.ToString(), StringComparison.OrdinalIgnoreCase);
}
