namespace CometSpeech.Output.Tags;

/// <summary>An entry of <c>-Tag</c> that cannot be used.</summary>
/// <param name="message">What is wrong; it goes on after a colon.</param>
/// <param name="key">The entry's key.</param>
internal sealed class TagException(string message, string key) : Exception(message)
{
    /// <summary>The entry's key, as it was given.</summary>
    public string Key { get; } = key;
}
