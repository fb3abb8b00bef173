using System.ComponentModel;
using System.Diagnostics;
using CometSpeech.Benchmarks.Reporting;

namespace CometSpeech.Benchmarks;

/// <summary>The staged module in a PowerShell engine that is a process of its own, with a folder to work in.</summary>
internal sealed class Playground : IDisposable
{
    private readonly Uri _service;

    /// <param name="service">The address that its commands ask.</param>
    public Playground(Uri service) => _service = service;

    /// <summary>The scripts' working folder, empty at first.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("CometSpeech-measure-").FullName;

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">What it prints is given line by line.</param>
    /// <param name="onLine">Called for each line as it comes.</param>
    /// <exception cref="InvalidOperationException">The script ended with an error.</exception>
    public async Task RunAsync(string script, Action<string> onLine)
    {
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Metadata.PlaygroundPath);
        start.ArgumentList.Add(script);
        start.Environment["COMETAPI_BASE_URL"] = _service.ToString();
        start.Environment.Remove("COMETAPI_KEY");
        start.Environment.Remove("COMETAPI_API_KEY");
        using Process process = Process.Start(start) ?? throw new Win32Exception();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            onLine(line);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The script ended with {process.ExitCode}: {await errors}");
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
