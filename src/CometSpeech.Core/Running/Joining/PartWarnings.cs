using System.Text.RegularExpressions;

namespace CometSpeech.Core.Running.Joining;

/// <summary>
/// Warnings about the parts of one file, one for each kind: what a server does to one part it does to all as a rule.
/// </summary>
internal sealed class PartWarnings
{
    // Enough to listen to each of them; a line of a terminal shows as many.
    private const int MostNamed = 10;

    // Parts differ in their number, and in how many bytes or frames are missing.
    private static readonly Regex s_number = new(@"\d+", RegexOptions.CultureInvariant);

    private readonly List<(int Part, string Warning)> _all = [];

    /// <summary>Takes a warning in.</summary>
    /// <param name="part">The number of the part, from 1 on.</param>
    /// <param name="warning">A sentence that names the part.</param>
    public void Add(int part, string warning) => _all.Add((part, warning));

    /// <summary>A warning for each kind: the first one, and which other parts it goes for.</summary>
    public IEnumerable<string> Summarize() => _all
        .GroupBy(one => s_number.Replace(one.Warning, "0"))
        .Select(kind => kind.First().Warning + DescribeOthers([.. kind.Skip(1).Select(one => one.Part)]));

    private static string DescribeOthers(int[] parts) => parts.Length switch
    {
        0 => "",
        1 => $" The same goes for part {parts[0]}.",
        _ => $" The same goes for {parts.Length} more parts: {string.Join(", ", parts.Take(MostNamed))}"
            + (parts.Length > MostNamed ? " and so on." : "."),
    };
}
