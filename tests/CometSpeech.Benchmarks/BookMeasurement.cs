using System.Globalization;
using CometSpeech.Benchmarks.Contestants;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Benchmarks;

/// <summary>
/// Texts of 100,000 and of 1,000,000 characters to one file, against a service that takes half a second for each
/// request: wall time beside that of others, and of connections that are never idle; processor and memory.
/// </summary>
internal sealed class BookMeasurement : Measurement
{
    // A real service takes longer, seconds to a minute for 4,096 characters: with this, those who ask one after the
    // other are done within minutes. With more, their ratios come nearer to the number of requests at once.
    private static readonly TimeSpan s_latency = TimeSpan.FromSeconds(0.5);

    private const int DefaultThrottleLimit = 4;

    public override string Name => "book";

    public override string Help =>
        "100,000 and 1,000,000 characters to a file, beside Invoke-RestMethod, PSOpenAI and OpenAI's clients.";

    protected override async Task MeasureAsync(string[] args)
    {
        await MeasureAsync(IsQuick(args) ? 10_000 : 100_000, IsQuick(args) ? 1 : 2, [0, 1]);
        await MeasureAsync(IsQuick(args) ? 50_000 : 1_000_000, 1, [0, 8]);
    }

    private async Task MeasureAsync(int characters, int rounds, int[] limits)
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Latency = s_latency });
        using ContestantTexts texts = new();
        string whole = texts.WriteWhole(ContestantTexts.Prose(characters));
        string tenLines = texts.WriteWhole(string.Join('\n', ContestantTexts.Prose(1000).Split('\n').Take(10)));
        Contest<Figures> contest = new();
        foreach (ContestantKind kind in ContestantKind.Present)
        {
            bool isOwn = kind == ContestantKind.CometSpeech;
            foreach (int limit in isOwn ? limits : [0])
            {
                string option = limit == 0 ? "" : $" -ThrottleLimit {limit}";
                contest.Add(kind.Name + option, () => SpeakAsync(kind, server, texts, tenLines, whole, limit));
            }
        }

        await contest.RunAsync(0, rounds);

        string own = ContestantKind.CometSpeech.Name;
        MarkdownTable table = new(
            $"{characters.ToString("N0", CultureInfo.InvariantCulture)} characters",
            "wall time", "ratio", "requests", "processor", "memory", "told", "decoded");
        foreach (string name in contest.Names)
        {
            Figures last = contest[name][^1];
            double time = contest.Median(name, figures => figures.Milliseconds);
            table.Add(
                name,
                Tables.Seconds(time),
                Tables.Ratio(time, contest.Median(own, figures => figures.Milliseconds)),
                Tables.Number(last.Requests, "N0"),
                Tables.Seconds(contest.Median(name, figures => figures.ProcessorMilliseconds)),
                "+ " + Tables.Mebibytes(contest.Median(name, figures => figures.AddedBytes)),
                last.Told,
                last.Decoded);
        }

        Write(table);
        foreach (int limit in limits)
        {
            string name = limit == 0 ? own : $"{own} -ThrottleLimit {limit}";
            Figures figures = contest[name][^1];
            double rows = Math.Ceiling(figures.Requests / (double)(limit == 0 ? DefaultThrottleLimit : limit));
            double ideal = rows * s_latency.TotalMilliseconds;
            double ratio = contest.Median(name, result => result.Milliseconds) / ideal;
            Judge(
                ratio <= 1.1,
                $"{name}: {ratio:0.000} times the {Tables.Seconds(ideal)} of connections that are never idle "
                    + "(at most 1.1)");
            double added = contest.Median(name, result => result.AddedBytes);
            Judge(
                added <= 40 * 1024 * 1024,
                $"{name}: {Tables.Mebibytes(added)} of memory above ten lines' (at most 40)");
        }
    }

    // A process for each try: what the one before has left in memory is no part of it.
    private static async Task<Figures> SpeakAsync(
        ContestantKind kind, LocalSpeechServer server, ContestantTexts texts, string tenLines, string whole, int limit)
    {
        string file = texts.NewPath(".mp3");
        using Contestant contestant = Contestant.Start(kind, server.BaseUri);
        JobResult small = await contestant.DoAsync(new Job("one", tenLines, texts.NewPath(".mp3"), limit));
        server.ClearRequests();
        JobResult large = await contestant.DoAsync(new Job("one", whole, file, limit));
        (string told, string decoded) = Listen(file);
        File.Delete(file);
        return new Figures(
            large.Milliseconds,
            server.Requests.Count,
            large.ProcessorMilliseconds,
            large.PeakBytes - small.PeakBytes,
            told,
            decoded);
    }

    // What the file says of its length, and what is in it.
    private static (string Told, string Decoded) Listen(string file)
    {
        if (Peer.Ffmpeg.Version is null)
        {
            return (Tables.None, Tables.None);
        }

        string told = Tool.Run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file);
        string raw = file + ".raw";
        Tool.Run("ffmpeg", "-v", "quiet", "-nostdin", "-i", file, "-f", "s16le", "-ac", "1", "-ar", "24000", raw);
        // 2 bytes a sample.
        double decoded = new FileInfo(raw).Length / 48_000.0;
        File.Delete(raw);
        return (
            Tables.Seconds(1000 * double.Parse(told, CultureInfo.InvariantCulture)), Tables.Seconds(1000 * decoded));
    }

    private sealed record Figures(
        double Milliseconds,
        int Requests,
        double ProcessorMilliseconds,
        double AddedBytes,
        string Told,
        string Decoded);
}
