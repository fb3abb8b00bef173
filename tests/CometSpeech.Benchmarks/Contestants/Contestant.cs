using System.Diagnostics;
using System.Text.Json;

namespace CometSpeech.Benchmarks.Contestants;

/// <summary>A client of the service in a process of its own, which does jobs until it is let go.</summary>
internal sealed class Contestant : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private Contestant(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts one; it has loaded its libraries when its first job is done.</summary>
    /// <exception cref="InvalidOperationException">What it needs is missing.</exception>
    public static Contestant Start(ContestantKind kind, Uri service)
    {
        if (kind.Peer.Version is null)
        {
            throw new InvalidOperationException($"{kind.Peer.Name} is missing: {kind.Peer.Source}");
        }

        string[] command = kind.Start(service);
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Keys of this machine's user are not for a server of tones.
        foreach (string name in (string[])["COMETAPI_KEY", "COMETAPI_API_KEY", "OPENAI_API_KEY"])
        {
            start.Environment.Remove(name);
        }

        return new Contestant(Process.Start(start)!);
    }

    /// <summary>Lets it do a job to its end.</summary>
    /// <exception cref="InvalidOperationException">It could not.</exception>
    public async Task<JobResult> DoAsync(Job job)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(job, JsonSerializerOptions.Web));
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended, and says why where errors are told.
        }

        return await _process.StandardOutput.ReadLineAsync() is { } line
            ? JsonSerializer.Deserialize<JobResult>(line, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"{_process.StartInfo.FileName} gave up: {await _errors}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
