using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Running;

namespace CometSpeech.Core.Tests.Running.Support;

/// <summary>
/// A run without HTTP in a folder of its own. A target's text is cut at its blanks: «a b c» takes three requests.
/// </summary>
internal sealed class RunScene : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private RunLoop? _run;

    public FakeService Service { get; } = new();

    public TestLog Log { get; } = new();

    public int ThrottleLimit { get; init; } = 2;

    public string? CachePath { get; init; }

    public long CacheLimit { get; init; } = RunOptions.DefaultCacheLimit;

    public long CharacterLimit { get; init; } = long.MaxValue;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public RunLoop Run => _run ??= new RunLoop(
        Service.SendAsync,
        new RunOptions
        {
            ThrottleLimit = ThrottleLimit,
            CharacterLimit = CharacterLimit,
            CachePath = CachePath is null ? null : this[CachePath],
            CacheLimit = CacheLimit,
            Time = Time,
        },
        Log,
        _stop.Token);

    public string Folder => _folder.Path;

    public string this[string name] => _folder[name];

    /// <summary>What lies in the folder, folders with a slash.</summary>
    public IReadOnlyList<string> Entries => EntriesOf("");

    public IReadOnlyList<string> EntriesOf(string folder) =>
    [
        .. Directory.GetFileSystemEntries(_folder[folder])
            .Select(path => Path.GetFileName(path) + (Directory.Exists(path) ? "/" : ""))
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    public Task<TargetResult> Add(string? name, string text, string voice = "sage") => Run.Add(Plan(name, text, voice));

    public TargetPlan Plan(string? name, string text, string voice = "sage") => TargetPlan.Create(
        new Target
        {
            Name = name ?? "bytes",
            OutFile = name is null ? null : this[name],
            Format = AudioFormat.Pcm,
            Segments = [new Segment(text, voice, "tts-1")],
            MaxChunkLength = text.Split(' ').Max(word => word.Length),
        },
        ServiceAddress.Default);

    /// <summary>
    /// Waits until something has happened; the limit is for a test that fails. The thread is given back meanwhile: it
    /// may be the one that the run's loop goes on with.
    /// </summary>
    public static async Task UntilAsync(Func<bool> hasHappened)
    {
        for (int i = 0; !hasHappened(); i++)
        {
            Assert.True(i < 12_000, "It has not happened.");
            await Task.Delay(10);
        }
    }

    /// <summary>What a finished file says.</summary>
    public string TextOf(string name) => FakeService.TextOf(File.ReadAllBytes(this[name]));

    /// <summary>As Ctrl+C does.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Ends the run, as the end of a command does.</summary>
    public void End()
    {
        _run?.Dispose();
        _run = null;
    }

    public void Dispose()
    {
        Service.Open();
        End();
        _folder.Dispose();
        _stop.Dispose();
    }
}
