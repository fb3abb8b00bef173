using System.Runtime.InteropServices;

namespace CometSpeech.Core.Files;

/// <summary>
/// Which file or folder a path leads to, whatever the path is called: links of both kinds, other spellings and another
/// case lead to one. .NET has nothing for it, so the system is asked.
/// </summary>
/// <param name="Device">The file system: <c>st_dev</c>, on Windows the volume's serial number.</param>
/// <param name="Number">The file in it: <c>st_ino</c>, on Windows the file index.</param>
public readonly record struct FileIdentity(ulong Device, ulong Number)
{
    /// <summary>
    /// The identity of what stands at the end of all links; null when nothing stands there, or the system does not
    /// tell: then only paths can be compared.
    /// </summary>
    public static FileIdentity? Of(string path)
    {
        try
        {
            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? WindowsFileIndex.Of(path)
                : UnixFileStatus.TryRead(path) is { } status ? status.Identity
                : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a FIFO, a socket or a device stands at the end of all links: what is written there is not a file's
    /// content, and a rename would put a plain file in its place. False when the system does not tell.
    /// </summary>
    public static bool IsSpecialFile(string path)
    {
        try
        {
            return !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
                && UnixFileStatus.TryRead(path) is { IsSpecialFile: true };
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }
}
