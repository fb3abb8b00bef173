using System.Runtime.InteropServices;
using System.Text;

namespace CometSpeech.Core.Files;

/// <summary>
/// What <c>stat</c> tells of a file (POSIX.1-2017, sys/stat.h). The layout of <c>struct stat</c> differs from machine
/// to machine on Linux; that of <c>struct statx</c> is the kernel's, one for all (statx(2)). macOS has one since 10.6
/// (stat(2), the 64-bit inode).
/// </summary>
/// <param name="Identity">Which file it is.</param>
/// <param name="Mode"><c>st_mode</c>.</param>
internal readonly record struct UnixFileStatus(FileIdentity Identity, int Mode)
{
    // Larger than both structures: 256 bytes (statx) and 144.
    private const int StatusLength = 512;

    // fcntl.h, linux/stat.h: relative paths count from the working folder; the type and the inode are asked for.
    private const int AtFdCwd = -100;
    private const uint StatxTypeAndInode = 0x0001 | 0x0100;

    // sys/stat.h: S_IFMT, S_IFDIR, S_IFREG.
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;

    /// <summary>Whether it is neither a file nor a folder.</summary>
    public bool IsSpecialFile => (Mode & TypeMask) is not (Folder or RegularFile);

    /// <summary>Follows links; null when nothing is there, or it may not be looked at.</summary>
    /// <exception cref="EntryPointNotFoundException">The system's library has none of the calls.</exception>
    public static UnixFileStatus? TryRead(string path)
    {
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');
        byte[] status = new byte[StatusLength];
        return RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
            ? TryReadOnLinux(name, status)
            : TryReadOnMacOS(name, status);
    }

    // stx_mode at 28, stx_ino at 32, stx_dev_major and stx_dev_minor at 136 and 140.
    private static UnixFileStatus? TryReadOnLinux(byte[] name, byte[] status)
    {
        try
        {
            return Statx(AtFdCwd, name, 0, StatxTypeAndInode, status) == 0
                ? new(
                    new(BitConverter.ToUInt64(status, 136), BitConverter.ToUInt64(status, 32)),
                    BitConverter.ToUInt16(status, 28))
                : null;
        }
        catch (EntryPointNotFoundException) when (ModeOffset > 0)
        {
            // musl has statx since 1.2.5.
            return Stat(name, status) == 0
                ? new(
                    new(BitConverter.ToUInt64(status, 0), BitConverter.ToUInt64(status, 8)),
                    BitConverter.ToInt32(status, ModeOffset))
                : null;
        }
    }

    // Behind st_dev and st_ino, of 8 bytes each, as the kernel has it; 0 for machines of another layout.
    private static int ModeOffset => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 24,
        Architecture.Arm64 => 16,
        _ => 0,
    };

    // st_dev at 0, st_mode at 4, st_ino at 8.
    private static UnixFileStatus? TryReadOnMacOS(byte[] name, byte[] status)
    {
        int failed = RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? Stat64(name, status)
            : Stat(name, status);
        return failed == 0
            ? new(
                new(BitConverter.ToUInt32(status, 0), BitConverter.ToUInt64(status, 8)),
                BitConverter.ToUInt16(status, 4))
            : null;
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);

    // The name that the headers of macOS give to stat where an older one of 32 bits is still there.
    [DllImport("libc", EntryPoint = "stat$INODE64")]
    private static extern int Stat64(byte[] path, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "stat")]
    private static extern int Stat(byte[] path, [Out] byte[] status);
}
