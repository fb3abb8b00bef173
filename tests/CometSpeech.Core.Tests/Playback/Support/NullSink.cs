using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CometSpeech.Core.Tests.Playback.Support;

/// <summary>
/// A PulseAudio server of its own whose only device is a null sink of 24 kHz, mono, and a recorder of all that is heard
/// there. The environment of this process names it, for the players that tests start.
/// </summary>
public sealed class NullSink : IDisposable
{
    /// <summary>
    /// The tests that share one: nothing else runs meanwhile, so that no player waits for a processor.
    /// </summary>
    public const string Collection = "null sink";

    private readonly TestFolder _folder = new();
    private readonly List<Process> _processes = [];
    private readonly MemoryStream _heard = new();

    public NullSink()
    {
        if (!IsInstalled)
        {
            return;
        }

        string socket = _folder["native"];
        Environment.SetEnvironmentVariable("PULSE_SERVER", "unix:" + socket);
        // ALSA's and SDL's ways to that server.
        File.WriteAllText(
            _folder["asound.conf"], "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\n");
        Environment.SetEnvironmentVariable("ALSA_CONFIG_PATH", _folder["asound.conf"]);
        Environment.SetEnvironmentVariable("SDL_AUDIODRIVER", "pulseaudio,pulse");
        Start(
            "pulseaudio",
            "-n --daemonize=no --use-pid-file=no --exit-idle-time=-1 --log-level=0 "
                + $"-L \"module-native-protocol-unix socket={socket} auth-anonymous=1\" "
                + "-L \"module-null-sink sink_name=ear rate=24000 channels=1 format=s16le\"");
        while (!File.Exists(socket))
        {
            Thread.Sleep(10);
        }

        // A recorder that asks for little delay has the sink play in steps as small.
        Process recorder = Start(
            "parec", "-d ear.monitor --raw --format=s16le --rate=24000 --channels=1 --latency-msec=10");
        new Thread(() => Record(recorder.StandardOutput.BaseStream)) { IsBackground = true }.Start();
    }

    /// <summary>Whether the machine has what it needs.</summary>
    public static bool IsInstalled => RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
        && File.Exists("/usr/bin/pulseaudio") && File.Exists("/usr/bin/parec");

    /// <summary>How much was heard so far, in bytes, silence and all.</summary>
    public long Length
    {
        get
        {
            lock (_heard)
            {
                return _heard.Length;
            }
        }
    }

    /// <summary>What is heard from there on, when it is all there.</summary>
    public async Task<byte[]> TakeAsync(long start)
    {
        // The recorder is late by less.
        long end = Length + 24_000;
        while (Length < end)
        {
            await Task.Delay(10);
        }

        lock (_heard)
        {
            return [.. _heard.ToArray().Skip((int)start)];
        }
    }

    public void Dispose()
    {
        // The recorder before its server, with which it would end.
        foreach (Process process in Enumerable.Reverse(_processes))
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _folder.Dispose();
    }

    private Process Start(string program, string arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.EnvironmentVariables["XDG_RUNTIME_DIR"] = _folder.Path;
        start.EnvironmentVariables["HOME"] = _folder.Path;
        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        _processes.Add(process);
        return process;
    }

    private void Record(Stream samples)
    {
        byte[] buffer = new byte[4096];
        while (samples.Read(buffer, 0, buffer.Length) is int count && count > 0)
        {
            lock (_heard)
            {
                _heard.Write(buffer, 0, count);
            }
        }
    }
}

[CollectionDefinition(NullSink.Collection, DisableParallelization = true)]
public sealed class NullSinkGroup : ICollectionFixture<NullSink>;
