namespace CometSpeech.Core.Keys.Store;

/// <summary>What the user's store holds for one origin: a key, or the place in a vault where the key lies.</summary>
public sealed class StoredKey
{
    /// <summary>A key that lies in the store itself.</summary>
    public StoredKey(ApiKey key) => Key = key;

    /// <summary>A key that lies in a vault.</summary>
    public StoredKey(VaultReference vault) => Vault = vault;

    /// <summary>The key; null when <see cref="Vault"/> tells where it lies.</summary>
    public ApiKey? Key { get; }

    /// <summary>Where the key lies; null when the store holds it itself.</summary>
    public VaultReference? Vault { get; }
}
