using System.Globalization;
using System.Runtime.InteropServices;

namespace CometSpeech.Benchmarks.Reporting;

/// <summary>What a run is made on: the machine, what else it does, and the versions of all that is measured.</summary>
internal sealed class MachineMeasurement : Measurement
{
    public override string Name => "machine";

    public override string Help => "The machine and the versions of all that is measured.";

    protected override Task MeasureAsync(string[] args)
    {
        MarkdownTable table = new("machine", "");
        table.Add("processor", $"{ValueIn("/proc/cpuinfo", "model name")}, {Environment.ProcessorCount} cores");
        double gibibytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        table.Add("memory", Tables.Number(gibibytes, "0") + " GiB");
        table.Add("system", ValueIn("/etc/os-release", "PRETTY_NAME"));
        table.Add("load when the run began", FirstWord("/proc/loadavg"));
        table.Add("day", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        table.Add("CometSpeech", typeof(MachineMeasurement).Assembly.GetName().Version!.ToString(3));
        table.Add(".NET", RuntimeInformation.FrameworkDescription.Replace(".NET ", "", StringComparison.Ordinal));
        foreach (Peer peer in Peer.All)
        {
            table.Add(peer.Name, peer.Version ?? "missing");
        }

        Write(table);
        return Task.CompletedTask;
    }

    // Lines as "name : value" and NAME="value"; other systems than Linux have no such files.
    private static string ValueIn(string path, string name) => !File.Exists(path)
        ? RuntimeInformation.OSDescription
        : File.ReadLines(path).First(line => line.StartsWith(name, StringComparison.Ordinal))
            [name.Length..].Trim(' ', '\t', ':', '=', '"');

    private static string FirstWord(string path) =>
        File.Exists(path) ? File.ReadAllText(path).Split(' ')[0] : "unknown";
}
