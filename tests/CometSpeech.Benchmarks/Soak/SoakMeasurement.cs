using System.Globalization;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support.Soak;

namespace CometSpeech.Benchmarks.Soak;

/// <summary>
/// 10,000 chunks in 20 books by one process, against a service that fails a fifth of all requests: what arrived, what
/// was paid for, and how handles, threads and memory of the process stand after each file. Then all of it three times
/// more, from the cache.
/// </summary>
internal sealed class SoakMeasurement : Measurement
{
    private const int Books = 20;
    private const int ChunksPerBook = 500;
    private const int ChapterLength = 50;
    private const int Rounds = 4;

    // After each file. What a full collection leaves is what is held. At rest, the shared pool of arrays gives back, at
    // a full collection, what nobody has taken for a minute, and the pool of threads ends those idle for 20 s.
    private const string Functions =
        """
        $process = [Diagnostics.Process]::GetCurrentProcess()
        $clock = [Diagnostics.Stopwatch]::StartNew()
        function Sample($name) {
            [GC]::Collect(); [GC]::WaitForPendingFinalizers()
            $held = [GC]::GetTotalMemory($true)
            $process.Refresh()
            [string]::Join(' ', @('sample', $name, $process.HandleCount, $process.Threads.Count, $held,
                $process.WorkingSet64, $clock.Elapsed.TotalSeconds))
        }
        function Rest {
            1..3 | ForEach-Object { [GC]::Collect(); [Threading.Thread]::Sleep(35000) }
        }

        """;

    public override string Name => "soak";

    public override string Help =>
        "10,000 chunks against a service that fails a fifth of all requests: order, captions, payment, growth.";

