using System.Diagnostics;

namespace CometSpeech.Tests.Support;

/// <summary>
/// A folder of players that are scripts, and the only folder in which the module looks for some. Each notes its process
/// id; what a working one hears lies in <c>heard</c>, without the silence before it.
/// </summary>
internal sealed class FakePlayers
{
    private const string Lead = "head -c 960 > /dev/null; ";

    private readonly string _folder;

    public FakePlayers(ProcessEnvironment environment)
    {
        Skip.If(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "Programs play on Linux only.");
        _folder = Directory.CreateDirectory(Path.Combine(environment.Folder, "players")).FullName;
        environment.Set("PATH", _folder);
    }

    /// <summary>All that was heard, of one sound after the other.</summary>
    public byte[] Heard => File.Exists(HeardPath) ? File.ReadAllBytes(HeardPath) : [];

    /// <summary>How often a player was started.</summary>
    public int Started => File.Exists(PidPath) ? File.ReadAllLines(PidPath).Length : 0;

    /// <summary>The arguments of the last one.</summary>
    public string Arguments => File.ReadAllLines(Path.Combine(_folder, "arguments"))[^1];

    private string HeardPath => Path.Combine(_folder, "heard");

    private string PidPath => Path.Combine(_folder, "pids");

    /// <summary>One that plays as fast as it is given sound.</summary>
    public FakePlayers AddWorking(string name = "paplay") => Add(name, $"{Lead}cat >> '{HeardPath}'");

    /// <summary>One that plays the silence of the search, and then does what is said.</summary>
    public FakePlayers AddBreaking(string script) => Add(
        "paplay",
        $"mkdir '{_folder}/tried' 2> /dev/null && exec cat > /dev/null; {script}");

    public FakePlayers Add(string name, string script)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(
            path,
            $"#!/bin/sh\nPATH=/usr/bin:/bin\necho \"$*\" >> '{_folder}/arguments'\necho $$ >> '{PidPath}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return this;
    }

    /// <summary>The players that still run.</summary>
    public IReadOnlyList<string> Running => Started == 0
        ? []
        : [.. File.ReadAllLines(PidPath).Where(id => IsRunning(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)))];

    private static bool IsRunning(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
