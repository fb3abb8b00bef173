using System.Diagnostics;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Playback;
using CometSpeech.Core.Playback.Programs;

namespace CometSpeech.Core.Tests.Playback.Support;

/// <summary>A folder of players that are scripts, each with a fault of its own.</summary>
internal sealed class PlayerScripts : IDisposable
{
    private readonly TestFolder _folder = new();

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    /// <summary>Skips the test where there is no shell.</summary>
    public PlayerScripts() => Skip.IfNot(
        System.IO.Path.DirectorySeparatorChar == '/' && File.Exists("/bin/sh"), "There is no /bin/sh.");

    /// <summary>Writes a script, which notes its process id.</summary>
    public PlayerScripts Add(string name, string script)
    {
        File.WriteAllText(_folder[name], $"#!/bin/sh\necho $$ >> '{_folder["pids"]}'\n{script}\n");
        using Process chmod = Process.Start("chmod", $"755 {_folder[name]}")!;
        chmod.WaitForExit();
        return this;
    }

    /// <summary>Starts one by itself.</summary>
    public IPlaybackStream Open(string name, TimeProvider? time = null) => new PlayerDevice(
        new PlayerProgram(name, _ => ""), _folder[name], time ?? TimeProvider.System).Open(PcmFormat.Default);

    /// <summary>Waits until so many processes have noted their ids: one that is killed before leaves none.</summary>
    public Task UntilStartedAsync(int count) => UntilAsync(() => Ids().Length >= count, "has not started");

    /// <summary>Waits until all processes that were noted are gone.</summary>
    public async Task RequireGoneAsync(int count)
    {
        Assert.True(Ids().Length >= count, "Not all have started.");
        await UntilAsync(() => Ids().All(id => !Directory.Exists($"/proc/{id}") || IsZombie(id)), "has not ended");
    }

    public void Dispose() => _folder.Dispose();

    // The limit is for a test that fails.
    private static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        for (int i = 0; !condition(); i++)
        {
            Assert.True(i < 6000, $"A process {otherwise}.");
            await Task.Delay(10);
        }
    }

    private string[] Ids() => File.Exists(_folder["pids"]) ? File.ReadAllLines(_folder["pids"]) : [];

    private static bool IsZombie(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Contains(") Z ");
        }
        catch (IOException)
        {
            return true;
        }
    }
}