    protected override async Task MeasureAsync(string[] args)
    {
        int seed = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        int count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Books;
        RandomFaults faults = new(seed);
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Faults = faults.Next });
        using Playground playground = new(server.BaseUri);
        SpokenBook[] books = [.. SpokenBook.Create(0, count, ChunksPerBook, ChapterLength)];
        SpokenBook.Write(playground.Folder, books);

        string makeAll = SoakScript.MakeAll("cache", throttleLimit: 64, timeoutSec: 10, each: "Sample $_.Name");
        List<Sample> samples = [];
        SortedDictionary<string, int> errors = [];
        Console.WriteLine("file       handles  threads  held memory  working set  seconds");
        await playground.RunAsync(
            $$"""
            {{Functions}}
            foreach ($round in 1..{{Rounds}}) {
                {{makeAll}}
                if ($round % 2 -eq 0) { Rest }
                Sample "end-$round"
                [IO.Directory]::Move('speech', "speech-$round")
            }
            """,
            line => Take(line, samples, errors, server));

        Console.WriteLine(faults);
        Console.WriteLine(
            "files that were not made at once: "
                + string.Join("; ", errors.Select(error => $"{error.Key} {error.Value}")));
        await JudgeFilesAsync(playground.Folder, books);
        JudgePayment(faults, books);
        JudgeGrowth(samples, count);
    }

    private static void Take(
        string line, List<Sample> samples, SortedDictionary<string, int> errors, LocalSpeechServer server)
    {
        if (line.StartsWith("sample ", StringComparison.Ordinal))
        {
            Sample sample = Sample.Parse(line, server.Requests.Count);
            samples.Add(sample);
            Console.WriteLine(sample);
        }
        else if (line.StartsWith("error ", StringComparison.Ordinal))
        {
            string id = line["error ".Length..].Split(',')[0];
            errors[id] = errors.GetValueOrDefault(id) + 1;
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    private async Task JudgeFilesAsync(string folder, SpokenBook[] books)
    {
        Directory.Move(Path.Combine(folder, "speech-1"), Path.Combine(folder, "speech"));
        BookMeasures measures = new();
        await measures.JudgeAsync(folder, books);
        measures.Tell(Judge);

        string[] first = Directory.GetFiles(Path.Combine(folder, "speech"));
        int same = first.Count(path => Enumerable.Range(2, Rounds - 1).All(round => File.ReadAllBytes(path)
            .SequenceEqual(File.ReadAllBytes(Path.Combine(folder, $"speech-{round}", Path.GetFileName(path))))));
        Judge(
            same == first.Length,
            $"{same} of {first.Length} files, made of the cache again and again, have the same bytes");
    }

    private void JudgePayment(RandomFaults faults, SpokenBook[] books)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> paid = faults.Payments.ByText;
        string[] texts = [.. books.SelectMany(book => book.Chunks).Select(chunk => chunk.Text)];
        int twice = paid.Count(text => text.Value.Count > 1);
        int unpaid = texts.Count(text => !paid.ContainsKey(text));
        Judge(
            twice == 0 && unpaid == 0 && paid.Count == texts.Length,
            $"{paid.Count:N0} texts answered in full for {texts.Length:N0} chunks, {twice} of them more than once");
        double failed = (double)faults.Failures / faults.Requests;
        Judge(failed is > 0.18 and < 0.22, $"{failed:0.0%} of all requests failed");
    }

    // Like is put beside like: of the first round, in which all is asked for, the highest of the second half beside the
    // highest of the first half, by which every format and every kind of book has been loaded and compiled; of the
    // others, in which all comes from the cache, the highest of all that follow beside the highest of the second round;
    // and rounds that have ended. What grows with each chunk, or with each failure, would be thousands by then. 16
    // handles are a quarter of the connections that 64 requests have, of which now more, now fewer are there; 8
    // threads, and at rest 5 handles, are what pools take and give back between two looks. Files under way hold 1 MiB
    // each at most: in the first round they become fewer; from the cache all may be there at once, and how many are
    // when one looks is chance. So what is held at rest is what counts.
    private void JudgeGrowth(List<Sample> samples, int books)
    {
        Sample[] files = [.. samples.Where(sample => !sample.IsEnd)];
        Sample[] ends = [.. samples.Where(sample => sample.IsEnd)];
        JudgeGrowth("first to second half of round 1", files[..(books / 2)], files[(books / 2)..books], 16, 4);
        JudgeGrowth("round 2 to those after it", files[books..(2 * books)], files[(2 * books)..], 16, held: books);
        JudgeGrowth("at rest after round 2, to the last", ends[1..2], ends[^1..], handles: 5, held: 0.5);
        Judge(
            ends[^1].Requests == ends[0].Requests,
            $"{ends[^1].Requests - ends[0].Requests} requests after the first round");
    }

    // A thread of the pool keeps buffers for itself (ArrayPool.Shared): 0.4 to 0.7 MiB were seen. The working set is
    // what the runtime keeps from the system: its heap grows by some MiB when many answers come at once, and code is
    // compiled anew in the background.
    private void JudgeGrowth(string stretch, Sample[] before, Sample[] after, int handles, double held)
    {
        const double Mebibyte = 1024 * 1024;
        double Most(Sample[] samples, Func<Sample, double> figure) => samples.Max(figure);
        bool Holds(Func<Sample, double> figure, double more) => Most(after, figure) <= Most(before, figure) + more;
        string Tell(Func<Sample, double> figure, double unit, string format) =>
            (Most(before, figure) / unit).ToString(format, CultureInfo.InvariantCulture) + " to "
                + (Most(after, figure) / unit).ToString(format, CultureInfo.InvariantCulture);
        double threads = Math.Max(0, Most(after, sample => sample.Threads) - Most(before, sample => sample.Threads));
        held += 0.75 * threads;
        Judge(
            Holds(sample => sample.Handles, handles) && Holds(sample => sample.Threads, 8)
                && Holds(sample => sample.Held, held * Mebibyte)
                && Holds(sample => sample.WorkingSet, 32 * Mebibyte),
            $"{stretch}: handles {Tell(sample => sample.Handles, 1, "0")} (+ {handles}), "
                + $"threads {Tell(sample => sample.Threads, 1, "0")} (+ 8), "
                + $"held memory {Tell(sample => sample.Held, Mebibyte, "0.00")} MiB (+ {held}), "
                + $"working set {Tell(sample => sample.WorkingSet, Mebibyte, "0.0")} MiB (+ 32)");
    }

    private sealed record Sample(
        string Name, double Handles, double Threads, double Held, double WorkingSet, double Seconds, int Requests)
    {
        public bool IsEnd => Name.StartsWith("end", StringComparison.Ordinal);

        public static Sample Parse(string line, int requests)
        {
            string[] words = line.Split(' ');
            double[] figures = [.. words[2..].Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
            return new Sample(words[1], figures[0], figures[1], figures[2], figures[3], figures[4], requests);
        }

        public override string ToString() =>
            $"{Name,-10} {Handles,7}  {Threads,7}  {Held / 1024 / 1024,7:0.00} MiB  "
                + $"{WorkingSet / 1024 / 1024,7:0.0} MiB  {Seconds,7:0}";
    }
}
