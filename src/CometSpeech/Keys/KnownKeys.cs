using CometSpeech.Core.Keys;
using CometSpeech.Core.Keys.Store;

namespace CometSpeech.Keys;

/// <summary>Lists the keys that are set, source by source, without opening a vault.</summary>
internal static class KnownKeys
{
    public static IEnumerable<CometApiKey> InSession() =>
        SessionKeys.All.Select(pair => Describe(
            pair.Key, new ResolvedApiKey(pair.Value, ApiKeySource.Session, ApiKeyResolver.SessionDescription)));

    /// <exception cref="FormatException">The environment's key or address is none.</exception>
    public static CometApiKey[] InEnvironment() =>
        ServiceEnvironment.Process.GetKey() is { } key
            ? [Describe(ServiceEnvironment.Process.GetAddress().Origin, key)]
            : [];

    /// <exception cref="KeyStoreException">The store cannot be used.</exception>
    public static IEnumerable<CometApiKey> InStore(UserKeyStore store) =>
        store.ReadAll().Select(pair => pair.Value.Vault is { } vault
            ? new CometApiKey(pair.Key, nameof(ApiKeySource.Vault), vault.ToString(), lastFour: null)
            : Describe(pair.Key, new ResolvedApiKey(pair.Value.Key!, ApiKeySource.UserStore, store.Path)));

    public static CometApiKey Describe(string origin, ResolvedApiKey key) =>
        new(origin, key.Source.ToString(), key.Description, key.Key.LastFour);
}
