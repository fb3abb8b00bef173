namespace CometSpeech.Core.Documents;

/// <summary>Why a document cannot be read.</summary>
public enum DocumentFailure
{
    /// <summary>It is damaged, or is not of the format that was named.</summary>
    NotReadable,

    /// <summary>It is larger, deeper or more manifold than <see cref="DocumentLimits"/> allow.</summary>
    TooLarge,

    /// <summary>Its text is encrypted.</summary>
    Encrypted,
}
