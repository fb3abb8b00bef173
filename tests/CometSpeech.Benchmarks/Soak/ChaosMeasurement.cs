using System.Diagnostics;
using System.Globalization;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.Core.Api;
using CometSpeech.Core.Audio;
using CometSpeech.Core.Parts;
using CometSpeech.Core.Planning;
using CometSpeech.Core.Text;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.LocalServer.Faults;
using CometSpeech.Tests.Support.Soak;

namespace CometSpeech.Benchmarks.Soak;

/// <summary>
/// Four processes of PowerShell with one cache, which make eight books that all want and three more each, while one of
/// them is killed again and again, against a service that fails a fifth of all requests. Nothing that is in the cache
/// is asked for, and no text is answered in full for two processes, unless the first one was killed with the answer in
/// its hands.
/// </summary>
internal sealed class ChaosMeasurement : Measurement
{
    private const int Processes = 4;
    private const int ThrottleLimit = 8;
    private const int CommonBooks = 8;
    private const int OwnBooks = 3;
    private const int ChunksPerBook = 500;
    private const int ChapterLength = 50;
    private const int Kills = 40;

    public override string Name => "chaos";

    public override string Help =>
        "Four processes with one cache, 10,000 different chunks, faults, and 40 kills: order, captions, payment.";

    protected override async Task MeasureAsync(string[] args)
    {
        int seed = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int kills = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Kills;
        string folder = Directory.CreateTempSubdirectory("CometSpeech-chaos-").FullName;
        try
        {
            await MeasureAsync(folder, seed, kills);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync(string folder, int seed, int kills)
    {
        RandomFaults faults = new(seed, wait: "0.2");
        int inVain = 0;
        Chaos? chaos = null;
        Dictionary<string, string> places = [];
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Faults = Watch });
        SpokenBook[][] books = Write(folder);
        SpokenBook[] different = [.. books.SelectMany(all => all).DistinctBy(book => book.AudioName)];
        foreach (SpokenBook book in different)
        {
            AddPlaces(places, server.BaseUri, Path.Combine(folder, "cache"), book);
        }

        string script = $"Import-Module '{Metadata.ManifestPath}'\n"
            + SoakScript.MakeAll("../cache", ThrottleLimit, timeoutSec: 10);
        File.WriteAllText(Path.Combine(folder, "make.ps1"), script);
        chaos = new Chaos(Processes, Start, faults.Payments);
        var clock = Stopwatch.StartNew();
        await chaos.RunAsync(kills, 2 * places.Count / (kills + 1), new Random(seed));
        double seconds = clock.Elapsed.TotalSeconds;

        Console.WriteLine(faults);
        Console.WriteLine(
            $"{chaos.Killed.Count} processes killed; {seconds:0} s; files that were not made at once: "
                + string.Join("; ", chaos.Errors.Select(error => $"{error.Key} {error.Value}")));
        BookMeasures measures = new();
        for (int process = 0; process < Processes; process++)
        {
            await measures.JudgeAsync(FolderOf(folder, process), books[process]);
        }

        measures.Tell(Judge);
        JudgePayment(faults.Payments, places, chaos);
        Judge(inVain == 0, $"{inVain} requests for what was in the cache");

        Fault Watch(ReceivedRequest request)
        {
            // In this order: what is there while its process lives was there for it.
            if (IsThere(places, request.Input!) && !chaos!.IsKilled(Payments.KeyOf(request)))
            {
                Interlocked.Increment(ref inVain);
            }

            return faults.Next(request);
        }

        ProcessStartInfo Start(int process, string key) => new("pwsh")
        {
            ArgumentList = { "-NoProfile", "-NonInteractive", "-File", "../make.ps1" },
            WorkingDirectory = FolderOf(folder, process),
            Environment =
            {
                ["COMETAPI_BASE_URL"] = server.BaseUri.ToString(),
                ["COMETAPI_KEY"] = key,
                // PowerShell and its runtime leave files there when they are killed.
                ["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName,
            },
        };
    }

    private static SpokenBook[][] Write(string folder)
    {
        SpokenBook[] common = [.. SpokenBook.Create(0, CommonBooks, ChunksPerBook, ChapterLength)];
        return
        [
            .. Enumerable.Range(0, Processes).Select(process =>
            {
                SpokenBook[] books =
                [
                    .. common,
                    .. SpokenBook.Create(
                        CommonBooks + (process * OwnBooks), OwnBooks, ChunksPerBook, ChapterLength),
                ];
                SpokenBook.Write(Directory.CreateDirectory(FolderOf(folder, process)).FullName, books);
                return books;
            }),
        ];
    }

    private static string FolderOf(string folder, int process) => Path.Combine(folder, $"p{process}");

    // Where in the cache the answer to each text will lie.
    private static void AddPlaces(
        Dictionary<string, string> places, Uri service, string cache, SpokenBook book)
    {
        using PartNaming naming = new(ServiceAddress.From(service));
        AudioFormat format = Path.GetExtension(book.AudioName) switch
        {
            ".mp3" => AudioFormat.Mp3,
            ".wav" => AudioFormat.Wav,
            ".flac" => AudioFormat.Flac,
            ".opus" => AudioFormat.Opus,
            _ => AudioFormat.Aac,
        };
        foreach (SpokenChunk chunk in book.Chunks)
        {
            Segment segment = new(chunk.Text, chunk.Voice, "tts-1");
            string name = naming.NameOf(segment, new TextRange(0, chunk.Text.Length), format);
            places.Add(chunk.Text, Path.Combine(cache, name[..2], name));
        }
    }

    private static bool IsThere(Dictionary<string, string> places, string text) =>
        places.TryGetValue(text, out string? place)
        && Directory.Exists(Path.GetDirectoryName(place))
        && Directory.EnumerateFiles(Path.GetDirectoryName(place)!, Path.GetFileName(place) + ".*.part").Any();

    private void JudgePayment(Payments payments, Dictionary<string, string> places, Chaos chaos)
    {
        int paid = payments.ByText.Count;
        int stored = places.Keys.Count(text => IsThere(places, text));
        Judge(
            stored == places.Count && paid == places.Count,
            $"{paid:N0} different texts answered in full, {stored:N0} in the cache, of {places.Count:N0}");

        (int twice, int again, int lost) = payments.Compare(chaos.Killed);
        Judge(
            twice == 0 && again == 0 && lost <= chaos.Killed.Count * ThrottleLimit,
            $"{twice} texts paid by two, {again} paid again; {lost} answers died with their process, of "
                + $"{chaos.Killed.Count} killed with "
                + $"{ThrottleLimit} requests under way at most");
    }
}
