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

/// <summary>
/// Get-CometVoice: lists the service's voices without asking it, or those that a server lists at an address.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CometVoice", DefaultParameterSetName = KnownSet)]
[OutputType(typeof(CometVoice))]
public sealed class GetCometVoiceCommand : PSCmdlet, IDisposable
{
    private const string KnownSet = "Known";
    private const string ServerSet = "Server";

    private readonly StopSource _stop = new();
    private ServiceAddress? _address;
    private CometVoice[]? _voices;
    private bool _hasFailed;

    /// <summary>Names to look for; wildcards work. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Alias("Voice")]
    [ArgumentCompleter(typeof(ListedVoiceCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Only the voices that this model takes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The server that is asked; nobody is, when it is left out.</summary>
    [Parameter(ParameterSetName = ServerSet, Mandatory = true)]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The key, for this command alone.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [SecureStringTransformation]
    public SecureString? ApiKey { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ApiKeyProvider.Check(this, ApiKey);
        _address = BaseUri is { } given ? ApiKeyProvider.Guard(this, () => ServiceAddress.From(given)) : null;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_hasFailed || (_voices ??= _address is { } address ? Ask(address) : Known()) is not { } voices)
        {
            return;
        }

        foreach (string name in Name)
        {
            NamePattern pattern = new(name);
            CometVoice[] found =
                [.. voices.Where(voice => pattern.IsMatch(voice.Voice) || pattern.IsMatch(voice.Name))];
            WriteObject(_address is null ? found : found.Select(FromServer), enumerateCollection: true);
            // As Get-Process and its like: a name without wildcards that is not there is an error, a pattern is not.
            if (found.Length == 0
                && !pattern.HasWildcards
                && (_address is not null || Model is null))
            {
                WriteError(_address is null
                    ? ParameterErrors.VoiceNotFound(name)
                    : ListErrors.VoiceNotListed(name, _address));
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Stop();

    private CometVoice[] Known()
    {
        if (Model is not null && !ModelNames.All.Contains(Model, StringComparer.OrdinalIgnoreCase))
        {
            string known = string.Join(", ", ModelNames.All);
            WriteWarning(
                $"Which voices the model '{Model}' takes is not known here. Known are {known}. "
                    + "-BaseUri asks a server that lists its voices.");
        }

        return [.. VoiceCatalog.Voices
            .Where(voice => Model is null || voice.Models.Contains(Model, StringComparer.OrdinalIgnoreCase))];
    }

    // Null when it failed, which has been told.
    private CometVoice[]? Ask(ServiceAddress address)
    {
        try
        {
            IReadOnlyList<VoiceEntry> entries = ServiceCall.GetList(
                this,
                address,
                ApiKeyProvider.Find(this, address, ApiKey)?.Key,
                (client, stop) => client.GetVoicesAsync(Model, stop),
                _stop.Token);
            WriteVerbose($"{address} lists {entries.Count} voices.");
            ListedNames.KeepVoices(address, Model, entries.Select(entry => entry.Id));
            string[] models = Model is null ? [] : [Model];
            return [.. entries.Select(entry => new CometVoice(entry.Id, models, name: entry.Name)
            {
                Language = entry.Language, Gender = entry.Gender,
            })];
        }
        catch (ServiceException e)
        {
            _hasFailed = true;
            WriteError(ListErrors.VoicesFailed(e, address, Model));
            return null;
        }
    }

    // It is shown by other columns than the voices that are known.
    private static PSObject FromServer(CometVoice voice)
    {
        PSObject shown = new(voice);
        shown.TypeNames.Insert(0, $"{typeof(CometVoice).FullName}#Server");
        return shown;
    }
}
