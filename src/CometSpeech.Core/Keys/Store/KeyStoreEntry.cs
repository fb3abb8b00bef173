namespace CometSpeech.Core.Keys.Store;

/// <summary>
/// What the store's file holds for an origin: a key (protected on Windows, else plain in a file of mode 0600), or the
/// place in a vault where it lies.
/// </summary>
internal sealed class KeyStoreEntry
{
    public string? Key { get; set; }

    /// <summary>Base64 of what Windows Data Protection made of the key's UTF-8 bytes.</summary>
    public string? ProtectedKey { get; set; }

    public string? Vault { get; set; }

    public string? SecretName { get; set; }
}
