using CometSpeech.Benchmarks;
using CometSpeech.Benchmarks.Captions;
using CometSpeech.Benchmarks.Contestants;
using CometSpeech.Benchmarks.Documents;
using CometSpeech.Benchmarks.Farm;
using CometSpeech.Benchmarks.Reporting;
using CometSpeech.Benchmarks.Soak;

Measurement[] page =
[
    new MachineMeasurement(), new ImportMeasurement(), new ShortMeasurement(), new BookMeasurement(),
    new StreamMeasurement(), new JoinMeasurement(), new SplitMeasurement(), new DocumentMeasurement(),
    new CaptionMeasurement(),
];
Measurement[] measurements =
[
    new AllMeasurement(page), .. page, new SoakMeasurement(), new ChaosMeasurement(), new FarmMeasurement(),
];

if (args is [OpenAIDotNetContestant.Name, string service])
{
    await new OpenAIDotNetContestant(new Uri(service)).RunAsync();
    return 0;
}

if (args is [string name, .. string[] rest]
    && measurements.FirstOrDefault(measurement => measurement.Name == name) is { } chosen)
{
    return await chosen.RunAsync(rest) ? 0 : 1;
}

Console.WriteLine("Give a measurement; --quick tries it with few rounds:");
foreach (Measurement measurement in measurements)
{
    Console.WriteLine($"  {measurement.Name,-10} {measurement.Help}");
}

return args is [] or ["--help" or "-h"] ? 0 : 2;
