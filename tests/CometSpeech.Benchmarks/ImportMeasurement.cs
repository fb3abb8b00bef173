using System.Diagnostics;
using System.Globalization;

namespace CometSpeech.Benchmarks;

/// <summary>How long <c>Import-Module</c> takes in a fresh PowerShell, in turn with a peer's.</summary>
internal sealed class ImportMeasurement : Measurement
{
    private const int Runs = 15;

    public override string Name => "import";

    public override string Help =>
        "import [pwsh] [peer]: time of Import-Module in that PowerShell, beside a module installed there (PSOpenAI).";

    protected override Task MeasureAsync(string[] args)
    {
        string pwsh = args.ElementAtOrDefault(0) ?? "pwsh";
        string peer = args.ElementAtOrDefault(1) ?? "PSOpenAI";
        List<double> own = [];
        List<double> other = [];
        for (int i = 0; i <= Runs; i++)
        {
            double ownTime = ImportTime(pwsh, Playground.ManifestPath);
            double otherTime = ImportTime(pwsh, peer);
            // The first pair fills the disk's cache.
            if (i > 0)
            {
                own.Add(ownTime);
                other.Add(otherTime);
            }
        }

        Console.WriteLine($"CometSpeech: {Describe(own)}");
        Console.WriteLine($"{peer}: {Describe(other)}");
        double ratio = Median(own) / Median(other);
        Judge(ratio < 1.0 / 3, $"{ratio:0.000} times the time of {peer} (less than 0.333)");
        return Task.CompletedTask;
    }

    private static double ImportTime(string pwsh, string module)
    {
        string script = "$clock = [Diagnostics.Stopwatch]::StartNew(); "
            + $"Import-Module '{module}' -ErrorAction Stop; "
            + "$clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)";
        ProcessStartInfo start = new(pwsh, ["-NoProfile", "-NonInteractive", "-Command", script])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{pwsh} could not import {module}.");
    }

    private static string Describe(List<double> times) =>
        $"median {Median(times):0} ms of {times.Count} ({times.Min():0} to {times.Max():0} ms)";

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
