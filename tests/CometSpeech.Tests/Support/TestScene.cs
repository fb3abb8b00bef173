using System.Management.Automation;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;

namespace CometSpeech.Tests.Support;

/// <summary>
/// What a user has: a folder to work in, a session with the module, and a service (prepared tones by default) that the
/// session's commands ask.
/// </summary>
internal sealed class TestScene : IAsyncDisposable
{
    private TestScene(LocalSpeechServer server, RecordingHost? host)
    {
        Server = server;
        Session = new ModuleSession(host);
        Folder = Directory.CreateTempSubdirectory("cometspeech-").FullName;
        Session.SetLocation(Folder);
        Session.Run($"$PSDefaultParameterValues = @{{ 'ConvertTo-Speech:BaseUri' = '{server.BaseUri}' }}");
    }

    public LocalSpeechServer Server { get; }

    public ModuleSession Session { get; }

    /// <summary>The session's working folder, empty at first.</summary>
    public string Folder { get; }

    public static async Task<TestScene> StartAsync(LocalServerOptions? options = null, RecordingHost? host = null) =>
        new(await LocalSpeechServer.StartAsync(options ?? new LocalServerOptions { Engine = EngineKind.Tone }), host);

    /// <summary>The n-th request meets the n-th fault; null is none.</summary>
    public static Task<TestScene> StartAsync(params Fault?[] faults) =>
        StartAsync(new LocalServerOptions { Engine = EngineKind.Tone, Faults = Fault.InTurn(faults) });

    public IReadOnlyList<PSObject> Run(string script) => Session.Run(script);

    /// <summary>
    /// Runs a script beside the test, on a thread of its own: one of the pool would be missed there, by the server too.
    /// </summary>
    public Task<IReadOnlyList<PSObject>> RunAsync(string script) => Task.Factory.StartNew(
        () => Run(script), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>The full path of a file in the working folder.</summary>
    public string FileAt(string name) => Path.GetFullPath(name, Folder);

    /// <summary>Makes a file for the script to read.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(FileAt(name), text);
        return FileAt(name);
    }

    /// <summary>What lies in the working folder, by name, folders with a slash.</summary>
    public IReadOnlyList<string> Entries => [.. Directory.GetFileSystemEntries(Folder)
        .Select(path => Path.GetFileName(path) + (Directory.Exists(path) ? "/" : ""))
        .Order(StringComparer.Ordinal)];

    /// <summary>The texts that arrived at the service, in order of arrival.</summary>
    public IReadOnlyList<string?> Inputs => [.. Server.Requests.Select(request => request.Input)];

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Server.DisposeAsync();
        // Windows deletes no read-only file; a test that failed has left it so, and its failure is to be told.
        if (OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
        }

        Directory.Delete(Folder, recursive: true);
    }
}
