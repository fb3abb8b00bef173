namespace CometSpeech;

/// <summary>
/// A key that is set: for which address it is, where it lies and how it ends. It does not hold the key.
/// </summary>
public sealed class CometApiKey
{
    internal CometApiKey(string origin, string source, string location, string? lastFour)
    {
        BaseUri = new Uri(origin);
        Source = source;
        Location = location;
        LastFour = lastFour;
    }

    /// <summary>Scheme, host and port that the key is for; it is sent to no other.</summary>
    public Uri BaseUri { get; }

    /// <summary>Session, Environment, Vault or UserStore.</summary>
    public string Source { get; }

    /// <summary>The place within the source: a variable's name, a secret and its vault, a file.</summary>
    public string Location { get; }

    /// <summary>
    /// The key's last four characters (fewer of a short key); null for a key in a vault that was not opened.
    /// </summary>
    public string? LastFour { get; }

    /// <summary>This is the key that commands send to the address; keys of later sources wait behind it.</summary>
    public bool InUse { get; internal set; } = true;
}
