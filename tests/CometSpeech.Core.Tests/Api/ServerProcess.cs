using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using CometSpeech.Core.Api;

namespace CometSpeech.Core.Tests.Api;

/// <summary>The local server as a program of its own, which speaks in prepared tones: 0.2 s for each text.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    public ServerProcess()
    {
        string program = typeof(ServerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "LocalServerPath").Value!;
        _process = Process.Start(new ProcessStartInfo("dotnet", $"\"{program}\" --port 0 --engine tone")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            // Its pipes and sockets for debuggers would stay in the folder for temporary files when it is killed.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" },
        })!;
        string line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The local server did not start.");
        Address = ServiceAddress.From(new Uri(Regex.Match(line, "http://127[^ ]+/v1").Value));

        // Its log would fill the pipe.
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    internal ServiceAddress Address { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
