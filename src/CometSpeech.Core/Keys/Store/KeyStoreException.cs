namespace CometSpeech.Core.Keys.Store;

/// <summary>
/// The user's key store cannot be used. The message says how to mend it and holds nothing of what is stored.
/// </summary>
public sealed class KeyStoreException : Exception
{
    /// <summary>Makes the exception for that store.</summary>
    public KeyStoreException(KeyStoreFailure failure, string path, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Failure = failure;
        Path = path;
    }

    /// <summary>What is wrong with the store.</summary>
    public KeyStoreFailure Failure { get; }

    /// <summary>The store's file, or its folder when that is at fault.</summary>
    public string Path { get; }
}
