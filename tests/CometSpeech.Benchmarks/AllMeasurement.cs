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
        int option = Array.IndexOf(args, "--page");
        BenchmarkPage? page = option < 0 ? null : new BenchmarkPage(args[option + 1]);
        // Known before the first minute is spent.
        if (page is not null && measurements.FirstOrDefault(each => !page.HasPlace(each.Name)) is { } homeless)
        {
            throw new InvalidOperationException($"{args[option + 1]} has no place for {homeless.Name}.");
        }

        // Options of one measurement alone are none for all.
        string[] shared = IsQuick(args) ? ["--quick"] : [];
        Stopwatch clock = Stopwatch.StartNew();
        foreach (Measurement measurement in measurements)
        {
            Console.WriteLine($"\n{clock.Elapsed:mm\\:ss}  {measurement.Name}: {measurement.Help}");
            Judge(await measurement.RunAsync(shared), $"{measurement.Name}, all limits");
            if (measurement.Markdown.Length > 0)
            {
                page?.Replace(measurement.Name, measurement.Markdown);
            }
        }

        Console.WriteLine($"\n{clock.Elapsed:mm\\:ss}  The end.");
    }
}
