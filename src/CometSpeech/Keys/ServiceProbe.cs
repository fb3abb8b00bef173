using System.Management.Automation;
using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Catalog;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Keys;
using CometSpeech.Errors;
using CometSpeech.Running;

namespace CometSpeech.Keys;

/// <summary>Asks the service whether it takes a key, by a request that costs nothing.</summary>
internal static class ServiceProbe
{
    /// <summary>
    /// Returns when the service took the key. A refusal, or a service that does not answer, ends the cmdlet.
    /// </summary>
    public static void Verify(PSCmdlet cmdlet, ServiceAddress address, ApiKey key, CancellationToken stop)
    {
        try
        {
            IReadOnlyList<ModelEntry> models = ServiceCall.GetList(
                cmdlet, address, key, (client, token) => client.GetModelsAsync(token), stop);
            cmdlet.WriteVerbose($"{address.Origin} takes the key, for {models.Count} models.");
        }
        catch (ServiceException e)
        {
            cmdlet.ThrowTerminatingError(RunErrors.RequestFailed(e, address.Origin));
        }
    }
}
