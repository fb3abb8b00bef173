using System.Security.Cryptography;

namespace CometSpeech.Core.Parts;

/// <summary>Reads a part's file in one pass, and adds what is read to a digest if one is wanted.</summary>
internal sealed class PartFileStream(string path, IncrementalHash? hash = null)
    : FileStream(
        path,
        FileMode.Open,
        FileAccess.Read,
        FileShare.Read | FileShare.Delete,
        NoBuffer,
        FileOptions.SequentialScan)
{
    // Who reads has a large buffer already.
    private const int NoBuffer = 1;

    /// <inheritdoc/>
    public override int Read(byte[] array, int offset, int count)
    {
        int read = base.Read(array, offset, count);
        hash?.AppendData(array, offset, read);
        return read;
    }
}
