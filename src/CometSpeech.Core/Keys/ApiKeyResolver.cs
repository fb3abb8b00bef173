using CometSpeech.Core.Api;
using CometSpeech.Core.Keys.Store;

namespace CometSpeech.Core.Keys;

/// <summary>
/// Finds the key for an address. Every key belongs to an origin (RFC 6454: scheme, host, port) and is found for no
/// other: a session's or stored key to the one it was set for, the environment's to the address the environment names.
/// Only a key given with the command itself goes wherever that command goes.
/// </summary>
public sealed class ApiKeyResolver
{
    /// <summary>What <see cref="ResolvedApiKey.Description"/> says of a session's key.</summary>
    public const string SessionDescription = "this session";

    private readonly Func<string, ApiKey?> _findSessionKey;
    private readonly ServiceEnvironment _environment;
    private readonly Func<VaultReference, ApiKey?> _openVault;
    private readonly UserKeyStore _store;

    /// <summary>Makes a resolver that searches these places.</summary>
    /// <param name="findSessionKey">An origin to this session's key for it.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="openVault">
    /// Fetches a key from a vault; called only when no earlier place has a key and the store names a vault for the
    /// origin.
    /// </param>
    /// <param name="store">The current user's store.</param>
    public ApiKeyResolver(
        Func<string, ApiKey?> findSessionKey,
        ServiceEnvironment environment,
        Func<VaultReference, ApiKey?> openVault,
        UserKeyStore store)
    {
        _findSessionKey = findSessionKey;
        _environment = environment;
        _openVault = openVault;
        _store = store;
    }

    /// <summary>CometAPI itself answers nobody without a key; a server of one's own may.</summary>
    public static bool IsRequired(ServiceAddress address) => address.Origin == ServiceAddress.Default.Origin;

    /// <summary>The key to send to that address; null when there is none for it.</summary>
    /// <param name="address">Where the requests go.</param>
    /// <param name="given">The key that was given with the command; null to search.</param>
    /// <exception cref="UnencryptedConnectionException">
    /// There is a key, and the address is plain http beyond loopback.
    /// </exception>
    /// <exception cref="ApiKeyFormatException">An environment variable holds no key that can be sent.</exception>
    /// <exception cref="FormatException">
    /// There is a key in the environment, but <c>COMETAPI_BASE_URL</c>, to which it belongs, is no address.
    /// </exception>
    /// <exception cref="KeyStoreException">The user's store cannot be used.</exception>
    public ResolvedApiKey? Resolve(ServiceAddress address, ApiKey? given)
    {
        ResolvedApiKey? found = Find(address, given);
        UnencryptedConnectionException.ThrowIfExposed(address, found?.Key);
        return found;
    }

    private ResolvedApiKey? Find(ServiceAddress address, ApiKey? given)
    {
        if (given is not null)
        {
            return new ResolvedApiKey(given, ApiKeySource.Parameter, "parameter ApiKey");
        }

        if (_findSessionKey(address.Origin) is { } sessionKey)
        {
            return new ResolvedApiKey(sessionKey, ApiKeySource.Session, SessionDescription);
        }

        if (_environment.GetKey() is { } environmentKey && _environment.GetAddress().Origin == address.Origin)
        {
            return environmentKey;
        }

        return FindStored(address);
    }

    private ResolvedApiKey? FindStored(ServiceAddress address)
    {
        StoredKey? stored = _store.Find(address.Origin);
        if (stored?.Key is { } key)
        {
            return new ResolvedApiKey(key, ApiKeySource.UserStore, _store.Path);
        }

        if (stored?.Vault is { } vault)
        {
            // A vault may ask for its password: no reason to, when the key could not be sent anyway.
            UnencryptedConnectionException.ThrowIfExposed(address);
            return _openVault(vault) is { } secret
                ? new ResolvedApiKey(secret, ApiKeySource.Vault, vault.ToString())
                : null;
        }

        return null;
    }
}
