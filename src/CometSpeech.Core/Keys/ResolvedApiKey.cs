namespace CometSpeech.Core.Keys;

/// <summary>A key and where it came from.</summary>
public sealed class ResolvedApiKey
{
    /// <summary>Joins a key with its source.</summary>
    public ResolvedApiKey(ApiKey key, ApiKeySource source, string description)
    {
        Key = key;
        Source = source;
        Description = description;
    }

    /// <summary>The key.</summary>
    public ApiKey Key { get; }

    /// <summary>The kind of place it came from.</summary>
    public ApiKeySource Source { get; }

    /// <summary>
    /// The place for a person: a parameter, a variable's name, a vault and secret, a file. Never the key.
    /// </summary>
    public string Description { get; }
}
