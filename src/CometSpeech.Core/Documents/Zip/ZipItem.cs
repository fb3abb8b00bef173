namespace CometSpeech.Core.Documents.Zip;

/// <summary>An entry of a zip archive, as the archive's central directory has it.</summary>
/// <param name="Name">Its name, with <c>/</c> between folders.</param>
/// <param name="Method">How it is packed: 0 not at all, 8 by Deflate.</param>
/// <param name="IsEncrypted">Whether a password protects it.</param>
/// <param name="PackedLength">Its bytes in the archive.</param>
/// <param name="Length">Its bytes unpacked, as it declares.</param>
/// <param name="HeaderPosition">Where its local header stands.</param>
internal sealed record ZipItem(
    string Name, int Method, bool IsEncrypted, long PackedLength, long Length, long HeaderPosition);
