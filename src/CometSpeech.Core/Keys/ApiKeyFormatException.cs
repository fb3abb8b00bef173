namespace CometSpeech.Core.Keys;

/// <summary>
/// A key holds a character that cannot stand in a bearer token. The message tells the place, never the key.
/// </summary>
public sealed class ApiKeyFormatException : FormatException
{
    /// <summary>Makes the exception with a message for a person.</summary>
    public ApiKeyFormatException(string message)
        : base(message)
    {
    }
}
