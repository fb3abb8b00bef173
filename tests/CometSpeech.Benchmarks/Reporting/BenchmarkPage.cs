using System.Text.RegularExpressions;

namespace CometSpeech.Benchmarks.Reporting;

/// <summary>
/// A page of Markdown whose tables are written by a run: they stand between <c>&lt;!-- name --&gt;</c> and
/// <c>&lt;!-- end of name --&gt;</c>.
/// </summary>
/// <param name="path">The page.</param>
internal sealed class BenchmarkPage(string path)
{
    /// <summary>Whether it has a place of that name.</summary>
    public bool HasPlace(string name) => Find(File.ReadAllText(path), name).Success;

    /// <summary>Puts what a measurement printed in the place of what stood there.</summary>
    public void Replace(string name, string markdown)
    {
        string page = File.ReadAllText(path);
        Group old = Find(page, name).Groups[1];
        File.WriteAllText(path, page[..old.Index] + $"\n\n{markdown}" + page[(old.Index + old.Length)..]);
    }

    private static Match Find(string page, string name) => Regex.Match(
        page,
        Regex.Escape($"<!-- {name} -->") + "(.*?)" + Regex.Escape($"\n<!-- end of {name} -->"),
        RegexOptions.Singleline);
}
