using System.Diagnostics;
using System.Globalization;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;
using Xunit.Abstractions;

namespace CometSpeech.Tests.Parts;

/// <summary>
/// The process is killed at a random moment and the command repeated. A request counts as answered in full when its
/// part is finished on disk: the whole answer has come, was found to be audio, and has its final name. Answers that the
/// process had in its hands when it died, one for each request under way, are asked for again. A run that was killed
/// after its file was there had reached its end. <c>COMETSPEECH_KILL_ROUNDS</c> sets how often, 2 by default.
/// </summary>
public sealed class KillTests(ITestOutputHelper log) : IDisposable
{
    private const int ChunkCount = 40;

    private const int ThrottleLimit = 4;

    // Runtime and PowerShell leave pipes and sockets in the folder for temporary files when they are killed.
    private readonly string _temporary = Directory.CreateTempSubdirectory("cometspeech-").FullName;

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    [Fact]
    public async Task A_killed_run_is_finished_by_the_same_command_and_pays_for_nothing_twice()
    {
        int rounds = int.Parse(
            Environment.GetEnvironmentVariable("COMETSPEECH_KILL_ROUNDS") ?? "2", CultureInfo.InvariantCulture);
        int seed = Environment.TickCount;
        log.WriteLine($"Seed {seed}");
        Random random = new(seed);
        await using TestScene scene = await TestScene.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Latency = TimeSpan.FromMilliseconds(20) });
        scene.Write("book.txt", Chunks.Text(Enumerable.Range(1, ChunkCount)));

        for (int round = 0; round < rounds; round++)
        {
            await KillAndRepeatAsync(
                scene,
                answersBefore: random.Next(ChunkCount + 1),
                delay: TimeSpan.FromMilliseconds(random.Next(60)));
            File.Delete(scene.FileAt("book.pcm"));
        }
    }

    private async Task KillAndRepeatAsync(TestScene scene, int answersBefore, TimeSpan delay)
    {
        scene.Server.ClearRequests();
        using (Process process = Start(scene, "sk-killed"))
        {
            Task output = DrainAsync(process);
            await Chunks.WaitUntilAsync(() => scene.Inputs.Count > 0 && Answered(scene) >= answersBefore);
            await Task.Delay(delay);
            process.Kill();
            await process.WaitForExitAsync();
            await output;
        }

        bool wasFinished = File.Exists(scene.FileAt("book.pcm"));
        string parts = scene.FileAt("book.pcm.parts");
        int kept = Directory.Exists(parts) ? Directory.GetFiles(parts, "*.part").Length : 0;
        int answered = Answered(scene);
        string finished = wasFinished ? ", the file was finished" : "";
        log.WriteLine($"Killed after {answered} answers, {kept} parts kept{finished}");
        if (wasFinished)
        {
            AssertRight(scene);
        }
        else
        {
            Assert.InRange(kept, answered - ThrottleLimit, ChunkCount);
        }

        // What the killed process had sent may still arrive: the key tells whose a request is.
        const string Key = "sk-repeated";
        using (Process process = Start(scene, Key))
        {
            string output = await DrainAsync(process);
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, output);
        }

        if (!wasFinished)
        {
            string?[] inputs = [.. scene.Server.Requests
                .Where(request => request.Authorization == "Bearer " + Key)
                .Select(request => request.Input)];
            Assert.Equal(ChunkCount - kept, inputs.Distinct().Count());
            Assert.Equal(ChunkCount - kept, inputs.Length);
        }

        AssertRight(scene);
        Assert.Equal(["book.pcm", "book.txt"], scene.Entries);
    }

    private static int Answered(TestScene scene) => scene.Server.Requests.Count(request => request.Status == 200);

    private static void AssertRight(TestScene scene) => Assert.Equal(
        Enumerable.Range(1, ChunkCount).Select(number => number % Tone.Count),
        Tones.NumbersIn(File.ReadAllBytes(scene.FileAt("book.pcm"))));

    private Process Start(TestScene scene, string key)
    {
        string script =
            $"ConvertTo-Speech -Path book.txt -OutFile book.pcm -MaxChunkLength 10 -ThrottleLimit {ThrottleLimit}";
        return Process.Start(new ProcessStartInfo("dotnet", [ChildProcess.Playground, script])
        {
            WorkingDirectory = scene.Folder,
            Environment =
            {
                ["COMETAPI_BASE_URL"] = scene.Server.BaseUri.ToString(),
                ["COMETAPI_KEY"] = key,
                ["TMPDIR"] = _temporary,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static async Task<string> DrainAsync(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        return await process.StandardOutput.ReadToEndAsync() + await errors;
    }
}
