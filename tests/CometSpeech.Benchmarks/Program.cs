using System.Reflection;
using BenchmarkDotNet.Running;
using CometSpeech.Benchmarks;

Measurement[] measurements = [new BookMeasurement(), new SoakMeasurement(), new ImportMeasurement()];

if (args is [] or ["--help" or "-h"])
{
    Console.WriteLine("Give a measurement or the options of BenchmarkDotNet:");
    foreach (Measurement measurement in measurements)
    {
        Console.WriteLine($"  {measurement.Name,-10} {measurement.Help}");
    }

    Console.WriteLine($"  {"--filter",-10} The benchmarks whose names fit, such as '*Join*' or '*Splitter*'.");
    return 0;
}

if (measurements.FirstOrDefault(measurement => measurement.Name == args[0]) is { } chosen)
{
    return await chosen.RunAsync(args[1..]) ? 0 : 1;
}

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
