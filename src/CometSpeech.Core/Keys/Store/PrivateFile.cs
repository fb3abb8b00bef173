using CometSpeech.Core.Files;

namespace CometSpeech.Core.Keys.Store;

/// <summary>
/// A small file that nobody but its owner may read. On Windows the folder's inherited access list does that (the
/// profile of the user); elsewhere mode 0600 in a folder of mode 0700 (POSIX.1-2017, sys/stat.h).
/// </summary>
internal static class PrivateFile
{
    // Bytes. An entry takes some hundred, so this holds thousands; anything longer is no key store, and is not read.
    private const int MaxLength = 1024 * 1024;

    /// <summary>The file's bytes; null when there is no such file.</summary>
    /// <exception cref="KeyStoreException">
    /// Others may read or change it, unless that does not matter; or it cannot be read.
    /// </exception>
    public static byte[]? Read(string path, bool evenIfShared = false)
    {
        try
        {
            // As a rule there is no store, and an exception for every command costs more than a look.
            if (new FileInfo(path).Attributes == (FileAttributes)(-1))
            {
                return null;
            }

            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (!evenIfShared)
            {
                RefuseShared(stream, path);
            }

            if (stream.Length > MaxLength)
            {
                throw new KeyStoreException(
                    KeyStoreFailure.Damaged, path, $"The key store '{path}' is damaged: it is far too long.");
            }

            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(path, "read", e);
        }
    }

    /// <summary>Replaces the file in one step: whoever reads it meanwhile gets the old bytes or the new ones.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">What it is to hold.</param>
    /// <param name="evenIfShared">
    /// Also when others may read or change the old one; the new one is as open, because what was known stays known.
    /// </param>
    /// <exception cref="KeyStoreException">It cannot be written, or others may change its folder.</exception>
    public static void Write(string path, byte[] bytes, bool evenIfShared = false)
    {
        string? temporary = null;
        try
        {
            string target = FollowLinks(path);
            CreateFolder(System.IO.Path.GetDirectoryName(path)!, evenIfShared);
            temporary = $"{target}.{Guid.NewGuid():N}.tmp";
            using (FileStream stream = Create(temporary))
            {
                stream.Write(bytes, 0, bytes.Length);
                stream.Flush(flushToDisk: true);
            }

            if (evenIfShared)
            {
                CopyMode(target, temporary);
            }

            // Somebody may read it at this very moment.
            FileRetry.Run(() => Replace(temporary, target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw Unavailable(path, "written", e);
        }
    }

    /// <summary>Removes the file; of a link its target, so that the next one is written there again.</summary>
    /// <exception cref="KeyStoreException">It cannot be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(FollowLinks(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(path, "removed", e);
        }
    }

    /// <summary>Keeps other processes out while the store is read, changed and written. Disposing ends it.</summary>
    /// <exception cref="KeyStoreException">
    /// Another process holds it for longer than five seconds, or the folder cannot be used.
    /// </exception>
    public static IDisposable Lock(string path, bool evenIfShared = false)
    {
        // Five seconds: a change takes milliseconds, and a program that looks at every new file (a virus scanner, a
        // backup) lets go within that time.
        const int Attempts = 100;
        const int MillisecondsBetween = 50;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                CreateFolder(System.IO.Path.GetDirectoryName(path)!, evenIfShared);
                return Create(path + ".lock", FileMode.OpenOrCreate);
            }
            catch (UnauthorizedAccessException e)
            {
                throw Unavailable(path, "locked", e);
            }
            catch (IOException e)
            {
                if (attempt == Attempts || e is DirectoryNotFoundException)
                {
                    throw Unavailable(path, "locked", e);
                }

                Thread.Sleep(MillisecondsBetween);
            }
        }
    }

    private static KeyStoreException Unavailable(string path, string verb, Exception e) =>
        new(KeyStoreFailure.Unavailable, path, $"The key store '{path}' cannot be {verb}: {e.Message}", e);

    private static void TryDelete(string? path)
    {
        try
        {
            if (path is not null)
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here says more.
        }
    }

#if NET8_0_OR_GREATER
    private const UnixFileMode OthersAny =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Whether others may read or change the file, or put another in its place.</summary>
    public static bool IsShared(string path) => !OperatingSystem.IsWindows() && File.Exists(path)
        && ((File.GetUnixFileMode(path) & OthersAny) != 0
            || (File.GetUnixFileMode(System.IO.Path.GetDirectoryName(path)!) & OthersWrite) != 0);

    private static void RefuseShared(FileStream stream, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Asked of the open file, so that no other file can take its place between the question and the reading.
        if ((File.GetUnixFileMode(stream.SafeFileHandle) & OthersAny) != 0)
        {
            throw new KeyStoreException(
                KeyStoreFailure.Unprotected,
                path,
                $"The key store '{path}' is not used: others than you may read it. "
                    + $"If nobody else has read it, run: chmod 600 '{path}'");
        }

        RefuseSharedFolder(System.IO.Path.GetDirectoryName(path)!);
    }

    // Who may write there may put another file, or a link, in the store's place.
    private static void RefuseSharedFolder(string folder)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & OthersWrite) != 0)
        {
            throw new KeyStoreException(
                KeyStoreFailure.Unprotected,
                folder,
                "The key store's folder is not used: others than you may change it. "
                    + $"Check what is in it, then run: chmod 700 '{folder}'");
        }
    }

    private static void CreateFolder(string folder, bool evenIfShared)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, OwnerFolder);
        }
        else if (!evenIfShared)
        {
            RefuseSharedFolder(folder);
            File.SetUnixFileMode(folder, OwnerFolder);
        }
    }

    private static FileStream Create(string path, FileMode mode = FileMode.CreateNew)
    {
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }

    private static void CopyMode(string from, string to)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
        }
    }

    private static void Replace(string temporary, string target) => File.Move(temporary, target, overwrite: true);

    // Someone who put a link here (to an encrypted volume, say) keeps it.
    private static string FollowLinks(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
#else
    // Windows PowerShell runs on Windows alone, and .NET Standard 2.0 knows no file modes: better no store than one
    // that others read.
    public static bool IsShared(string path) => false;

    private static void RefuseShared(FileStream stream, string path) => RefuseOtherSystems(path);

    private static void CopyMode(string from, string to)
    {
    }

    private static void CreateFolder(string folder, bool evenIfShared)
    {
        RefuseOtherSystems(folder);
        Directory.CreateDirectory(folder);
    }

    private static FileStream Create(string path, FileMode mode = FileMode.CreateNew) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None);

    private static void Replace(string temporary, string target)
    {
        if (File.Exists(target))
        {
            File.Replace(temporary, target, null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(temporary, target);
        }
    }

    private static string FollowLinks(string path) => path;

    private static void RefuseOtherSystems(string path)
    {
        if (Environment.OSVersion.Platform != PlatformID.Win32NT)
        {
            throw new KeyStoreException(
                KeyStoreFailure.Unavailable, path, $"The key store '{path}' needs PowerShell 7 on this system.");
        }
    }
#endif
}
