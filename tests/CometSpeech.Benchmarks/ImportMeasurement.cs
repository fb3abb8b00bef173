using System.Globalization;
using CometSpeech.Benchmarks.Reporting;

namespace CometSpeech.Benchmarks;

/// <summary>
/// How long <c>Import-Module</c> takes in a fresh PowerShell, in turn with PSOpenAI and a module with nothing in it.
/// </summary>
internal sealed class ImportMeasurement : Measurement
{
    private const int Rounds = 15;

    private const string Own = "CometSpeech";

    public override string Name => "import";

    public override string Help => "Import-Module beside PSOpenAI and an empty module.";

    protected override async Task MeasureAsync(string[] args)
    {
        string folder = Directory.CreateTempSubdirectory("CometSpeech-measure-").FullName;
        try
        {
            string empty = Path.Combine(folder, "Empty.psd1");
            await File.WriteAllTextAsync(empty, "@{ ModuleVersion = '1.0' }");
            Contest<double> contest = new();
            contest.Add(Own, () => ImportAsync(Metadata.ManifestPath));
            contest.Add("an empty module", () => ImportAsync(empty));
            if (Peer.PSOpenAI.IsThere())
            {
                contest.Add("PSOpenAI", () => ImportAsync("PSOpenAI"));
            }

            // The first round fills the disk's cache.
            await contest.RunAsync(1, IsQuick(args) ? 3 : Rounds);
            Write(Tables.Times(contest, Own, "`Import-Module`"));
            if (contest.Names.Contains("PSOpenAI"))
            {
                double share = contest.Median(Own, time => time) / contest.Median("PSOpenAI", time => time);
                Judge(share < 1.0 / 3, $"{share:0.000} times the time of PSOpenAI (less than 0.333)");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // PowerShell's start is no part of it.
    private static Task<double> ImportAsync(string module)
    {
        string script = "$clock = [Diagnostics.Stopwatch]::StartNew(); "
            + $"Import-Module '{module}' -ErrorAction Stop; "
            + "$clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)";
        string output = Tool.Run("pwsh", "-NoProfile", "-NonInteractive", "-Command", script);
        return Task.FromResult(double.Parse(output, CultureInfo.InvariantCulture));
    }
}
