namespace CometSpeech.Core.Documents.Zip;

/// <summary>An entry of a zip archive, as the archive's central directory has it.</summary>
internal sealed class ZipItem(
    string name, int method, bool isEncrypted, long packedLength, long length, long headerPosition)
{
    /// <summary>Its name, with <c>/</c> between folders.</summary>
    public string Name { get; } = name;

    /// <summary>How it is packed: 0 not at all, 8 by Deflate.</summary>
    public int Method { get; } = method;

    /// <summary>Whether a password protects it.</summary>
    public bool IsEncrypted { get; } = isEncrypted;

    /// <summary>Its bytes in the archive.</summary>
    public long PackedLength { get; } = packedLength;

    /// <summary>Its bytes unpacked, as it declares.</summary>
    public long Length { get; } = length;

    /// <summary>Where its local header stands.</summary>
    public long HeaderPosition { get; } = headerPosition;
}
