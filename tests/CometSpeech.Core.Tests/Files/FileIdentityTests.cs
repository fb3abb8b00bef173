using System.Diagnostics;
using CometSpeech.Core.Files;

namespace CometSpeech.Core.Tests.Files;

/// <summary>Two paths are one file when they lead to one file, whatever they are called.</summary>
public sealed class FileIdentityTests : IDisposable
{
    private readonly string _folder = Directory.CreateDirectory(
        Path.Combine(Path.GetTempPath(), "cometspeech-" + Path.GetRandomFileName())).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_file_is_one_by_every_path_and_a_copy_is_another()
    {
        string file = At("größe [1] 🎉.txt");
        File.WriteAllText(file, "text");
        File.Copy(file, At("copy.txt"));
        Directory.CreateDirectory(At("sub"));

        FileIdentity? identity = FileIdentity.Of(file);

        Assert.NotNull(identity);
        Assert.Equal(identity, FileIdentity.Of(Path.Combine(_folder, "sub", "..", "größe [1] 🎉.txt")));
        Assert.NotEqual(identity, FileIdentity.Of(At("copy.txt")));
        Assert.NotEqual(identity, FileIdentity.Of(_folder));
        Assert.Equal(FileIdentity.Of(_folder), FileIdentity.Of(At("sub/..")));
        Assert.Null(FileIdentity.Of(At("nothing.txt")));
    }

    [SkippableFact]
    public void Links_of_both_kinds_lead_to_their_file()
    {
        Skip.If(Path.DirectorySeparatorChar == '\\', "The links are made by ln.");
        File.WriteAllText(At("notes.txt"), "text");
        Run("ln", "notes.txt hard.mp3");
        Run("ln", $"-s notes.txt soft.mp3");
        Run("ln", $"-s soft.mp3 softer.mp3");

        FileIdentity? identity = FileIdentity.Of(At("notes.txt"));

        Assert.All(["hard.mp3", "soft.mp3", "softer.mp3"], name => Assert.Equal(identity, FileIdentity.Of(At(name))));
    }

    [SkippableFact]
    public void A_fifo_and_a_device_are_no_files_to_be_replaced()
    {
        Skip.If(Path.DirectorySeparatorChar == '\\', "Windows has no FIFO in a folder.");
        Run("mkfifo", "fifo.mp3");
        Run("ln", "-s fifo.mp3 link.mp3");
        File.WriteAllText(At("file.mp3"), "");

        string[] special = [At("fifo.mp3"), At("link.mp3"), "/dev/null"];
        Assert.All(special, path => Assert.True(FileIdentity.IsSpecialFile(path)));
        string[] others = [At("file.mp3"), At("none.mp3"), _folder];
        Assert.All(others, path => Assert.False(FileIdentity.IsSpecialFile(path)));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Run(string program, string arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = _folder, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
