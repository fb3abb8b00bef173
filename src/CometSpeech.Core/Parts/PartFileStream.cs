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

    /// <summary>Reads at once: the caller is off the pipeline thread, and a change of threads takes longer.</summary>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<int>(cancellationToken)
            : Task.FromResult(Read(buffer, offset, count));
}
