using System.Text.Json;

namespace CometSpeech.Core.Keys.Store;

/// <summary>
/// The JSON of the key store's file: <c>version</c>, and <c>keys</c> with one entry for each origin. Read and written
/// by hand: serializing by types would make the module a good deal larger.
/// </summary>
internal static class KeyStoreJson
{
    /// <summary>The form of this file. A file of a later form is left alone.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The whole file, in UTF-8.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, KeyStoreEntry> keys)
    {
        using MemoryStream file = new();
        using (Utf8JsonWriter writer = new(file, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", CurrentVersion);
            writer.WriteStartObject("keys");
            foreach (KeyValuePair<string, KeyStoreEntry> pair in keys)
            {
                writer.WriteStartObject(pair.Key);
                WriteIfSet(writer, "key", pair.Value.Key);
                WriteIfSet(writer, "protectedKey", pair.Value.ProtectedKey);
                WriteIfSet(writer, "vault", pair.Value.Vault);
                WriteIfSet(writer, "secretName", pair.Value.SecretName);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return file.ToArray();
    }

    /// <summary>Reads the file; null when it is of a later form.</summary>
    /// <exception cref="JsonException">It is damaged. Nothing of what it holds is in the message.</exception>
    public static Dictionary<string, KeyStoreEntry>? Read(byte[] file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(file);
            return ReadRoot(document.RootElement);
        }
        catch (JsonException e) when (e.LineNumber is { } line)
        {
            throw new JsonException($"line {line + 1} is not what was written");
        }
        catch (InvalidOperationException)
        {
            throw new JsonException("a text in it is no Unicode");
        }
    }

    private static Dictionary<string, KeyStoreEntry>? ReadRoot(JsonElement root)
    {
        const string noList = "it holds no list of keys";
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException(noList);
        }

        if (root.TryGetProperty("version", out JsonElement version))
        {
            if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number))
            {
                throw new JsonException("its version is no number");
            }

            if (number > CurrentVersion)
            {
                return null;
            }
        }

        if (!root.TryGetProperty("keys", out JsonElement list) || list.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException(noList);
        }

        Dictionary<string, KeyStoreEntry> keys = new(StringComparer.Ordinal);
        foreach (JsonProperty pair in list.EnumerateObject())
        {
            keys[pair.Name] = pair.Value.ValueKind == JsonValueKind.Object
                ? new KeyStoreEntry
                {
                    Key = Read(pair.Value, "key"),
                    ProtectedKey = Read(pair.Value, "protectedKey"),
                    Vault = Read(pair.Value, "vault"),
                    SecretName = Read(pair.Value, "secretName"),
                }
                : throw new JsonException("an entry is empty");
        }

        return keys;
    }

    private static string? Read(JsonElement entry, string name) =>
        !entry.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new JsonException("an entry holds something else than texts");

    private static void WriteIfSet(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
