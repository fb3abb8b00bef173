using System.Text.Json.Serialization;

namespace CometSpeech.Core.Keys.Store;

/// <summary>The JSON of the key store's file: one entry for each origin.</summary>
internal sealed class KeyStoreDocument
{
    /// <summary>The form of this file. A file of a later form is left alone.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; set; } = CurrentVersion;

    public Dictionary<string, KeyStoreEntry?>? Keys { get; set; }
}

/// <summary>
/// A key (protected on Windows, else plain in a file of mode 0600), or the place in a vault where it lies.
/// </summary>
internal sealed class KeyStoreEntry
{
    public string? Key { get; set; }

    /// <summary>Base64 of what Windows Data Protection made of the key's UTF-8 bytes.</summary>
    public string? ProtectedKey { get; set; }

    public string? Vault { get; set; }

    public string? SecretName { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(KeyStoreDocument))]
internal sealed partial class KeyStoreJson : JsonSerializerContext;
