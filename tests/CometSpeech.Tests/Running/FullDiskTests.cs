using CometSpeech.Tests.Support;

namespace CometSpeech.Tests.Running;

/// <summary>A full disk: the old file stays, what was paid for too, and no more is paid for.</summary>
public sealed class FullDiskTests
{
    [SkippableFact]
    public async Task A_full_disk_keeps_the_old_file_and_the_parts_and_the_command_goes_on_when_there_is_space()
    {
        await using TestScene scene = await TestScene.StartAsync();
        using SmallDisk disk = new(scene.FileAt("disk"));
        scene.Write("disk/a.pcm", "old");
        scene.Session.SetVariable("text", Chunks.Text(Enumerable.Range(1, 12)));
        const string command = "$text | ConvertTo-Speech -OutFile disk/a.pcm -MaxChunkLength 10 -ThrottleLimit 1";

        scene.Run(command);
        Assert.Equal("OutFileWriteFailed", scene.Session.ErrorId);
        // What the system says has no full stop.
        Assert.Matches(@"[^.]\. [0-9]+ of 12 parts", scene.Session.Errors[0].ToString());
        Assert.Equal("old", File.ReadAllText(scene.FileAt("disk/a.pcm")));
        Assert.Empty(Directory.GetFiles(scene.FileAt("disk/a.pcm.parts"), "*.tmp"));
        int kept = Directory.GetFiles(scene.FileAt("disk/a.pcm.parts"), "*.part").Length;
        int sent = scene.Inputs.Count;
        Assert.InRange(kept, 1, 6);

        // Space for the parts, not for the file.
        disk.Resize("160k");
        scene.Run(command);
        Assert.Equal("OutFileWriteFailed", scene.Session.ErrorId);
        Assert.Contains("'. 12 of 12 parts", scene.Session.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(scene.FileAt("disk/a.pcm")));
        Assert.Equal(sent + 12 - kept, scene.Inputs.Count);

        disk.Resize("1m");
        scene.Run(command);
        Assert.Empty(scene.Session.Errors);
        Assert.Equal(sent + 12 - kept, scene.Inputs.Count);
        Assert.Equal(Enumerable.Range(1, 12), Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("disk/a.pcm"))));
        Assert.Single(Directory.GetFileSystemEntries(disk.Folder));
    }

    // A short answer lies in memory until its file is written; with a cache it lies there, maybe on another disk.
    [SkippableTheory]
    [InlineData("-OutDirectory disk/out")]
    [InlineData("-OutDirectory out -CachePath disk/cache")]
    public async Task A_full_disk_lets_no_more_files_be_paid_for(string parameters)
    {
        await using TestScene scene = await TestScene.StartAsync();
        using SmallDisk disk = new(scene.FileAt("disk"));

        scene.Run(
            "1..30 | ForEach-Object { \"chunk $_\" } | "
                + $"ConvertTo-Speech {parameters} -Format pcm -ThrottleLimit 1");

        int made = Directory.GetFiles(scene.Folder, "*.pcm", SearchOption.AllDirectories).Length;
        Assert.Equal([.. Enumerable.Repeat("OutFileWriteFailed", 30 - made)], scene.Session.ErrorIds);
        Assert.InRange(made, 1, 7);
        // Until the first refusal is noted, others are under way.
        Assert.InRange(scene.Inputs.Count, made, made + 5);
        Assert.Empty(Directory.GetFiles(disk.Folder, "*.tmp", SearchOption.AllDirectories));
    }
}
