using System.Runtime.InteropServices;
using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;

namespace CometSpeech.Core.Tests.Keys.Store;

public sealed class UserKeyStoreTests : IDisposable
{
    public const string Unsupported = "The .NET Framework build keeps keys on Windows alone.";

    private const string Comet = "https://api.cometapi.com:443";
    private const string Nas = "https://nas:8880";

    private readonly TestFolder _folder;
    private readonly UserKeyStore _store;

    public UserKeyStoreTests()
    {
        Skip.IfNot(IsSupported, Unsupported);
        // Only now: a test that is skipped here is never disposed.
        _folder = new TestFolder();
        _store = new UserKeyStore(_folder["store"]);
    }

    public static bool IsSupported { get; } =
        IsWindows || !RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal)
        && Type.GetType("Mono.Runtime") is null;

    private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Keys_of_two_addresses_lie_side_by_side()
    {
        _store.Set(Comet, Stored("key-of-comet"));
        _store.Set(Nas, Stored("key-of-nas"));
        _store.Set(Comet, Stored("new-key-of-comet"));

        UserKeyStore again = new(_folder["store"]);
        Assert.Equal("new-key-of-comet", again.Find(Comet)!.Key!.Reveal());
        Assert.Equal("key-of-nas", again.Find(Nas)!.Key!.Reveal());
        Assert.Null(again.Find("https://elsewhere:443"));
        Assert.Equal([Comet, Nas], again.ReadAll().Keys.OrderBy(origin => origin, StringComparer.Ordinal));
    }

    [SkippableFact]
    public void A_place_in_a_vault_is_kept_by_its_names_and_replaces_the_key()
    {
        _store.Set(Comet, Stored("marked-key"));
        _store.Set(Comet, new StoredKey(new VaultReference("Safe", "Comet")));

        StoredKey found = _store.Find(Comet)!;
        Assert.Null(found.Key);
        Assert.Equal("Safe", found.Vault!.Vault);
        Assert.Equal("Comet", found.Vault.SecretName);
        Assert.DoesNotContain("marked-key", File.ReadAllText(_store.Path));
    }

    [SkippableFact]
    public void Removing_leaves_the_others_and_with_the_last_one_the_file_goes()
    {
        Assert.False(_store.Remove(Comet));
        Assert.False(Directory.Exists(_folder["store"]));

        _store.Set(Comet, Stored("key-of-comet"));
        _store.Set(Nas, Stored("key-of-nas"));
        Assert.True(_store.Remove(Comet));
        Assert.False(_store.Remove(Comet));
        Assert.Equal("key-of-nas", _store.Find(Nas)!.Key!.Reveal());

        Assert.True(_store.Remove(Nas));
        Assert.False(File.Exists(_store.Path));
    }

    [SkippableFact]
    public void Windows_keeps_no_key_in_plain_text_and_binds_it_to_its_address()
    {
        Skip.IfNot(IsWindows, "Windows Data Protection exists on Windows alone.");
        _store.Set(Comet, Stored("marked-key"));
        string text = File.ReadAllText(_store.Path);
        Assert.DoesNotContain("marked-key", text);

        File.WriteAllText(_store.Path, text.Replace(Comet, Nas));
        Assert.Equal(KeyStoreFailure.Damaged, Assert.Throws<KeyStoreException>(() => _store.Find(Nas)).Failure);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"version\":1,\"keys\":{\"https://api.cometapi.com:443\":null}}")]
    [InlineData("{\"version\":1,\"keys\":{\"https://api.cometapi.com:443\":{}}}")]
    [InlineData("{\"version\":1,\"keys\":{\"https://api.cometapi.com:443\":{\"key\":\"marked\\nkey\"}}}")]
    [InlineData("{\"version\":1,\"keys\":{\"https://api.cometapi.com:443\":{\"key\":\"marked-key")]
    [InlineData("{\"version\":1,\"keys\":{\"https://api.cometapi.com:443\":{\"protectedKey\":\"marked-key\"}}}")]
    [InlineData("{\"version\":1,\"keys\":{\"marked-key\":{\"key\":7}}}")]
    [InlineData("{\"version\":1,\"keys\":{\"https://api.cometapi.com:443\":{\"key\":\"marked\\ud83d\"}}}")]
    public void A_damaged_store_is_an_error_that_tells_the_way_out_and_is_not_overwritten(string text)
    {
        _store.Set(Comet, Stored("key-of-comet"));
        File.WriteAllText(_store.Path, text);

        KeyStoreException e = Assert.Throws<KeyStoreException>(() => _store.Find(Comet));
        Assert.Equal(KeyStoreFailure.Damaged, e.Failure);
        Assert.Contains(_store.Path, e.Message);
        Assert.Contains("Set-CometApiKey", e.Message);
        Assert.DoesNotContain("marked", e.ToString());
        Assert.Equal(text, File.ReadAllText(_store.Path));
    }

    [SkippableTheory]
    [InlineData("marked-key", "an entry whose name is no address holds no key")]
    [InlineData("https://marked-key@nas:8880/x", "the entry for https://nas:8880 holds no key")]
    public void A_key_that_stands_where_the_address_belongs_is_not_quoted(string name, string message)
    {
        _store.Set(Comet, Stored("key-of-comet"));
        File.WriteAllText(_store.Path, $"{{\"keys\":{{\"{name}\":{{}}}}}}");

        KeyStoreException e = Assert.Throws<KeyStoreException>(() => _store.ReadAll());
        Assert.Contains(message, e.Message);
        Assert.DoesNotContain("marked", e.ToString());
    }

    [SkippableFact]
    public void A_store_of_a_later_version_is_left_alone()
    {
        _store.Set(Comet, Stored("key-of-comet"));
        string later = File.ReadAllText(_store.Path).Replace("\"version\": 1", "\"version\": 2");
        File.WriteAllText(_store.Path, later);

        Assert.Equal(
            KeyStoreFailure.Unavailable,
            Assert.Throws<KeyStoreException>(() => _store.Set(Nas, Stored("key-of-nas"))).Failure);
        Assert.Equal(later, File.ReadAllText(_store.Path));
    }

    [SkippableFact]
    public void A_reader_sees_the_old_keys_or_the_new_ones_and_writers_lose_nothing()
    {
        _store.Set(Comet, Stored("key-of-comet"));
        Parallel.For(0, 20, i =>
        {
            _store.Set($"https://host{i}:443", Stored($"key-of-host{i}"));
            Assert.Equal("key-of-comet", _store.Find(Comet)!.Key!.Reveal());
        });

        Assert.Equal(21, _store.ReadAll().Count);
        Assert.Empty(Directory.GetFiles(_folder["store"], "*.tmp"));
    }

    [SkippableTheory]
    [InlineData("/elsewhere", "/elsewhere/cometspeech/keys.json")]
    [InlineData("relative", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_an_absolute_configuration_folder_counts(string? variable, string? expected)
    {
        Skip.If(IsWindows, "Windows keeps it under LOCALAPPDATA.");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string path = UserKeyStore.ForCurrentUser(name => name == "XDG_CONFIG_HOME" ? variable : null).Path;
        Assert.Equal(expected ?? home + "/.config/cometspeech/keys.json", path);
    }

    private static StoredKey Stored(string key) => new(ApiKey.Parse(key)!);
}
