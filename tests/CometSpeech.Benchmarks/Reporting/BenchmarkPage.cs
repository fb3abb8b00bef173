using System.Text.RegularExpressions;

namespace CometSpeech.Benchmarks.Reporting;

/// <summary>
/// A page of Markdown whose tables are written by a run: they stand between <c>&lt;!-- name --&gt;</c> and
/// <c>&lt;!-- end of name --&gt;</c>.
/// </summary>
/// <param name="path">The page.</param>
internal sealed class BenchmarkPage(string path)
{
    /// <summary>Puts what a measurement printed in the place of what stood there.</summary>
    /// <exception cref="InvalidOperationException">The page has no place of that name.</exception>
    public void Replace(string name, string markdown)
    {
        string page = File.ReadAllText(path);
        string begin = $"<!-- {name} -->";
        string end = $"\n<!-- end of {name} -->";
        Match place = Regex.Match(page, Regex.Escape(begin) + "(.*?)" + Regex.Escape(end), RegexOptions.Singleline);
        if (!place.Success)
        {
            throw new InvalidOperationException($"{path} has no place for {name}.");
        }

        Group old = place.Groups[1];
        File.WriteAllText(path, page[..old.Index] + $"\n\n{markdown}" + page[(old.Index + old.Length)..]);
    }
}
