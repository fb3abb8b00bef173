using System.Diagnostics;
using CometSpeech.Benchmarks.Reporting;

namespace CometSpeech.Benchmarks;

/// <summary>
/// Everything of docs/benchmarks.md one after the other, in one run; with <c>--page</c>, the tables are written into
/// that page.
/// </summary>
/// <param name="measurements">In their order.</param>
internal sealed class AllMeasurement(IReadOnlyList<Measurement> measurements) : Measurement
{
    public override string Name => "all";

    public override string Help =>
        "All of docs/benchmarks.md in one run of some 25 minutes. [--page docs/benchmarks.md] [--quick]";

    protected override async Task MeasureAsync(string[] args)
    {
        int page = Array.IndexOf(args, "--page");
        string? path = page < 0 ? null : args[page + 1];
        // Options of one measurement alone are none for all.
        string[] shared = IsQuick(args) ? ["--quick"] : [];
        Stopwatch clock = Stopwatch.StartNew();
        foreach (Measurement measurement in measurements)
        {
            Console.WriteLine($"\n{clock.Elapsed:mm\\:ss}  {measurement.Name}: {measurement.Help}");
            Judge(await measurement.RunAsync(shared), $"{measurement.Name}, all limits");
            if (path is not null && measurement.Markdown.Length > 0)
            {
                new BenchmarkPage(path).Replace(measurement.Name, measurement.Markdown);
            }
        }

        Console.WriteLine($"\n{clock.Elapsed:mm\\:ss}  The end.");
    }
}
