namespace CometSpeech.Core.Parts;

/// <summary>
/// The right to ask for one part of a cache: a file that one process of all holds open, on whichever machine. It ends
/// with its process, however that ends.
/// </summary>
internal sealed class PartLock : IDisposable
{
    // winerror.h: ERROR_SHARING_VIOLATION, as an HRESULT. errno.h: EWOULDBLOCK of Linux and of macOS, which .NET hands
    // on as they are.
    private const int SharingViolation = unchecked((int)0x80070020);

    private const int WouldBlockOnLinux = 11;

    private const int WouldBlockOnMac = 35;

    private readonly FileStream? _file;

    private PartLock(FileStream? file) => _file = file;

    /// <summary>Takes the lock; null when another process has it.</summary>
    /// <param name="path">
    /// Its file, which a killed process may have left. It lies where the part will: what is made in a folder of a share
    /// shows a machine, which remembers its listing, that it has changed.
    /// </param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public static PartLock? TryTake(string path)
    {
        try
        {
            // On Unix, .NET looks whether the file that it has locked is still the one of this name, with these very
            // options alone (SafeFileHandle.Init). Where a share has no locks, each process has it.
            return new PartLock(new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException e) when (e.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMac)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (Path.DirectorySeparatorChar == '\\')
        {
            // Windows says so of a file that is being deleted; its folder has taken files before.
            return null;
        }
        catch (UnauthorizedAccessException) when (File.Exists(path))
        {
            // Another user's file: nobody can tell whether he still holds it, so each asks for himself.
            return new PartLock(null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
