namespace CometSpeech.Core.Files;

/// <summary>
/// A file in the making: written beside its place under a name of its own, and put there in one step. Whatever happens,
/// the old file or the new one is whole. While it is open, no other command can make the same file. Disposed without
/// <see cref="Commit"/> it leaves nothing.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private const string Suffix = ".cometspeech";

    // Each failed attempt means that another command ended the same file at that very moment.
    private const int MaxAttempts = 100;

    // A joiner writes in large pieces; this gathers the small ones at the beginning and the end.
    private const int BufferSize = 4096;

    // Elsewhere than on Windows an open file can be renamed and deleted, so that the lock holds until the end.
    private static readonly bool s_isWindows = Path.DirectorySeparatorChar == '\\';

    private readonly string _path;
    private readonly string _target;
    private FileStream? _stream;

    private OutputFile(string path, string target, string unfinished, FileStream stream)
    {
        _path = path;
        _target = target;
        _stream = stream;
        Unfinished = unfinished;
    }

    /// <summary>Where the file is written; can be read and written, and seeks.</summary>
    public Stream Stream => _stream ?? throw new ObjectDisposedException(nameof(OutputFile));

    /// <summary>The file's path until it is finished.</summary>
    public string Unfinished { get; }

    /// <summary>Where a file is written until it is finished: beside it, or beside the file behind a link.</summary>
    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string UnfinishedPathOf(string path) => SiblingName.For(FileLink.FinalTarget(path), Suffix);

    /// <summary>Begins a file; behind a link it is the file behind it.</summary>
    /// <exception cref="TargetFileException">Another command is making it, or it cannot be made there.</exception>
    public static OutputFile Open(string path)
    {
        try
        {
            string target = FileLink.FinalTarget(path);
            string unfinished = SiblingName.For(target, Suffix);
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    if (TryCreate(unfinished) is { } stream)
                    {
                        return new OutputFile(path, target, unfinished, stream);
                    }

                    if (attempt == MaxAttempts)
                    {
                        throw Busy(path, null);
                    }
                }
                catch (IOException e) when (e.GetType() == typeof(IOException) && attempt < MaxAttempts)
                {
                    // It is there, or another command looks at it at this very moment.
                    ClearAway(unfinished, path);
                }
                catch (Exception e) when (e is (IOException or UnauthorizedAccessException)
                    and not (TargetFileException or PathTooLongException))
                {
                    throw FolderRefused(unfinished, e);
                }
            }
        }
        catch (PathTooLongException e)
        {
            // The name beside the file's is never longer than the file's own may be.
            throw new TargetFileException(
                TargetFileFailure.NameTooLong, $"'{path}' is longer than the file system takes.", e);
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not TargetFileException)
        {
            throw new TargetFileException(TargetFileFailure.WriteFailed, $"Cannot write '{path}': {e.Message}", e);
        }
    }

    /// <summary>Puts the file in its place.</summary>
    /// <param name="force">Replace a read-only file too.</param>
    /// <param name="noClobber">Leave a file alone that appeared in the meantime.</param>
    /// <param name="flushToDisk">
    /// Wait until the disk has the bytes, because what they were made of is deleted next: a power cut must not lose
    /// both.
    /// </param>
    /// <param name="time">The clock by which a file that is open elsewhere is waited for; null is the system's.</param>
    /// <exception cref="TargetFileException">The file cannot be put there; the old one is as it was.</exception>
    public void Commit(bool force, bool noClobber, bool flushToDisk, TimeProvider? time = null)
    {
        try
        {
            FileStream stream = _stream!;
            stream.Flush(flushToDisk);
            if (s_isWindows)
            {
                stream.Dispose();
            }

            FileRetry.Run(noClobber ? MoveNew : () => Replace(force), time);
            _stream = null;
            stream.Dispose();
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not TargetFileException)
        {
            throw new TargetFileException(TargetFileFailure.WriteFailed, $"Cannot write '{_path}': {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stream is not { } stream)
        {
            return;
        }

        _stream = null;
        if (s_isWindows)
        {
            Close(stream);
        }

        try
        {
            File.Delete(Unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next command for this file clears it away.
        }

        Close(stream);
    }

    // What a full disk did not take is still in the buffer, and fails once more.
    private static void Close(FileStream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file is given up.
        }
    }

    // A new file always: no link is followed, and nobody else's file written to.
    private static FileStream? TryCreate(string unfinished)
    {
        FileStream stream = new(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize);
        // Elsewhere than on Windows the lock comes after the file: meanwhile another command may have cleared it away
        // as one that a killed process left. Who has the lock of the file that is there has it alone.
        if (s_isWindows || IsAt(stream, unfinished))
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }

    // What a killed process left is nobody's; a file that is being written cannot be opened.
    private static void ClearAway(string unfinished, string path)
    {
        FileAttributes attributes = new FileInfo(unfinished).Attributes;
        if (attributes != (FileAttributes)(-1) && (attributes & FileAttributes.ReparsePoint) != 0)
        {
            File.Delete(unfinished);
            return;
        }

        try
        {
            FileOptions options = s_isWindows ? FileOptions.DeleteOnClose : FileOptions.None;
            using FileStream held = new(unfinished, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, options);
            // Another command may have cleared it away, and begun anew, before this one had the lock.
            if (!s_isWindows && IsAt(held, unfinished))
            {
                File.Delete(unfinished);
            }
        }
        catch (FileNotFoundException)
        {
            // Ended at this very moment.
        }
        catch (IOException e)
        {
            throw Busy(path, e);
        }
    }

    // .NET tells no identity of files: a time that is set through the one is seen through the other. In even seconds
    // and this century, because FAT knows no others.
    private static bool IsAt(FileStream file, string path)
    {
#if NET8_0_OR_GREATER
        try
        {
            DateTime mark = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)
                .AddSeconds(2 * Random.Shared.Next(500_000_000));
            File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
            return File.GetLastWriteTimeUtc(path) == mark;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file system without such times.
            return File.Exists(path);
        }
#else
        return file.Length >= 0 && File.Exists(path);
#endif
    }

    // A name that nobody gave, that of the unfinished file, says nothing to a reader.
    private static TargetFileException FolderRefused(string unfinished, Exception cause)
    {
        string folder = Path.GetDirectoryName(unfinished)!;
        string reason = cause switch
        {
            UnauthorizedAccessException => "access is denied.",
            DirectoryNotFoundException or FileNotFoundException => "it is not there.",
            _ => cause.Message.Replace($" : '{unfinished}'", "."),
        };
        return new TargetFileException(
            TargetFileFailure.FolderNotWritable, $"Cannot write to the folder '{folder}': {reason}", cause)
        {
            Folder = folder,
        };
    }

    private static TargetFileException Busy(string path, Exception? cause) =>
        new(TargetFileFailure.Busy, $"'{path}' is being made by another command.", cause);

    private void MoveNew()
    {
        try
        {
            File.Move(Unfinished, _path);
        }
        catch (IOException e) when (File.Exists(_path))
        {
            throw new TargetFileException(
                TargetFileFailure.AlreadyExists, $"'{_path}' exists now; it was made while this command ran.", e);
        }
    }

    private void Replace(bool force)
    {
        if (!File.Exists(_target))
        {
            File.Move(Unfinished, _target);
            return;
        }

        FileAttributes attributes = File.GetAttributes(_target);
        bool isReadOnly = (attributes & FileAttributes.ReadOnly) != 0;
        if (isReadOnly && !force)
        {
            throw new TargetFileException(TargetFileFailure.WriteFailed, $"'{_target}' is read-only now.");
        }

        KeepMode(_target, Unfinished);
        if (isReadOnly && s_isWindows)
        {
            // Windows replaces no read-only file.
            File.SetAttributes(_target, attributes & ~FileAttributes.ReadOnly);
        }

        try
        {
            // Who may change a file, but not its permissions, as on many shares, would be refused otherwise.
            File.Replace(Unfinished, _target, null, ignoreMetadataErrors: true);
        }
        catch when (isReadOnly && s_isWindows)
        {
            File.SetAttributes(_target, attributes);
            throw;
        }
    }

    private static void KeepMode(string oldFile, string newFile)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(newFile, File.GetUnixFileMode(oldFile));
        }
#endif
    }
}
