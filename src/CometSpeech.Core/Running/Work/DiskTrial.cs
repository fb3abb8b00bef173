using CometSpeech.Core.Files;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Running.Joining;

namespace CometSpeech.Core.Running.Work;

/// <summary>
/// Tries the disk before a request is paid for, once it has refused something: a full one takes no answer. From any
/// thread.
/// </summary>
internal sealed class DiskTrial
{
    // The answer to a short text takes as much.
    private const int Length = 256 * 1024;

    private volatile bool _isRefusing;

    /// <summary>Notes why a step failed: from the first refusal of the disk on it is tried.</summary>
    public void Note(Exception e) => _isRefusing |= e switch
    {
        TargetFileException file => file.Failure == TargetFileFailure.WriteFailed,
        PartGoneException => false,
        _ => e is IOException or UnauthorizedAccessException,
    };

    /// <summary>Writes as much as a short answer has wherever one is written, and takes it back.</summary>
    /// <param name="output">The file in the making; null for none.</param>
    /// <param name="folder">Where the answer is kept; null for memory. Beside its file it has the file's disk.</param>
    /// <param name="name">The name of its part.</param>
    /// <exception cref="IOException">The disk takes nothing.</exception>
    public void Run(TargetOutput? output, PartFolder? folder, string name)
    {
        if (!_isRefusing)
        {
            return;
        }

        if (folder is { IsCache: true })
        {
            folder.RequireRoom(name, Length);
        }

        if (output is null)
        {
            return;
        }

        // Several requests of one file may try at once.
        lock (output)
        {
            Stream stream = output.Audio.Stream;
            stream.SetLength(0);
            stream.Write(new byte[Length], 0, Length);
            stream.Flush();
            stream.SetLength(0);
        }
    }
}
