using System.Globalization;

namespace CometSpeech.Benchmarks.Reporting;

/// <summary>How figures are written, and tables of the form that several measurements have.</summary>
internal static class Tables
{
    /// <summary>What stands for a figure that is not there.</summary>
    public const string None = "";

    /// <summary>Ways and their times in milliseconds: median, least, most, and the median as a ratio.</summary>
    public static MarkdownTable Times(Contest<double> contest, string own, string what)
    {
        MarkdownTable table = new(what, "median", "least", "most", "ratio");
        foreach (string name in contest.Names)
        {
            double median = contest.Median(name, time => time);
            table.Add(
                name,
                Milliseconds(median),
                Milliseconds(contest[name].Min()),
                Milliseconds(contest[name].Max()),
                Ratio(contest, name, own));
        }

        return table;
    }

    /// <summary>The median of a way, in times of the module's own; nothing where the way was not measured.</summary>
    public static string Ratio(Contest<double> contest, string way, string own) => contest.Names.Contains(way)
        ? Ratio(contest.Median(way, time => time), contest.Median(own, time => time))
        : None;

    /// <summary>How many times as long as the module's own.</summary>
    public static string Ratio(double time, double own) => Number(time / own, "0.00");

    /// <summary>As 1.27 ms, 12.7 ms, 127 ms.</summary>
    public static string Milliseconds(double time) =>
        Number(time, time < 10 ? "0.00" : time < 100 ? "0.0" : "#,0") + " ms";

    /// <summary>As 1.27 s, 12.7 s.</summary>
    public static string Seconds(double milliseconds) =>
        Number(milliseconds / 1000, milliseconds < 10_000 ? "0.00" : "0.0") + " s";

    /// <summary>As 1.2 MiB.</summary>
    public static string Mebibytes(double bytes) => Number(bytes / (1024 * 1024), "0.0") + " MiB";

    /// <summary>A number as English writes it.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
