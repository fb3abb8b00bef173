using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CometSpeech.Core.Files;

/// <summary>The identity of a file on Windows (fileapi.h, BY_HANDLE_FILE_INFORMATION).</summary>
internal static class WindowsFileIndex
{
    private const int InformationLength = 52;

    // No access is needed to ask, and nobody is kept from anything meanwhile; folders open with BACKUP_SEMANTICS only.
    private const uint NoAccess = 0;
    private const uint ShareAll = 0x1 | 0x2 | 0x4;
    private const uint OpenExisting = 3;
    private const uint BackupSemantics = 0x0200_0000;

    /// <summary>Follows links; null when nothing is there, or it may not be looked at.</summary>
    public static FileIdentity? Of(string path)
    {
        using SafeFileHandle file =
            CreateFile(path, NoAccess, ShareAll, IntPtr.Zero, OpenExisting, BackupSemantics, IntPtr.Zero);
        byte[] information = new byte[InformationLength];
        if (file.IsInvalid || !GetFileInformationByHandle(file, information))
        {
            return null;
        }

        // dwVolumeSerialNumber at 28, nFileIndexHigh and nFileIndexLow at 44 and 48.
        ulong number = ((ulong)BitConverter.ToUInt32(information, 44) << 32) | BitConverter.ToUInt32(information, 48);
        return new FileIdentity(BitConverter.ToUInt32(information, 28), number);
    }

    [DllImport("kernel32", EntryPoint = "CreateFileW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern SafeFileHandle CreateFile(
        string path, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);

    [DllImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformationByHandle(SafeFileHandle file, [Out] byte[] information);
}
