using CometSpeech.Core.Api.Failures;
using CometSpeech.Core.Keys;

namespace CometSpeech.Core.Api.Catalog;

/// <summary>
/// Asks a service which models and voices it has. Such requests cost nothing. What comes back is checked as hostile
/// input: its size, its pages and its names have limits.
/// </summary>
public sealed class ServiceListClient : IDisposable
{
    private const string Models = "models";
    private const string Voices = "voices";

    // CometAPI's catalogue of 300 models is a few hundred kilobytes.
    private const int MaxLength = 16 * 1024 * 1024;

    // OpenAI's lists give 20 to 100 entries a page: enough for all the models there are, and an end for a server that
    // always says that there is more.
    private const int MaxPages = 100;

    // A hundred times the longest list that is known, that of OpenRouter.
    private const int MaxEntries = 100_000;

    private readonly ServiceAddress _address;
    private readonly ServiceConnection _connection;
    private readonly Action<string> _log;

    /// <summary>Makes a client for one command; it shares the process's connections with all others.</summary>
    /// <param name="address">The service.</param>
    /// <param name="key">The key for that service, or null to send none.</param>
    /// <param name="options">Limits.</param>
    /// <param name="log">Takes a line for what is retried or left out; called from any thread.</param>
    /// <exception cref="UnencryptedConnectionException">The key would cross a network in plain text.</exception>
    public ServiceListClient(
        ServiceAddress address, ApiKey? key, CometApiClientOptions options, Action<string>? log = null)
    {
        _address = address;
        _log = log ?? (_ => { });
        _connection = new ServiceConnection(address, key, options, log);
    }

    /// <summary>
    /// Whether the service has a catalogue that is open to all beside its list of models: CometAPI alone.
    /// </summary>
    public static bool HasCatalog(ServiceAddress address) => address.Origin == ServiceAddress.Default.Origin;

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>
    /// CometAPI's catalogue, <c>GET /api/models</c> of the host, with prices and what each model is for. No key is
    /// sent. See https://apidoc.cometapi.com/overview/models.
    /// </summary>
    /// <param name="address">Where that catalogue is; see <see cref="HasCatalog"/>.</param>
    /// <param name="options">Limits.</param>
    /// <param name="log">Takes a line for what is retried or left out; called from any thread.</param>
    /// <param name="cancellationToken">Ends the request at once.</param>
    /// <exception cref="ServiceException">The service refused, is not there, or gave no list.</exception>
    public static async Task<IReadOnlyList<ModelEntry>> GetCatalogAsync(
        ServiceAddress address, CometApiClientOptions options, Action<string>? log, CancellationToken cancellationToken)
    {
        using ServiceListClient client = new(address, key: null, options, log);
        return await client
            .ReadModelsAsync(new Uri(address.BaseUri, "/api/models"), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary><c>GET models</c>: the models that the key may use, where there is one.</summary>
    /// <exception cref="ServiceException">The service refused, is not there, or gave no list.</exception>
    public async Task<IReadOnlyList<ModelEntry>> GetModelsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ModelEntry> models =
            await ReadModelsAsync(_address.Resolve(Models), cancellationToken).ConfigureAwait(false);
        if (models.Count == 0 || models.Any(model => model.IsForSpeech != false))
        {
            return models;
        }

        try
        {
            // OpenRouter lists what writes, and what speaks on demand only; others give the same list again.
            // https://openrouter.ai/docs/api_reference/models
            IReadOnlyList<ModelEntry> speaking = await ReadModelsAsync(
                _address.Resolve(Models + "?output_modalities=speech"), cancellationToken).ConfigureAwait(false);
            HashSet<string> known = new(models.Select(model => model.Id), StringComparer.Ordinal);
            return models.Concat(speaking.Where(model => !known.Contains(model.Id))).ToArray();
        }
        catch (ServiceException e)
        {
            _log($"Whether there are others that speak was asked in vain: {e.Message}");
            return models;
        }
    }

    /// <summary>
    /// <c>GET audio/voices</c>, which no standard knows and many servers have: of a model where one is named, which
    /// some of them want.
    /// </summary>
    /// <exception cref="ServiceException">The service refused, is not there, or gave no list.</exception>
    public Task<IReadOnlyList<VoiceEntry>> GetVoicesAsync(string? model, CancellationToken cancellationToken)
    {
        string query = model is null ? "" : $"?model={Uri.EscapeDataString(model)}";
        return ReadAsync(
            _address.Resolve("audio/voices" + query),
            Voices,
            VoiceEntryReader.Read,
            voice => voice.Id,
            cancellationToken);
    }

    private Task<IReadOnlyList<ModelEntry>> ReadModelsAsync(Uri uri, CancellationToken cancellationToken) =>
        ReadAsync(uri, Models, ModelEntryReader.Read, model => model.Id, cancellationToken);

    // All pages; of entries with the same id the first.
    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        Uri first,
        string kind,
        Func<ListItem, T?> read,
        Func<T, string> idOf,
        CancellationToken cancellationToken)
        where T : class
    {
        List<T> entries = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        int length = 0;
        int unusable = 0;
        Uri? next = first;
        for (int pages = 0; next is not null; pages++)
        {
            if (pages == MaxPages || entries.Count > MaxEntries)
            {
                throw ListPage.TooLong(first);
            }

            Uri uri = next;
            (ListPage page, _) = await _connection
                .SendAsync(
                    () => new HttpRequestMessage(HttpMethod.Get, uri),
                    (response, timeout) =>
                        ListPage.ReadAsync(response, kind, MaxLength - length, timeout, _connection.Secret),
                    cancellationToken)
                .ConfigureAwait(false);
            using (page)
            {
                length += page.Length;
                int before = entries.Count;
                foreach (ListItem item in page.Items)
                {
                    T? entry = read(item);
                    unusable += entry is null ? 1 : 0;
                    if (entry is not null && ids.Add(idOf(entry)))
                    {
                        entries.Add(entry);
                    }
                }

                // A page that says nothing new is the last one, whatever it says.
                next = entries.Count > before ? page.FindNext(first, uri, _log) : null;
            }
        }

        if (unusable > 0)
        {
            if (entries.Count == 0)
            {
                throw ListPage.Nameless(kind, first);
            }

            _log($"{unusable} of the {kind} that {first} lists have no name, or one that cannot be shown; left out.");
        }

        return entries;
    }
}
