using System.Management.Automation;
using System.Security;
using CometSpeech.Catalog;
using CometSpeech.Completion;
using CometSpeech.Core.Api;
using CometSpeech.Core.Api.Catalog;
using CometSpeech.Core.Api.Failures;
using CometSpeech.Errors;
using CometSpeech.Keys;
using CometSpeech.Running;

namespace CometSpeech.Commands;

/// <summary>Get-CometModel: lists the models that a service has for speech.</summary>
[Cmdlet(VerbsCommon.Get, "CometModel")]
[OutputType(typeof(CometModel))]
public sealed class GetCometModelCommand : PSCmdlet, IDisposable
{
    private readonly StopSource _stop = new();
    private ServiceAddress _address = ServiceAddress.Default;
    private CometModel[]? _models;
    private bool _hasFailed;

    /// <summary>Names to look for; wildcards work. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("Model")]
    [ArgumentCompleter(typeof(ListedModelCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The service's address; default the environment's, else CometAPI.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>Also the models that are not for speech.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>The key, for this command alone; CometAPI's catalogue needs none.</summary>
    [Parameter]
    [SecureStringTransformation]
    public SecureString? ApiKey { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ApiKeyProvider.Check(this, ApiKey);
        _address = ApiKeyProvider.GetServiceAddress(this, BaseUri);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_hasFailed || (_models ??= Read()) is not { } models)
        {
            return;
        }

        foreach (string name in Name)
        {
            NamePattern pattern = new(name);
            CometModel[] named = [.. models.Where(model => pattern.IsMatch(model.Model))];
            CometModel[] found = [.. named.Where(IsShown)];
            WriteObject(found, enumerateCollection: true);
            if (found.Length == 0 && !pattern.HasWildcards)
            {
                WriteError(ListErrors.ModelNotListed(name, _address, isLeftOut: named.Length > 0));
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Stop();

    // What nobody tells anything about is shown: the name alone would be a guess.
    private bool IsShown(CometModel model) => All || model.IsForSpeech != false;

    // Null when it failed, which has been told.
    private CometModel[]? Read()
    {
        IReadOnlyList<ModelEntry> entries;
        try
        {
            bool isCatalog = ServiceListClient.HasCatalog(_address);
            if (isCatalog && ApiKey is not null)
            {
                WriteVerbose("The key is not sent: CometAPI's catalogue is open to all.");
            }

            entries = isCatalog
                ? ServiceCall.Wait(
                    this,
                    log => ServiceListClient.GetCatalogAsync(_address, new CometApiClientOptions(), log, _stop.Token),
                    _stop.Token)
                : ServiceCall.GetList(
                    this,
                    _address,
                    ApiKeyProvider.Find(this, _address, ApiKey)?.Key,
                    (client, stop) => client.GetModelsAsync(stop),
                    _stop.Token);
        }
        catch (ServiceException e)
        {
            _hasFailed = true;
            WriteError(ListErrors.ModelsFailed(e, _address));
            return null;
        }

        CometModel[] models = [.. entries.Select(ModelOf)];
        ListedNames.KeepModels(
            _address, models.Where(model => model.IsForSpeech != false).Select(model => model.Model));
        TellWhatIsLeftOut(models);
        return models;
    }

    private void TellWhatIsLeftOut(CometModel[] models)
    {
        int leftOut = models.Count(model => !IsShown(model));
        if (models.Length > 0 && leftOut == models.Length)
        {
            WriteWarning($"{_address} lists {models.Length} models, and says of none that it speaks. -All lists them.");
        }
        else if (leftOut > 0)
        {
            WriteVerbose($"{leftOut} of {models.Length} models are not for speech; -All lists them too.");
        }
        else if (models.Length > 0 && models.All(model => model.IsForSpeech is null))
        {
            WriteVerbose($"{_address} does not tell what its models are for: all {models.Length} are listed.");
        }
    }

    private static CometModel ModelOf(ModelEntry entry) => new(entry.Id)
    {
        Provider = entry.Provider,
        Price = entry.Price,
        OutputPrice = entry.OutputPrice,
        PriceUnit = entry.PriceUnit,
        ShutdownDate = entry.ShutdownDate,
        IsForSpeech = entry.IsForSpeech,
        Uri = entry.DocumentationUri,
    };
}
