using System.Security.Cryptography;
using System.Text.Json;

namespace CometSpeech.Core.Keys.Store;

/// <summary>
/// The keys that one user keeps, one for each origin, in a small file. On Windows each key is encrypted for that user
/// by Windows Data Protection; elsewhere the file is plain text that only the user may read (mode 0600 in a folder of
/// mode 0700), so it is as safe as the account, its backups and an administrator are.
/// </summary>
public sealed class UserKeyStore
{
    private const string FileName = "keys.json";

    /// <summary>A store in that folder, which need not exist yet.</summary>
    public UserKeyStore(string folder) => Path = System.IO.Path.Combine(folder, FileName);

    /// <summary>The store's file, whether or not it exists.</summary>
    public string Path { get; }

    /// <summary>
    /// The current user's store: <c>%LOCALAPPDATA%\CometSpeech</c>, elsewhere <c>cometspeech</c> under
    /// <c>$XDG_CONFIG_HOME</c>, or under <c>~/.config</c> when that is not set or not absolute (XDG Base Directory
    /// Specification, "Environment variables").
    /// </summary>
    public static UserKeyStore ForCurrentUser(Func<string, string?> readVariable)
    {
        if (WindowsDataProtection.IsSupported)
        {
            string? local = readVariable("LOCALAPPDATA");
            return new UserKeyStore(System.IO.Path.Combine(
                string.IsNullOrEmpty(local)
                    ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                    : local!,
                "CometSpeech"));
        }

        string? config = readVariable("XDG_CONFIG_HOME");
        if (string.IsNullOrEmpty(config) || config![0] != '/')
        {
            // Without a home there is no store; a path of the current folder must not become one.
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            config = System.IO.Path.Combine("/", home, ".config");
        }

        return new UserKeyStore(System.IO.Path.Combine(config, "cometspeech"));
    }

    /// <summary>What is stored for an origin; null when nothing is.</summary>
    /// <exception cref="KeyStoreException">The store cannot be read, others may read it, or it is damaged.</exception>
    public StoredKey? Find(string origin) =>
        Read().TryGetValue(origin, out KeyStoreEntry? entry) ? Open(origin, entry) : null;

    /// <summary>
    /// Whether anything is stored for an origin, and the vault it names: for who removes it. It is answered also when
    /// others may read the store, and when the key cannot be opened on this machine.
    /// </summary>
    /// <exception cref="KeyStoreException">The store cannot be read, or it is damaged.</exception>
    public bool Contains(string origin, out VaultReference? vault)
    {
        bool isStored = Read(evenIfShared: true).TryGetValue(origin, out KeyStoreEntry? entry);
        vault = entry is { Vault.Length: > 0, SecretName.Length: > 0 }
            ? new VaultReference(entry.Vault, entry.SecretName)
            : null;
        return isStored;
    }

    /// <summary>Whether others than the user may read or change the store.</summary>
    public bool IsShared => PrivateFile.IsShared(Path);

    /// <summary>All that is stored, by origin.</summary>
    /// <exception cref="KeyStoreException">The store cannot be read, others may read it, or it is damaged.</exception>
    public IReadOnlyDictionary<string, StoredKey> ReadAll() =>
        Read().ToDictionary(pair => pair.Key, pair => Open(pair.Key, pair.Value), StringComparer.Ordinal);

    /// <summary>Stores a key, or where it lies, for an origin in place of what was stored for it.</summary>
    /// <exception cref="KeyStoreException">
    /// The store cannot be read or written, others may read it, or it is damaged.
    /// </exception>
    public void Set(string origin, StoredKey stored) => Change(keys =>
    {
        keys[origin] = Close(origin, stored);
        return true;
    });

    /// <summary>
    /// Forgets what is stored for an origin; the secret in a vault stays. A store that others may read is no reason to
    /// keep a key in it; what else it holds stays as open as it is, and is not used.
    /// </summary>
    /// <returns>Whether there was anything.</returns>
    /// <exception cref="KeyStoreException">The store cannot be read or written, or it is damaged.</exception>
    public bool Remove(string origin) =>
        File.Exists(Path) && Change(keys => keys.Remove(origin), evenIfShared: true);

    private bool Change(Func<Dictionary<string, KeyStoreEntry>, bool> change, bool evenIfShared = false)
    {
        using IDisposable held = PrivateFile.Lock(Path, evenIfShared);
        Dictionary<string, KeyStoreEntry> keys = Read(evenIfShared);
        if (!change(keys))
        {
            return false;
        }

        if (keys.Count == 0)
        {
            PrivateFile.Delete(Path);
            return true;
        }

        PrivateFile.Write(Path, KeyStoreJson.Write(keys), evenIfShared);
        return true;
    }

    private Dictionary<string, KeyStoreEntry> Read(bool evenIfShared = false)
    {
        byte[]? bytes = PrivateFile.Read(Path, evenIfShared);
        if (bytes is null)
        {
            return new Dictionary<string, KeyStoreEntry>(StringComparer.Ordinal);
        }

        try
        {
            return KeyStoreJson.Read(bytes) ?? throw new KeyStoreException(
                KeyStoreFailure.Unavailable,
                Path,
                $"The key store '{Path}' was written by a later version of CometSpeech. Update this one.");
        }
        catch (JsonException e)
        {
            throw Damaged(e.Message);
        }
    }

    private static KeyStoreEntry Close(string origin, StoredKey stored)
    {
        if (stored.Vault is { } vault)
        {
            return new KeyStoreEntry { Vault = vault.Vault, SecretName = vault.SecretName };
        }

        string text = stored.Key!.Reveal();
        return WindowsDataProtection.IsSupported
            ? new KeyStoreEntry { ProtectedKey = WindowsDataProtection.Protect(text, purpose: origin) }
            : new KeyStoreEntry { Key = text };
    }

    private StoredKey Open(string origin, KeyStoreEntry entry)
    {
        if (entry is { Vault.Length: > 0, SecretName.Length: > 0 })
        {
            return new StoredKey(new VaultReference(entry.Vault, entry.SecretName));
        }

        try
        {
            string? text = entry.ProtectedKey is { } protectedKey
                ? WindowsDataProtection.Unprotect(protectedKey, purpose: origin)
                : entry.Key;
            return new StoredKey(ApiKey.Parse(text) ?? throw Damaged($"{EntryOf(origin)} holds no key"));
        }
        catch (Exception e) when (e is FormatException or CryptographicException or PlatformNotSupportedException)
        {
            throw Damaged($"{EntryOf(origin)} cannot be read; its key may be another user's or another machine's");
        }
    }

    // Who writes the file by hand may put the key where the address belongs.
    private static string EntryOf(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
                ? $"the entry for {address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}"
                : "an entry whose name is no address";

    private KeyStoreException Damaged(string what) => new(
        KeyStoreFailure.Damaged,
        Path,
        $"The key store '{Path}' is damaged: {what}. "
            + "Remove that file, then set your keys again with Set-CometApiKey -Persist or -Vault.");
}
