using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Errors;
using CometSpeech.Keys;

namespace CometSpeech.Commands;

/// <summary>Get-CometApiKey: tells which keys are set, where, and how they end; never a key.</summary>
[Cmdlet(VerbsCommon.Get, "CometApiKey")]
[OutputType(typeof(CometApiKey))]
public sealed class GetCometApiKeyCommand : PSCmdlet
{
    /// <summary>
    /// Only the key that commands would send to this address; found as they find it, so a vault is opened when it lies
    /// there.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public Uri? BaseUri { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (BaseUri is not null)
        {
            ServiceAddress address = ApiKeyProvider.GetAddress(this, BaseUri);
            if (ApiKeyProvider.Find(this, address, parameter: null) is { } key)
            {
                WriteObject(KnownKeys.Describe(address.Origin, key));
            }

            return;
        }

        List<CometApiKey> keys = [];
        Collect(keys, KnownKeys.InSession);
        Collect(keys, KnownKeys.InEnvironment);
        Collect(keys, () => KnownKeys.InStore(ApiKeyProvider.Store));
        IEnumerable<IGrouping<Uri, CometApiKey>> byAddress = keys
            .GroupBy(key => key.BaseUri)
            .OrderBy(group => group.Key.AbsoluteUri, StringComparer.Ordinal);
        foreach (IGrouping<Uri, CometApiKey> sameAddress in byAddress)
        {
            foreach (CometApiKey waiting in sameAddress.Skip(1))
            {
                waiting.InUse = false;
            }

            WriteObject(sameAddress, enumerateCollection: true);
        }
    }

    // A source that fails does not hide the others.
    private void Collect(List<CometApiKey> keys, Func<IEnumerable<CometApiKey>> source)
    {
        try
        {
            keys.AddRange(source());
        }
        catch (Exception e) when (KeyErrors.TryDescribe(e) is { } record)
        {
            WriteError(record);
        }
    }
}
