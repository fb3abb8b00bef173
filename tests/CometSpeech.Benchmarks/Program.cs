using System.Reflection;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CometSpeech.Benchmarks;
using CometSpeech.Benchmarks.Farm;
using CometSpeech.Benchmarks.Soak;

Measurement[] measurements =
[
    new BookMeasurement(), new SoakMeasurement(), new ChaosMeasurement(), new ImportMeasurement(),
    new CaptionMeasurement(), new FarmMeasurement(),
];

if (args is [] or ["--help" or "-h"])
{
    Console.WriteLine("Give a measurement or the options of BenchmarkDotNet:");
    foreach (Measurement measurement in measurements)
    {
        Console.WriteLine($"  {measurement.Name,-10} {measurement.Help}");
    }

    Console.WriteLine(
        $"  {"--filter",-10} The benchmarks whose names fit, such as '*Join*', '*Splitter*' or '*Reader*'.");
    return 0;
}

if (measurements.FirstOrDefault(measurement => measurement.Name == args[0]) is { } chosen)
{
    return await chosen.RunAsync(args[1..]) ? 0 : 1;
}

// In this process: building another for each benchmark would stage the module again.
InProcessEmitToolchain inProcess = new(TimeSpan.FromHours(1), logOutput: true);
IConfig config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(inProcess).AsMutator());
BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args, config);
return 0;
