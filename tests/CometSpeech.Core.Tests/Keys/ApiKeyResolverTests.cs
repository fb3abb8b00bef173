using CometSpeech.Core.Api;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;
using CometSpeech.Core.Tests.Keys.Store;

namespace CometSpeech.Core.Tests.Keys;

public sealed class ApiKeyResolverTests : IDisposable
{
    private static readonly ServiceAddress s_comet = ServiceAddress.Default;

    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, ApiKey> _session = [];
    private readonly UserKeyStore _store;
    private int _vaultsOpened;

    public ApiKeyResolverTests() => _store = new UserKeyStore(_folder["store"]);

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void The_sources_are_searched_in_the_promised_order()
    {
        NeedsStore();
        _store.Set(s_comet.Origin, new StoredKey(Key("stored")));
        Assert.Equal("stored UserStore", Resolve(s_comet));

        _store.Set(s_comet.Origin, new StoredKey(new VaultReference("Safe", "Comet")));
        Assert.Equal("from-vault Vault", Resolve(s_comet));

        _variables["COMETAPI_API_KEY"] = "second";
        Assert.Equal("second Environment", Resolve(s_comet));

        _variables["COMETAPI_KEY"] = "first";
        Assert.Equal("first Environment", Resolve(s_comet));

        _session[s_comet.Origin] = Key("session");
        Assert.Equal("session Session", Resolve(s_comet));
        Assert.Equal("given Parameter", Resolve(s_comet, "given"));
        Assert.Equal(1, _vaultsOpened);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \uFEFF\n")]
    public void A_blank_variable_counts_as_missing(string blank)
    {
        _variables["COMETAPI_KEY"] = blank;
        _variables["COMETAPI_BASE_URL"] = blank;
        Assert.Null(Resolve(s_comet));

        _variables["COMETAPI_API_KEY"] = "second";
        Assert.Equal("second Environment", Resolve(s_comet));
    }

    // One key for each source, each set for one address: it is found there and nowhere else.
    [Theory]
    [InlineData("https://api.cometapi.com/v1", null, "environment")]
    [InlineData("https://API.CometAPI.com:443/other/path/", null, "environment")]
    [InlineData("https://api.cometapi.com:8443/v1", null, null)]
    [InlineData("https://api.cometapi.com.example.org/v1", null, null)]
    [InlineData("https://example.org/v1", null, null)]
    [InlineData("http://localhost:8880/v1", null, null)]
    [InlineData("http://nas:8880/v1", null, null)]
    [InlineData("https://proxy.example.org/v1", "https://proxy.example.org", "environment")]
    [InlineData("https://api.cometapi.com/v1", "https://proxy.example.org", null)]
    [InlineData("http://localhost:8880/v1", "http://localhost:8880", "environment")]
    [InlineData("https://localhost:8880/v1", "http://localhost:8880", null)]
    public void The_environments_key_goes_to_the_environments_address_alone(
        string asked, string? environmentAddress, string? expected)
    {
        _variables["COMETAPI_KEY"] = "environment";
        if (environmentAddress is not null)
        {
            _variables["COMETAPI_BASE_URL"] = environmentAddress;
        }

        Assert.Equal(expected is null ? null : expected + " Environment", Resolve(ServiceAddress.Parse(asked)));
    }

    [SkippableFact]
    public void Session_and_stored_keys_go_to_the_address_they_were_set_for()
    {
        NeedsStore();
        ServiceAddress nas = ServiceAddress.Parse("https://nas:8880/v1");
        ServiceAddress lab = ServiceAddress.Parse("https://lab/v1");
        _session[nas.Origin] = Key("of-nas");
        _store.Set(lab.Origin, new StoredKey(Key("of-lab")));

        Assert.Equal("of-nas Session", Resolve(nas));
        Assert.Equal("of-lab UserStore", Resolve(lab));
        Assert.Null(Resolve(s_comet));
        Assert.Equal("given Parameter", Resolve(ServiceAddress.Parse("https://elsewhere/v1"), "given"));
    }

    [SkippableFact]
    public void A_key_over_plain_http_beyond_this_machine_is_refused_whatever_its_source()
    {
        NeedsStore();
        ServiceAddress nas = ServiceAddress.Parse("http://nas:8880/v1");
        Assert.Null(Resolve(nas));
        Assert.Throws<UnencryptedConnectionException>(() => Resolve(nas, "marked-key"));

        _store.Set(nas.Origin, new StoredKey(Key("marked-key")));
        Assert.Throws<UnencryptedConnectionException>(() => Resolve(nas));

        _store.Set(nas.Origin, new StoredKey(new VaultReference("Safe", "Nas")));
        Assert.Throws<UnencryptedConnectionException>(() => Resolve(nas));
        Assert.Equal(0, _vaultsOpened);

        _variables["COMETAPI_KEY"] = "marked-key";
        _variables["COMETAPI_BASE_URL"] = "http://nas:8880";
        Assert.Throws<UnencryptedConnectionException>(() => Resolve(nas));

        _session[nas.Origin] = Key("marked-key");
        Exception e = Assert.Throws<UnencryptedConnectionException>(() => Resolve(nas));
        Assert.DoesNotContain("marked-key", e.ToString());
    }

    [Theory]
    [InlineData("http://localhost:8880/v1")]
    [InlineData("http://127.0.0.2:8880/v1")]
    [InlineData("http://[::1]:8880/v1")]
    public void A_key_goes_over_plain_http_within_this_machine(string address) =>
        Assert.Equal("given Parameter", Resolve(ServiceAddress.Parse(address), "given"));

    [Fact]
    public void An_address_variable_that_is_none_matters_only_where_it_is_needed()
    {
        _variables["COMETAPI_BASE_URL"] = "marked-key-in-the-wrong-variable";
        _session[s_comet.Origin] = Key("session");
        Assert.Null(Resolve(ServiceAddress.Parse("http://localhost:8880")));
        Assert.Equal("session Session", Resolve(s_comet));

        _session.Clear();
        _variables["COMETAPI_KEY"] = "marked-key";
        FormatException e = Assert.Throws<FormatException>(() => Resolve(s_comet));
        Assert.Contains("COMETAPI_BASE_URL", e.Message);
        Assert.DoesNotContain("marked-key", e.ToString());
    }

    [Fact]
    public void A_variable_that_holds_no_key_is_named_without_its_value()
    {
        _variables["COMETAPI_KEY"] = "marked\nkey";
        ApiKeyFormatException e = Assert.Throws<ApiKeyFormatException>(() => Resolve(s_comet));
        Assert.Contains("COMETAPI_KEY", e.Message);
        Assert.DoesNotContain("marked", e.ToString());
    }

    [Theory]
    [InlineData("https://api.cometapi.com/v1", true)]
    [InlineData("http://localhost:8880/v1", false)]
    [InlineData("http://nas:8880/v1", false)]
    [InlineData("https://speech.example.org/v1", false)]
    public void Only_CometAPI_is_known_to_need_a_key(string address, bool isRequired) =>
        Assert.Equal(isRequired, ApiKeyResolver.IsRequired(ServiceAddress.Parse(address)));

    private static ApiKey Key(string text) => ApiKey.Parse(text)!;

    private static void NeedsStore() => Skip.IfNot(UserKeyStoreTests.IsSupported, UserKeyStoreTests.Unsupported);

    private string? Resolve(ServiceAddress address, string? given = null)
    {
        ApiKeyResolver resolver = new(
            origin => _session.TryGetValue(origin, out ApiKey? key) ? key : null,
            new ServiceEnvironment(name => _variables.TryGetValue(name, out string? value) ? value : null),
            _ =>
            {
                _vaultsOpened++;
                return Key("from-vault");
            },
            _store);
        return resolver.Resolve(address, ApiKey.Parse(given)) is { } found
            ? $"{found.Key.Reveal()} {found.Source}"
            : null;
    }
}
