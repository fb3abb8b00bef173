namespace CometSpeech.Core.Keys.Store;

/// <summary>Why the user's key store cannot be used.</summary>
public enum KeyStoreFailure
{
    /// <summary>Others than the user may read or change it.</summary>
    Unprotected,

    /// <summary>It is not what was written.</summary>
    Damaged,

    /// <summary>It cannot be read or written: permissions, disk, another process.</summary>
    Unavailable,
}
