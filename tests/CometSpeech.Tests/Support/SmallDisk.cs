namespace CometSpeech.Tests.Support;

/// <summary>A disk of 64 KiB in a folder; skips the test where none can be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        Skip.IfNot(
            OperatingSystem.IsLinux() && Programs.Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", Folder),
            "A disk of 64 KiB takes Linux and the right to mount one.");
    }

    public string Folder { get; }

    /// <summary>Gives it another size, as in <c>1m</c>; what is on it stays.</summary>
    public void Resize(string size) => Assert.True(Programs.Run("mount", "-o", $"remount,size={size}", Folder));

    public void Dispose() => Programs.Run("umount", Folder);
}
