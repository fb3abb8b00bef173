using System.Diagnostics;
using System.Globalization;

namespace CometSpeech.Tests.Support;

/// <summary>
/// A folder of players that are scripts, and the only folder in which the module looks for some. Each notes its process
/// id; what a working one hears lies in <c>heard</c>.
/// </summary>
internal sealed class FakePlayers
{
    // Bytes of 10 ms: all silence that the module puts in is a multiple of it, and no tone holds as much.
    private const int SilenceUnit = 480;

    private readonly string _folder;

    /// <param name="environment">What the module sees.</param>
    /// <param name="keepsPath">Whether the programs of the machine are found, too, after these.</param>
    public FakePlayers(ProcessEnvironment environment, bool keepsPath = false)
    {
        Skip.If(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "Programs play on Linux only.");
        Skip.If(ModuleSession.Framework == StagedModule.Desktop, "Windows PowerShell plays on Windows only.");
        _folder = Directory.CreateDirectory(Path.Combine(environment.Folder, "players")).FullName;
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        environment.Set("PATH", keepsPath ? _folder + Path.PathSeparator + path : _folder);
    }

    /// <summary>All that was heard, of one sound after the other, but for silence.</summary>
    public byte[] Heard => File.Exists(HeardPath) ? WithoutSilence(File.ReadAllBytes(HeardPath)) : [];

    /// <summary>How often a player was started.</summary>
    public int Started => File.Exists(PidPath) ? File.ReadAllLines(PidPath).Length : 0;

    /// <summary>The arguments of the last one.</summary>
    public string Arguments => File.ReadAllLines(Path.Combine(_folder, "arguments"))[^1];

    private string HeardPath => Path.Combine(_folder, "heard");

    private string PidPath => Path.Combine(_folder, "pids");

    /// <summary>One that plays as fast as it is given sound.</summary>
    public FakePlayers AddWorking(string name = "paplay") => Add(name, $"cat >> '{HeardPath}'");

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
        : [.. File.ReadAllLines(PidPath).Where(id => IsRunning(int.Parse(id, CultureInfo.InvariantCulture)))];

    private static byte[] WithoutSilence(byte[] heard)
    {
        List<byte> sound = [];
        for (int start = 0; start < heard.Length;)
        {
            int zeros = heard.AsSpan(start).IndexOfAnyExcept((byte)0);
            zeros = zeros < 0 ? heard.Length - start : zeros;
            start += zeros / SilenceUnit * SilenceUnit;
            int next = heard.AsSpan(start).IndexOf(new byte[SilenceUnit]);
            int end = next < 0 ? heard.Length : start + next;
            sound.AddRange(heard[start..end]);
            start = end;
        }

        return [.. sound];
    }

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
