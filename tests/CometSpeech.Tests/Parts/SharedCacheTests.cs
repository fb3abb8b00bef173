using System.Diagnostics;
using System.Reflection;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support.Soak;

namespace CometSpeech.Tests.Parts;

/// <summary>
/// Several processes with one cache, of which some are killed while a fifth of all requests fail. The measurement
/// <c>chaos</c> of the benchmarks is the same with PowerShell, 10,000 texts and other formats.
/// </summary>
public sealed class SharedCacheTests : IDisposable
{
    private const int Processes = 4;
    private const int ThrottleLimit = 8;
    private const int Kills = 3;
    private const int ChunksPerBook = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("cometspeech-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Of_four_processes_at_once_nothing_is_lost_and_nothing_is_paid_twice_though_some_are_killed()
    {
        RandomFaults faults = new(seed: 1, wait: "0.05", stalls: false);
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Faults = faults.Next });
        SpokenBook[][] books = WriteBooks();
        int texts = books.SelectMany(all => all).DistinctBy(book => book.AudioName).Count() * ChunksPerBook;
        Chaos chaos = new(Processes, (process, key) => Start(server, process, key), faults.Payments);

        await chaos.RunAsync(Kills, texts / (Kills + 1), new Random(1));

        Assert.NotEmpty(chaos.Killed);
        BookJudge judge = new();
        for (int process = 0; process < Processes; process++)
        {
            string speech = Path.Combine(FolderOf(process), "speech");
            foreach (SpokenBook book in books[process])
            {
                string audio = Path.Combine(speech, book.AudioName);
                judge.Judge(
                    book,
                    SpokenAudio.FromWave(audio),
                    CaptionCue.Read(Path.ChangeExtension(audio, "vtt")),
                    CaptionCue.Read(Path.ChangeExtension(audio, "srt")));
            }

            Assert.Equal(3 * books[process].Length, Directory.GetFileSystemEntries(speech).Length);
        }

        Assert.Empty(judge.Faults);
        Assert.Equal(Processes * books[0].Length * ChunksPerBook, judge.Chunks);
        (int twice, int again, int lost) = faults.Payments.Compare(chaos.Killed);
        Assert.Equal(0, twice);
        // In Wine, which stands for Windows, answers are lost on their way: see FaultTests.
        Assert.True(again == 0 || OperatingSystem.IsWindows(), $"{again} were paid again.");
        Assert.InRange(lost, 0, chaos.Killed.Count * ThrottleLimit);
        Assert.Equal(texts, faults.Payments.ByText.Count);
        string cache = Path.Combine(_folder, "cache");
        Assert.Equal(texts, Directory.GetFiles(cache, "*.part", SearchOption.AllDirectories).Length);
    }

    // Three books that all want, one of each kind, and one more each.
    private SpokenBook[][] WriteBooks()
    {
        SpokenBook[] common = [.. SpokenBook.Create(0, 3, ChunksPerBook, ChunksPerBook / 4, "wav")];
        return
        [
            .. Enumerable.Range(0, Processes).Select(process =>
            {
                SpokenBook[] books =
                    [.. common, .. SpokenBook.Create(3 + process, 1, ChunksPerBook, ChunksPerBook / 4, "wav")];
                SpokenBook.Write(Directory.CreateDirectory(FolderOf(process)).FullName, books);
                return books;
            }),
        ];
    }

    private string FolderOf(int process) => Path.Combine(_folder, $"p{process}");

    private ProcessStartInfo Start(LocalSpeechServer server, int process, string key)
    {
        string playground = typeof(SharedCacheTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "PlaygroundPath").Value!;
        string script = SoakScript.MakeAll("../cache", ThrottleLimit, timeoutSec: 30);
        return new ProcessStartInfo("dotnet", [playground, script])
        {
            WorkingDirectory = FolderOf(process),
            Environment =
            {
                ["COMETAPI_BASE_URL"] = server.BaseUri.ToString(),
                ["COMETAPI_KEY"] = key,
                // Runtime and PowerShell leave pipes and sockets there when they are killed.
                ["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName,
            },
        };
    }
}
