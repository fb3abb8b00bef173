using System.Globalization;
using System.Text;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;

namespace CometSpeech.Benchmarks;

/// <summary>
/// A text of a million characters through the cmdlet, eight requests at a time, against a service that takes 1.5 s for
/// each: the wall time beside that of eight connections that are never idle, and the peak of the process's memory
/// beside that of a ten-line text.
/// </summary>
internal sealed class BookMeasurement : Measurement
{
    private const int Characters = 1_000_000;
    private const int ThrottleLimit = 8;
    private const double LatencySeconds = 1.5;
    private const int ShortRuns = 3;

    // The command's own clock: starting PowerShell is no part of it.
    private const string Script =
        """
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $file = ConvertTo-Speech -LiteralPath text.txt -OutFile speech.mp3 -ThrottleLimit 8 -Force -PassThru
        $seconds = $clock.Elapsed.TotalSeconds
        $peak = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
        [string]::Join(' ', @($seconds, $peak, $file.Requests, $file.Characters, $file.Duration.TotalSeconds))
        """;

    private static readonly string[] s_words =
        ("the harbour lay still when morning came and nobody crossed before six because a wind out of the north "
            + "had rattled every loose board").Split(' ');

    public override string Name => "book";

    public override string Help => "A text of 1,000,000 characters at -ThrottleLimit 8: wall time and peak memory.";

    protected override async Task MeasureAsync(string[] args)
    {
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Latency = TimeSpan.FromSeconds(LatencySeconds) });

        string tenLines = string.Join('\n', Text(1000).Split('\n').Take(10));
        double shortPeak = double.MaxValue;
        for (int i = 0; i < ShortRuns; i++)
        {
            Figures figures = await SpeakAsync(server, tenLines);
            Console.WriteLine($"ten lines: {figures}");
            shortPeak = Math.Min(shortPeak, figures.PeakMebibytes);
        }

        Figures book = await SpeakAsync(server, Text(Characters));
        Console.WriteLine($"book:      {book}, {server.MaxConcurrency} requests at most at a time");

        double ideal = Math.Ceiling(book.Requests / (double)ThrottleLimit) * LatencySeconds;
        double ratio = book.Seconds / ideal;
        double growth = book.PeakMebibytes - shortPeak;
        Judge(ratio <= 1.1, $"wall time {book.Seconds:0.0} s, {ratio:0.000} times {ideal:0.0} s (at most 1.1)");
        Judge(growth <= 40, $"peak memory {growth:0.0} MiB above the lowest of the ten-line texts (at most 40)");
    }

    private static async Task<Figures> SpeakAsync(LocalSpeechServer server, string text)
    {
        using Playground playground = new(server.BaseUri);
        await File.WriteAllTextAsync(Path.Combine(playground.Folder, "text.txt"), text);
        double[] values = [];
        await playground.RunAsync(
            Script,
            line => values = [.. line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))]);
        return new Figures(values[0], values[1] / (1024 * 1024), (int)values[2], (int)values[3], values[4]);
    }

    // Sentences of random words in paragraphs, so that no two chunks are alike and sent once.
    private static string Text(int characters)
    {
        Random random = new(1);
        StringBuilder text = new();
        for (int sentence = 1; text.Length < characters; sentence++)
        {
            IEnumerable<string> words =
                Enumerable.Range(0, random.Next(6, 25)).Select(_ => s_words[random.Next(s_words.Length)]);
            text.Append("Then ").AppendJoin(' ', words);
            text.Append(sentence % 8 == 0 ? ".\n\n" : sentence % 3 == 0 ? ".\n" : ". ");
        }

        return text.ToString(0, characters);
    }

    private sealed record Figures(
        double Seconds, double PeakMebibytes, int Requests, int Characters, double AudioSeconds)
    {
        public override string ToString() =>
            $"{Characters:N0} characters, {Requests} requests, {Seconds:0.00} s, peak {PeakMebibytes:0.0} MiB, "
                + $"{AudioSeconds:0.0} s of audio";
    }
}
