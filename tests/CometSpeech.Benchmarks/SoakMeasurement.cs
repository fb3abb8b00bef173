using System.Globalization;
using CometSpeech.LocalServer;
using CometSpeech.LocalServer.Engines;
using CometSpeech.Tests.Support;

namespace CometSpeech.Benchmarks;

/// <summary>
/// 10,000 chunks in 100 files by one command, against a service that fails a fifth of all requests: what arrived, and
/// how handles, threads and memory of the process stand after each thousand.
/// </summary>
internal sealed class SoakMeasurement : Measurement
{
    private const int Files = 100;
    private const int ChunksPerFile = 100;

    // After every tenth file, which is every thousandth chunk. What a full collection leaves is what is held.
    private const string Script =
        """
        $done = 0
        $process = [Diagnostics.Process]::GetCurrentProcess()
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $limits = @{ MaxChunkLength = 40; ThrottleLimit = 64; MaximumRetryCount = 12; TimeoutSec = 3 }
        ConvertTo-Speech -Path text/*.txt -OutDirectory speech -ResponseFormat pcm @limits -PassThru | ForEach-Object {
            $done++
            if ($done % 10 -eq 0) {
                [GC]::Collect(); [GC]::WaitForPendingFinalizers()
                $held = [GC]::GetTotalMemory($true)
                $process.Refresh()
                [string]::Join(' ', @(
                    ($done / 10), $process.HandleCount, $process.Threads.Count, $held, $process.WorkingSet64,
                    $clock.Elapsed.TotalSeconds))
            }
        }
        """;

    public override string Name => "soak";

    public override string Help =>
        "10,000 chunks against a service that fails a fifth of all requests: order, completeness and growth.";

    protected override async Task MeasureAsync(string[] args)
    {
        RandomFaults faults = new(seed: args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1);
        await using LocalSpeechServer server = await LocalSpeechServer.StartAsync(
            new LocalServerOptions { Engine = EngineKind.Tone, Faults = faults.Next });
        using Playground playground = new(server.BaseUri);
        int[][] tones = WriteTexts(Path.Combine(playground.Folder, "text"));

        List<double[]> samples = [];
        Console.WriteLine("thousand  handles  threads  held memory  working set  seconds");
        await playground.RunAsync(Script, line =>
        {
            double[] sample = [.. line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
            samples.Add(sample);
            Console.WriteLine(
                $"{sample[0],8}  {sample[1],7}  {sample[2],7}  {Mebibytes(sample[3]),7:0.00} MiB  "
                    + $"{Mebibytes(sample[4]),7:0.0} MiB  {sample[5],7:0}");
        });

        double failedPercent = 100.0 * faults.Failures / faults.Requests;
        Console.WriteLine(
            $"{faults.Requests:N0} requests, {faults.Failures:N0} failed ({failedPercent:0.0} %): {faults}");
        JudgeAudio(tones, Path.Combine(playground.Folder, "speech"));
        JudgePayment(faults.Answered);
        JudgeGrowth(samples[0], samples[^1]);
    }

    // Each paragraph is a chunk and its first number the tone that answers it: in random order, so that two chunks that
    // swap places show.
    private static int[][] WriteTexts(string folder)
    {
        Random random = new(1);
        Directory.CreateDirectory(folder);
        int[][] tones = new int[Files][];
        for (int file = 0; file < Files; file++)
        {
            int first = file * ChunksPerFile;
            tones[file] = [.. Enumerable.Range(0, ChunksPerFile).Select(_ => random.Next(Tone.Count))];
            File.WriteAllText(
                Path.Combine(folder, FileName(file) + ".txt"),
                string.Join("\n\n", tones[file].Select((tone, i) => $"Tone {tone} is for chunk {first + i + 1}.")));
        }

        return tones;
    }

    private void JudgeAudio(int[][] expected, string folder)
    {
        int chunks = 0;
        int wrong = 0;
        for (int file = 0; file < Files; file++)
        {
            byte[] pcm = File.ReadAllBytes(Path.Combine(folder, FileName(file) + ".pcm"));
            IReadOnlyList<int> heard = Tones.NumbersIn(pcm);
            chunks += heard.Count;
            wrong += heard.SequenceEqual(expected[file]) && pcm.Length == ChunksPerFile * Tone.SampleCount * 2 ? 0 : 1;
        }

        Judge(
            wrong == 0 && chunks == Files * ChunksPerFile,
            $"{chunks:N0} chunks heard in {Files} files, {wrong} files with a chunk lost, doubled or out of order");
    }

    private void JudgePayment(IReadOnlyDictionary<string, List<DateTimeOffset>> answered)
    {
        int twice = 0;
        foreach ((string text, List<DateTimeOffset> times) in answered.Where(text => text.Value.Count > 1))
        {
            twice++;
            string at = string.Join(
                ", ", times.Select(time => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)));
            Console.WriteLine($"'{text}' was answered in full {times.Count} times, at {at}.");
        }

        Judge(
            twice == 0 && answered.Count == Files * ChunksPerFile,
            $"{answered.Count:N0} texts answered in full, {twice} of them more than once");
    }

    private void JudgeGrowth(double[] first, double[] last)
    {
        Judge(last[1] <= first[1] + 5, $"handles {first[1]} after the first thousand, {last[1]} after the last");
        Judge(last[2] <= first[2] + 2, $"threads {first[2]} after the first thousand, {last[2]} after the last");
        Judge(
            last[3] <= first[3] + (1024 * 1024),
            $"held memory {Mebibytes(first[3]):0.00} MiB after the first thousand, "
                + $"{Mebibytes(last[3]):0.00} MiB after the last");
    }

    private static string FileName(int file) => file.ToString("000", CultureInfo.InvariantCulture);

    private static double Mebibytes(double bytes) => bytes / (1024 * 1024);
}
