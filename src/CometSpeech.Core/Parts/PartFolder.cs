using CometSpeech.Core.Audio;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Parts;

/// <summary>
/// The folder <c>&lt;OutFile&gt;.parts</c>: finished parts of a target that is not finished itself. It outlives a failure, Ctrl+C
/// and a killed process, so that the same command pays only for the rest; it goes with success. One process at a time has it.
/// </summary>
internal sealed class PartFolder : IDisposable
{
    private const string LockName = "cometspeech.lock";

    // Each failed attempt means that another command removed the folder at that very moment.
    private const int MaxAttempts = 100;

    private readonly FileStream _lock;

    private PartFolder(string path, FileStream lockFile)
    {
        FullName = path;
        _lock = lockFile;
    }

    /// <summary>The folder's path.</summary>
    public string FullName { get; }

    /// <summary>Where the target is put together, on the same volume as the target: the last step is a rename.</summary>
    public string JoinedPath => Path.Combine(FullName, PartName.Joined);

    /// <summary>The folder that belongs to a file.</summary>
    public static string PathFor(string outFile) => outFile + ".parts";

    /// <summary>Makes or takes over the folder; what a killed process left unfinished is deleted.</summary>
    /// <exception cref="TargetFileException">It is busy, or cannot be used.</exception>
    public static PartFolder Open(string path, string targetName)
    {
        RefuseLink(path);
        try
        {
            for (int attempt = 1; attempt <= MaxAttempts; attempt++)
            {
                Directory.CreateDirectory(path);
                if (TryLock(Path.Combine(path, LockName), targetName) is { } lockFile)
                {
                    return TakeOver(path, lockFile);
                }
            }
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not TargetFileException)
        {
            throw new TargetFileException(TargetFileFailure.PartsFolderUnusable, $"Cannot use the folder '{path}': {e.Message}", e);
        }

        throw Busy(targetName, null);
    }

    /// <summary>Where a request's answer is written until it is whole.</summary>
    public string UnfinishedPath(string requestName) => Path.Combine(FullName, requestName + PartName.UnfinishedExtension);

    /// <summary>Gives a whole answer its final name, from which on it counts as paid for.</summary>
    public string Finish(string requestName)
    {
        string unfinished = UnfinishedPath(requestName);
        string finished = Path.Combine(FullName, PartName.Finished(requestName, PartName.OfContent(unfinished)));
        File.Delete(finished);
        File.Move(unfinished, finished);
        return finished;
    }

    /// <summary>A part of an earlier run, checked: its bytes are those that were written, and they are audio. A damaged one is deleted.</summary>
    public (string Path, AudioProperties Audio)? Find(string requestName, AudioFormat requested, CancellationToken cancellationToken)
    {
        foreach (string path in Directory.GetFiles(FullName, requestName + ".*" + PartName.Extension))
        {
            try
            {
                if (PartName.OfContent(path) == PartName.ContentOf(path))
                {
                    using FileStream part = File.OpenRead(path);
                    return (path, AudioProbe.ReadAsync(part, requested, Path.GetFileName(path), cancellationToken).GetAwaiter().GetResult());
                }
            }
            catch (AudioFormatException)
            {
                // Not audio: as good as damaged.
            }

            File.Delete(path);
        }

        return null;
    }

    /// <summary>Deletes what is unfinished, and the folder too when nothing that was paid for is in it.</summary>
    public void LeaveFinishedParts()
    {
        DeleteFiles(PartName.IsUnfinished);
        if (IsEmpty())
        {
            Remove();
        }
    }

    /// <summary>Deletes all parts and the folder; files of others stay, and the folder with them.</summary>
    public void Delete()
    {
        DeleteFiles(name => PartName.IsFinished(name) || PartName.IsUnfinished(name));
        Remove();
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    // Null when another command has just finished and taken the folder away.
    private static FileStream? TryLock(string lockPath, string targetName)
    {
        FileStream lockFile;
        try
        {
            // The system releases the lock when the process ends, however it ends.
            lockFile = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException e) when (e is not PathTooLongException && File.Exists(lockPath))
        {
            throw Busy(targetName, e);
        }

        // Between opening and locking the other may have removed it: then what is locked is no longer in the folder.
        if (File.Exists(lockPath))
        {
            return lockFile;
        }

        lockFile.Dispose();
        return null;
    }

    private static PartFolder TakeOver(string path, FileStream lockFile)
    {
        var folder = new PartFolder(path, lockFile);
        try
        {
            folder.DeleteFiles(PartName.IsUnfinished);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static TargetFileException Busy(string targetName, Exception? cause) =>
        new(TargetFileFailure.Busy, $"'{targetName}' is being made by another command.", cause);

    private static void RefuseLink(string path)
    {
        // What is written into a link ends up in another's folder.
        if (new DirectoryInfo(path) is { Exists: true } folder && (folder.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            throw new TargetFileException(TargetFileFailure.PartsFolderUnusable, $"'{path}' is a link. Remove it, so that the parts of the file can lie there.");
        }

        if (File.Exists(path))
        {
            throw new TargetFileException(TargetFileFailure.PartsFolderUnusable, $"'{path}' is a file. Remove or rename it, so that the parts of the file can lie there.");
        }
    }

    private void DeleteFiles(Func<string, bool> predicate)
    {
        foreach (string path in Directory.GetFiles(FullName).Where(path => predicate(Path.GetFileName(path))))
        {
            File.Delete(path);
        }
    }

    private bool IsEmpty() => Directory.GetFileSystemEntries(FullName).All(path => Path.GetFileName(path) == LockName);

    private void Remove()
    {
        try
        {
            // Windows deletes no open file, and there nobody can lock one that is gone; elsewhere the lock holds until the end.
            if (Path.DirectorySeparatorChar == '\\')
            {
                _lock.Dispose();
            }

            File.Delete(Path.Combine(FullName, LockName));
            if (IsEmpty())
            {
                Directory.Delete(FullName);
            }
        }
        catch (IOException)
        {
            // Another command has just begun the same file; the folder is its now.
        }
    }
}
